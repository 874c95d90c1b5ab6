import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import type { Rejection } from '#shared/imports/imports.model.ts'

/** Which row, which column, what stands there, and why it cannot come in. */
export function RejectionsTable({ rejections }: { readonly rejections: readonly Rejection[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useMemo(
    (): DataColumn<Rejection>[] => [
      {
        id: 'row',
        header: t('imports.column.row'),
        align: 'right',
        cell: ({ row }) => row,
        sortBy: ({ row }) => row,
        widthPx: 70,
      },
      {
        id: 'column',
        header: t('imports.column.column'),
        cell: ({ column }) => <span className="mc-nowrap">{column ?? t('imports.wholeRow')}</span>,
        sortBy: ({ column }) => column,
      },
      {
        id: 'value',
        header: t('imports.column.value'),
        cell: ({ value }) => (value === '' ? t('imports.emptyCell') : value),
        cut: true,
      },
      {
        id: 'reason',
        header: t('imports.column.reason'),
        cell: ({ code }) => t(`imports.rejection.${code}`),
        sortBy: ({ code }) => code,
      },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('imports.rejectedRows', { number: formatNumber(rejections.length) })}
      columns={columns}
      rows={rejections}
      rowId={({ row, column, code }) => `${row}-${column ?? ''}-${code}`}
    />
  )
}
