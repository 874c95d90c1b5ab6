import { Button, Group } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { limitText } from '#renderer/ui/deadline-text.ts'
import { formatDate, formatNumber, NONE } from '#renderer/ui/format.ts'
import { unitName } from '#renderer/ui/place.ts'
import type { Procedure } from '#shared/procedures/procedures.model.ts'
import { cutPercentOf } from '#shared/procedures/procedures.rules.ts'
import type { TimeLimit } from '#shared/units/time-limit.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { useEndProcedure } from '../use-end-procedure.ts'

type ProcedureTableProps = {
  readonly procedures: readonly Procedure[]
  readonly tree: UnitTree | undefined
  readonly onEdit: (procedure: Procedure) => void
}

export function ProcedureTable({ procedures, tree, onEdit }: ProcedureTableProps): ReactNode {
  const { t } = useTranslation()
  const askToEnd = useEndProcedure()
  const columns = useMemo((): DataColumn<Procedure>[] => {
    const limit = (told: TimeLimit | null): string => {
      if (told === null) return NONE
      const { key, values } = limitText(told)
      return t(`ui.deadline.${key}`, values)
    }
    return [
      {
        id: 'code',
        header: t('procedures.code'),
        cell: ({ code }) => <span className="mc-mono">{code}</span>,
        sortBy: ({ code }) => code,
      },
      {
        id: 'name',
        header: t('procedures.name'),
        cell: ({ name }) => name,
        sortBy: ({ name }) => name,
        cut: true,
      },
      {
        id: 'field',
        header: t('procedures.field'),
        cell: ({ field }) => field ?? NONE,
        sortBy: ({ field }) => field,
      },
      {
        id: 'authority',
        header: t('procedures.authority'),
        cell: ({ authorityUnitId }) => unitName(tree, authorityUnitId),
        sortBy: ({ authorityUnitId }) => unitName(tree, authorityUnitId),
      },
      { id: 'statutory', header: t('procedures.statutory'), cell: ({ statutory }) => limit(statutory) },
      { id: 'committed', header: t('procedures.committed'), cell: ({ committed }) => limit(committed) },
      {
        id: 'cut',
        header: t('procedures.cut'),
        align: 'right',
        cell: (procedure) => {
          const percent = cutPercentOf(procedure)
          return percent === null ? NONE : `${formatNumber(percent, 1)} %`
        },
        sortBy: cutPercentOf,
      },
      {
        id: 'since',
        header: t('procedures.since'),
        cell: ({ validFromMs, validToMs }) => (
          <span className="mc-nowrap">
            {validToMs === null
              ? t('procedures.from', { from: formatDate(validFromMs) })
              : t('procedures.between', { from: formatDate(validFromMs), to: formatDate(validToMs - 1) })}
          </span>
        ),
        sortBy: ({ validFromMs }) => validFromMs,
      },
      {
        id: 'actions',
        header: '',
        align: 'right',
        cell: (procedure) =>
          procedure.validToMs === null && (
            <Group gap={6} justify="flex-end" wrap="nowrap">
              <Button size="compact-xs" variant="default" onClick={() => onEdit(procedure)}>
                {t('procedures.change')}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => askToEnd(procedure)}>
                {t('procedures.end')}
              </Button>
            </Group>
          ),
      },
    ]
  }, [t, tree, onEdit, askToEnd])
  return (
    <DataTable label={t('procedures.title')} columns={columns} rows={procedures} rowId={({ id }) => id} />
  )
}
