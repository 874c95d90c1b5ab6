import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { DoneItem } from '#shared/queue/queue.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatTime } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { itemSubject, itemTitle } from '../queue-words.ts'

/** What was done today: outcome, by whom, when. */
export function DoneRows({ tree }: { readonly tree: UnitTree | undefined }): ReactNode {
  const { t } = useTranslation()
  const sinceMs = startOfVietnamDay(useNow())
  const done = useQuery(orpc.queue.done.queryOptions({ input: { sinceMs } }))
  const columns = useMemo(
    (): DataColumn<DoneItem>[] => [
      { id: 'when', header: t('queue.column.when'), cell: ({ doneAtMs }) => formatTime(doneAtMs) },
      { id: 'by', header: t('queue.column.by'), cell: ({ doneBy }) => doneBy },
      {
        id: 'outcome',
        header: t('queue.column.outcome'),
        cell: ({ outcome }) => t(`queue.outcome.${outcome}`),
      },
      {
        id: 'what',
        header: t('queue.column.what'),
        cell: (item) => (
          <div>
            <strong>{itemTitle(t, item)}</strong> {itemSubject(item)}
            {item.note !== '' && <div className="mc-quiet">{item.note}</div>}
          </div>
        ),
      },
      {
        id: 'place',
        header: t('queue.column.place'),
        cell: ({ roomId, atMs }) => `${placeOf(tree, roomId)} · ${formatDateTime(atMs)}`,
      },
    ],
    [t, tree],
  )
  return (
    <QueryView query={done} rows={8}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState title={t('queue.nothingDone')} advice={t('queue.nothingDoneAdvice')} />
        ) : (
          <DataTable
            label={t('queue.doneList')}
            columns={columns}
            rows={rows}
            rowId={({ kind, id }) => `${kind} ${id}`}
          />
        )
      }
    </QueryView>
  )
}
