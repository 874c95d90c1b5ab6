import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import type { Rejection } from '#shared/imports/imports.model.ts'

/** Which row, which column, what stands there, and why it cannot come in. */
export function RejectionsTable({ rejections }: { readonly rejections: readonly Rejection[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useMemo(
    (): DataColumn<Rejection>[] => [
      {
        id: 'row',
        header: t('dossiers.column.row'),
        align: 'right',
        cell: ({ row }) => row,
        sortBy: ({ row }) => row,
        widthPx: 70,
      },
      {
        id: 'column',
        header: t('dossiers.column.column'),
        cell: ({ column }) => <span className="mc-nowrap">{column ?? t('dossiers.wholeRow')}</span>,
        sortBy: ({ column }) => column,
      },
      {
        id: 'value',
        header: t('dossiers.column.value'),
        cell: ({ value }) => (value === '' ? t('dossiers.emptyCell') : value),
        cut: true,
      },
      {
        id: 'reason',
        header: t('dossiers.column.reason'),
        cell: ({ code }) => t(`dossiers.rejection.${code}`),
        sortBy: ({ code }) => code,
      },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('dossiers.rejectedRows', { count: rejections.length })}
      columns={columns}
      rows={rejections}
      rowId={({ row, column, code }) => `${row}-${column ?? ''}-${code}`}
    />
  )
}
