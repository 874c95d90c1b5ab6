import { Button, Group, Pagination, SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FINDING_KINDS } from '#shared/findings/findings.model.ts'
import type { QueueItem } from '#shared/queue/queue.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { type QueueSearch, queueSearchSchema } from '#renderer/api/queue-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { roomLabel } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { AssignDialog } from './components/assign-dialog.tsx'
import { DoneRows } from './components/done-rows.tsx'
import { DrawDialog } from './components/draw-dialog.tsx'
import { QueueRows } from './components/queue-rows.tsx'
import { useQueueActs } from './use-queue-acts.tsx'

const ROWS = 50
const REFRESH_MS = 30_000

/** Today's work: what rules noticed and what people asked for, the heaviest first. */
export function QueuePage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/queue' })
  const { show = 'all', kind, finding, room, page = 1 } = search
  const mayDraw = useMay()('review.bookmark')
  const onAct = useQueueActs()
  const [assigned, setAssigned] = useState<QueueItem | null>(null)
  const [isDrawing, setDrawing] = useState(false)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const list = useQuery(
    orpc.queue.list.queryOptions({
      input: {
        whose: show === 'done' ? 'all' : show,
        kind,
        findingKind: finding,
        roomId: room,
        limit: ROWS,
        offset: (page - 1) * ROWS,
      },
      placeholderData: keepPreviousData,
      refetchInterval: REFRESH_MS,
    }),
  )
  const go = (next: QueueSearch): void =>
    void navigate({ to: '/queue', search: { ...search, page: undefined, ...next } })
  const counted = (word: string, count: number | undefined): string =>
    `${t(`queue.show.${word}`)} (${formatNumber(count ?? 0)})`
  return (
    <>
      <PageHeader
        title={t('queue.title')}
        description={t('queue.description')}
        action={mayDraw && <Button onClick={() => setDrawing(true)}>{t('queue.draw.open')}</Button>}
      />
      <Group gap="sm" mb="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('queue.showLabel')}
          value={show}
          data={[
            { value: 'all', label: counted('all', list.data?.waiting) },
            { value: 'mine', label: counted('mine', list.data?.mine) },
            { value: 'free', label: counted('free', list.data?.free) },
            { value: 'done', label: counted('done', list.data?.doneToday) },
          ]}
          onChange={(value) => go(queueSearchSchema.pick({ show: true }).parse({ show: value }))}
        />
        {show !== 'done' && <Filters search={search} go={go} />}
      </Group>
      <Panel
        title={t(show === 'done' ? 'queue.doneList' : 'queue.list')}
        aside={show !== 'done' && <span className="mc-quiet">{t('queue.keys')}</span>}
        flush
      >
        {show === 'done' ? (
          <DoneRows tree={tree.data} />
        ) : (
          <QueryView query={list} rows={10}>
            {({ rows, total, waiting, leftOut }) =>
              rows.length === 0 ? (
                <EmptyState
                  title={t(waiting === 0 ? 'queue.none' : 'queue.noneHere')}
                  advice={t(waiting === 0 ? 'queue.noneAdvice' : 'queue.noneHereAdvice')}
                />
              ) : (
                <>
                  <QueueRows rows={rows} tree={tree.data} onAct={onAct} onAssign={setAssigned} />
                  <Group justify="space-between" p="xs">
                    <span className="mc-quiet">
                      {t('queue.shown', {
                        shown: formatNumber(rows.length),
                        total: formatNumber(total),
                        waiting: formatNumber(waiting),
                      })}
                      {leftOut > 0 && ` ${t('queue.leftOut', { count: leftOut })}`}
                    </span>
                    {total > ROWS && (
                      <Pagination
                        size="sm"
                        total={Math.ceil(total / ROWS)}
                        value={page}
                        onChange={(next) => go({ page: next })}
                      />
                    )}
                  </Group>
                </>
              )
            }
          </QueryView>
        )}
      </Panel>
      {assigned && <AssignDialog item={assigned} onClose={() => setAssigned(null)} />}
      {isDrawing && <DrawDialog tree={tree.data} roomId={room} onClose={() => setDrawing(false)} />}
    </>
  )
}

type FiltersProps = { readonly search: QueueSearch; readonly go: (next: QueueSearch) => void }

function Filters({ search, go }: FiltersProps): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const kinds = [
    { value: 'sample', label: t('queue.onlySamples') },
    ...FINDING_KINDS.map((value) => ({ value, label: t(`findings.kind.${value}`) })),
  ]
  return (
    <>
      <Select
        aria-label={t('queue.column.what')}
        placeholder={t('queue.allKinds')}
        data={kinds}
        value={search.finding ?? (search.kind === 'sample' ? 'sample' : null)}
        onChange={(value) =>
          go({
            kind: value === 'sample' ? 'sample' : undefined,
            finding: FINDING_KINDS.find((each) => each === value),
          })
        }
        searchable
        clearable
        w={240}
      />
      <Select
        aria-label={t('queue.column.place')}
        placeholder={t('queue.allRooms')}
        data={(tree.data?.rooms ?? []).map((each) => ({ value: each.id, label: roomLabel(tree.data, each) }))}
        value={search.room ?? null}
        onChange={(value) => go({ room: value ?? undefined })}
        searchable
        clearable
        w={240}
      />
    </>
  )
}
