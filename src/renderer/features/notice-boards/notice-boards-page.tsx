import { Button, Group, Select, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Board, BOARD_KEPT_MONTHS } from '#shared/notice-boards/notice-boards.model.ts'
import type { BoardsSearch } from '#renderer/api/boards-search.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatRatio } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { byMonth, canShow, defaultPair, monthText } from './board-months.ts'
import { ScheduleForm, TakeForm } from './components/board-schedule.tsx'
import { ComparePictures } from './components/compare-pictures.tsx'
import './notice-boards.css'

const POLL_MS = 2000

/** What hung on a notice board, month by month. */
export function NoticeBoardsPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/notice-boards' })
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const boards = useQuery(
    orpc.noticeBoards.list.queryOptions({
      refetchInterval: (query) =>
        query.state.data?.some(({ job }) => job?.state === 'queued' || job?.state === 'running')
          ? POLL_MS
          : false,
    }),
  )
  const go = (next: BoardsSearch): void =>
    void navigate({ to: '/notice-boards', search: { ...search, ...next } })
  return (
    <>
      <PageHeader
        title={t('notice-boards.title')}
        description={t('notice-boards.description', { months: BOARD_KEPT_MONTHS })}
      />
      <QueryView query={boards} rows={8}>
        {(list) => {
          const board = list.find(({ zone }) => zone.id === search.board) ?? list[0]
          if (!board)
            return (
              <EmptyState
                title={t('notice-boards.none')}
                advice={t('notice-boards.noneAdvice')}
                action={
                  <Button renderRoot={(props) => <Link {...props} to="/cameras" />}>
                    {t('notice-boards.toCameras')}
                  </Button>
                }
              />
            )
          return (
            <>
              <Select
                aria-label={t('notice-boards.board')}
                data={list.map(({ zone, roomId, cameraName }) => ({
                  value: zone.id,
                  label: `${zone.name} · ${placeOf(tree.data, roomId)} · ${cameraName}`,
                }))}
                value={board.zone.id}
                onChange={(value) => go({ board: value ?? undefined, left: undefined, right: undefined })}
                allowDeselect={false}
                searchable
                w={620}
                mb="sm"
              />
              <OneBoard key={board.zone.id} board={board} search={search} go={go} />
            </>
          )
        }}
      </QueryView>
    </>
  )
}

type OneBoardProps = {
  readonly board: Board
  readonly search: BoardsSearch
  readonly go: (next: BoardsSearch) => void
}

function OneBoard({ board, search, go }: OneBoardProps): ReactNode {
  const { t } = useTranslation()
  const mayManage = useMay()('presence.manage')
  const client = useQueryClient()
  const pictures = useQuery(orpc.noticeBoards.pictures.queryOptions({ input: { zoneId: board.zone.id } }))
  const ended = board.job?.finishedAtMs ?? null
  useEffect(() => {
    if (ended !== null) void client.invalidateQueries({ queryKey: orpc.noticeBoards.pictures.key() })
  }, [ended, client])
  return (
    <Stack gap="sm">
      {board.schedule && (
        <p className="mc-quiet">
          <StatusMark tone="ok">{t('notice-boards.running')}</StatusMark>{' '}
          {t('notice-boards.since', {
            at: formatDateTime(board.schedule.createdAtMs),
            by: actorName(t, board.schedule.createdBy),
          })}
        </p>
      )}
      <Panel
        title={t('notice-boards.compare')}
        aside={
          <span className="mc-quiet">
            {t('notice-boards.have', { ratio: formatRatio(board.pictures, board.due) })}
          </span>
        }
      >
        <QueryView query={pictures} rows={6}>
          {(list) => {
            if (list.length === 0)
              return (
                <EmptyState
                  compact
                  title={t('notice-boards.noPictures')}
                  advice={t('notice-boards.noPicturesAdvice')}
                />
              )
            const months = byMonth(list)
            const pair = defaultPair(months)
            const left = list.find(({ id }) => id === search.left) ?? pair.left
            const right = list.find(({ id }) => id === search.right) ?? pair.right
            const data = months.map(({ month, pictures: own, shown }) => ({
              group: `${monthText(month)} — ${formatRatio(shown, own.length)}`,
              items: own.map((picture) => ({
                value: picture.id,
                label: `${formatDateTime(picture.dueAtMs)}${canShow(picture) ? '' : ` · ${t('notice-boards.without')}`}`,
              })),
            }))
            const choose = (side: 'left' | 'right', value: string | null) => (
              <Select
                aria-label={t(`notice-boards.${side}`)}
                placeholder={t(`notice-boards.${side}`)}
                data={data}
                value={value}
                onChange={(next) => next !== null && go({ [side]: next })}
                searchable
                flex={1}
              />
            )
            return (
              <>
                <Group gap="sm" mb="xs">
                  {choose('left', left?.id ?? null)}
                  {choose('right', right?.id ?? null)}
                </Group>
                <ComparePictures left={left} right={right} view={search.view ?? 'beside'} go={go} />
              </>
            )
          }}
        </QueryView>
      </Panel>
      {mayManage && (
        <Panel title={t('notice-boards.schedule')}>
          {board.zone.validToMs === null ? <ScheduleForm board={board} /> : <p>{t('notice-boards.ended')}</p>}
          <TakeForm board={board} />
        </Panel>
      )}
    </Stack>
  )
}
