import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDateTime, NONE } from '#renderer/ui/format.ts'
import { unitName } from '#renderer/ui/place.ts'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import { BASES, type TimelinessClass } from '#shared/dossiers/timeliness.model.ts'
import type { ReportDossier } from '#shared/reports/reports.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { useBasisName } from '../use-basis-name.ts'

const TONES: Readonly<Record<TimelinessClass, StatusTone>> = {
  early: 'ok',
  'on-time': 'ok',
  overdue: 'danger',
  'pending-in-time': 'running',
  'pending-overdue': 'warning',
  excluded: 'neutral',
}

const instant = (atMs: number | null): string => (atMs === null ? NONE : formatDateTime(atMs).slice(0, 16))

type DossierRowsProps = {
  readonly rows: readonly ReportDossier[]
  readonly tree: UnitTree | undefined
  /** The class by each basis side by side, instead of the chosen one alone. */
  readonly byEveryBasis: boolean
  readonly selectedId: string | null
  readonly onOpen: (dossier: ReportDossier) => void
}

export function DossierRows(props: DossierRowsProps): ReactNode {
  const { t } = useTranslation()
  const { rows, tree, byEveryBasis, selectedId, onOpen } = props
  const basisName = useBasisName()
  const columns = useMemo((): DataColumn<ReportDossier>[] => {
    const when = (
      id: 'received' | 'due' | 'finished' | 'returned',
      read: (row: ReportDossier) => number | null,
    ): DataColumn<ReportDossier> => ({
      id,
      header: t(`reports.column.${id}`),
      cell: (row) => <span className="mc-nowrap">{instant(read(row))}</span>,
      sortBy: read,
    })
    const classCell = (of: TimelinessClass): ReactNode => (
      <StatusMark tone={TONES[of]}>{t(`reports.class.${of}`)}</StatusMark>
    )
    const classes = byEveryBasis
      ? BASES.map(
          (basis, index): DataColumn<ReportDossier> => ({
            id: `class-${index}`,
            header: basisName(basis),
            cell: (row) => classCell(row.classes[index] ?? 'excluded'),
          }),
        )
      : [
          {
            id: 'class',
            header: t('reports.column.class'),
            cell: (row: ReportDossier) => classCell(row.class),
          },
        ]
    return [
      {
        id: 'code',
        header: t('reports.column.code'),
        cell: ({ code }) => (
          <Link
            to="/dossiers"
            search={{ code }}
            className="mc-link mc-mono"
            onClick={(event) => event.stopPropagation()}
          >
            {code}
          </Link>
        ),
        sortBy: ({ code }) => code,
      },
      {
        id: 'commune',
        header: t('reports.column.commune'),
        cell: ({ communeUnitId }) => unitName(tree, communeUnitId),
        sortBy: ({ communeUnitId }) => unitName(tree, communeUnitId),
      },
      when('received', ({ receivedAtLogMs }) => receivedAtLogMs),
      when('due', ({ dueAtLogMs }) => dueAtLogMs),
      when('finished', ({ finishedAtLogMs }) => finishedAtLogMs),
      when('returned', ({ returnedAtLogMs }) => returnedAtLogMs),
      ...classes,
    ]
  }, [t, tree, byEveryBasis, basisName])
  return (
    <DataTable
      label={t('reports.column.code')}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      selectedId={selectedId}
      onOpen={onOpen}
    />
  )
}
