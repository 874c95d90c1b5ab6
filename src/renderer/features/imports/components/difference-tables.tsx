import { Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDateTime, formatNumber, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { ChangedRow, ForeseenFinding } from '#shared/imports/imports.model.ts'
import { fieldWord, findingSides, valueWord } from '../change-words.ts'

type StoredChange = Omit<ChangedRow, 'row'> & { readonly row: number | null }
type Line = {
  readonly id: string
  readonly row: number | null
  readonly label: string
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

const linesOf = (rows: readonly StoredChange[]): Line[] =>
  rows.flatMap(({ row, label, fields }) =>
    fields.map((each) => ({ id: `${label}-${row ?? ''}-${each.field}`, row, label, ...each })),
  )

/** Field by field: what an earlier file told, and what this one tells. */
export function ChangesTable({ rows }: { readonly rows: readonly StoredChange[] }): ReactNode {
  const { t } = useTranslation()
  const lines = useMemo(() => linesOf(rows), [rows])
  const columns = useMemo(
    (): DataColumn<Line>[] => [
      {
        id: 'row',
        header: t('imports.column.row'),
        align: 'right',
        widthPx: 70,
        cell: ({ row }) => row ?? NONE,
      },
      {
        id: 'thing',
        header: t('imports.column.thing'),
        cell: ({ label }) => <span className="mc-nowrap">{label}</span>,
      },
      { id: 'what', header: t('imports.column.what'), cell: ({ field }) => fieldWord(t, field) },
      {
        id: 'before',
        header: t('imports.column.before'),
        cell: ({ field, before }) => <del>{valueWord(t, field, before)}</del>,
      },
      {
        id: 'after',
        header: t('imports.column.after'),
        cell: ({ field, after }) => <strong>{valueWord(t, field, after)}</strong>,
      },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('imports.differences', { number: formatNumber(rows.length) })}
      columns={columns}
      rows={lines}
      rowId={({ id }) => id}
    />
  )
}

type VanishedProps = { readonly labels: readonly string[]; readonly total: number }

/** What an earlier file of the period told and this one does not. */
export function VanishedPanel({ labels, total }: VanishedProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('imports.vanishedRows', { number: formatNumber(total) })}>
      <Text size="sm" c="dimmed">
        {t('imports.vanishedHint')}
      </Text>
      <ul className="mc-vanished mc-scroll-300">
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
      <FirstOf shown={labels.length} total={total} />
    </Panel>
  )
}

export function FirstOf({ shown, total }: { readonly shown: number; readonly total: number }): ReactNode {
  const { t } = useTranslation()
  if (shown >= total) return null
  return (
    <Text size="sm" c="dimmed" p="xs">
      {t('imports.firstOf', { shown: formatNumber(shown), total: formatNumber(total) })}
    </Text>
  )
}

/** What the rules will note down, with before and after. */
export function ForeseenTable({ findings }: { readonly findings: readonly ForeseenFinding[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useMemo(
    (): DataColumn<ForeseenFinding>[] => [
      {
        id: 'kind',
        header: t('imports.column.what'),
        cell: ({ kind }) => t(`imports.findingKind.${kind}`, { defaultValue: kind }),
        sortBy: ({ kind }) => kind,
      },
      {
        id: 'thing',
        header: t('imports.column.thing'),
        cell: ({ detail }) => <span className="mc-nowrap">{String(detail['code'] ?? NONE)}</span>,
      },
      {
        id: 'atMs',
        header: t('imports.column.atMs'),
        cell: ({ atMs }) => <span className="mc-nowrap">{formatDateTime(atMs)}</span>,
        sortBy: ({ atMs }) => atMs,
      },
      { id: 'before', header: t('imports.column.before'), cell: (row) => findingSides(t, row).before },
      { id: 'after', header: t('imports.column.after'), cell: (row) => findingSides(t, row).after },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('imports.foreseen', { number: formatNumber(findings.length) })}
      columns={columns}
      rows={findings}
      rowId={({ kind, atMs, detail }) =>
        `${kind}-${atMs}-${String(detail['code'])}-${String(detail['action'])}`
      }
    />
  )
}
