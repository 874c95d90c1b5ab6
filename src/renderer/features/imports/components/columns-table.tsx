import { Select, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatPercent, NONE } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { fieldsOfKind } from '#shared/imports/import-fields.model.ts'
import type { ImportColumn, ImportPreview } from '#shared/imports/imports.model.ts'
import type { Import } from '../use-import.ts'

const SURE = 0.8
const UNUSED = ''

type ColumnsTableProps = {
  readonly preview: ImportPreview
  readonly current: Pick<Import, 'overrides' | 'correctColumn'>
}

/** Each column of the file, what it was taken for, how surely, and a choice to correct it. */
export function ColumnsTable({ preview, current }: ColumnsTableProps): ReactNode {
  const { t } = useTranslation()
  const { kind, columns } = preview
  const { overrides, correctColumn } = current
  const table = useMemo((): DataColumn<ImportColumn>[] => {
    const choices = [
      { value: UNUSED, label: t('imports.columnUnused') },
      ...fieldsOfKind(kind).map((field) => ({ value: field, label: t(`imports.field.${field}`) })),
    ]
    return [
      {
        id: 'name',
        header: t('imports.column.name'),
        cell: ({ name }) => (name === '' ? NONE : name),
        cut: true,
      },
      {
        id: 'field',
        header: t('imports.column.field'),
        widthPx: 260,
        cell: ({ index, name, field }) => (
          <Select
            size="xs"
            aria-label={`${t('imports.column.field')}: ${name}`}
            data={choices}
            value={field ?? UNUSED}
            onChange={(next) =>
              correctColumn(index, fieldsOfKind(kind).find((each) => each === next) ?? null)
            }
            allowDeselect={false}
            searchable
          />
        ),
      },
      {
        id: 'confidence',
        header: t('imports.column.confidence'),
        widthPx: 170,
        cell: ({ index, field, confidence }) => (
          <Confidence
            byHand={overrides.some((each) => each.index === index)}
            confidence={field === null ? null : confidence}
          />
        ),
      },
    ]
  }, [t, kind, overrides, correctColumn])
  return (
    <DataTable
      label={t('imports.columns', { count: columns.length })}
      columns={table}
      rows={columns}
      rowId={({ index }) => String(index)}
    />
  )
}

type ConfidenceProps = { readonly byHand: boolean; readonly confidence: number | null }

function Confidence({ byHand, confidence }: ConfidenceProps): ReactNode {
  const { t } = useTranslation()
  if (byHand) return <StatusMark tone="neutral">{t('imports.byHand')}</StatusMark>
  if (confidence === null) return <Text c="dimmed">{NONE}</Text>
  const share = formatPercent(confidence)
  if (confidence >= SURE) return <StatusMark tone="ok">{share}</StatusMark>
  return <StatusMark tone="warning">{`${share} · ${t('imports.columnUnsure')}`}</StatusMark>
}
