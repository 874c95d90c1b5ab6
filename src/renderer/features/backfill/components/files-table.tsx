import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { formatDateTime, formatDuration, NONE } from '#renderer/ui/format.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { BackfillFile } from '#shared/backfill/backfill.model.ts'
import type { Id } from '#shared/kernel/ids.ts'

/** What became of each file of an import. */
export function FilesTable({ backfillId }: { readonly backfillId: Id }): ReactNode {
  const { t } = useTranslation()
  const files = useQuery(orpc.backfill.files.queryOptions({ input: { id: backfillId } }))
  const columns = useMemo(
    (): DataColumn<BackfillFile>[] => [
      { id: 'file', header: t('backfill.column.file'), cell: ({ path }) => path, cut: true },
      {
        id: 'start',
        header: t('backfill.column.start'),
        cell: ({ fromMs }) => (fromMs === null ? NONE : formatDateTime(fromMs)),
      },
      {
        id: 'filled',
        header: t('backfill.column.filled'),
        align: 'right',
        cell: ({ filledMs }) => formatDuration(filledMs),
      },
      {
        id: 'outcome',
        header: t('backfill.column.outcome'),
        cell: ({ outcome, code }) => (
          <>
            <StatusMark tone={outcome === 'failed' ? 'danger' : outcome === 'imported' ? 'ok' : 'warning'}>
              {t(`backfill.outcome.${outcome}`)}
            </StatusMark>
            {code !== null && <div>{t(`errors.${code}`)}</div>}
          </>
        ),
      },
    ],
    [t],
  )
  return (
    <QueryView query={files} rows={5}>
      {(rows) => (
        <DataTable
          label={t('backfill.history.seeFiles')}
          columns={columns}
          rows={rows}
          rowId={({ path }) => path}
        />
      )}
    </QueryView>
  )
}
