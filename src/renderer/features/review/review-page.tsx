import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Room, UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { RefusedAddress } from './components/refused-address.tsx'
import { ReviewHeader } from './components/review-header.tsx'
import { dayRange, viewableRooms } from './review.rules.ts'
import './review.css'
import { useReviewSession } from './use-review-session.ts'
import { Workbench } from './workbench.tsx'

function boundsOf({ at, from, to }: ReviewSearch, nowMs: InstantMs): TimeRange {
  if (from !== undefined && to !== undefined && from < to) return { fromMs: from, toMs: to }
  return dayRange(at ?? nowMs)
}

/** The review workbench: which room, which day, and the footage of it. */
export function ReviewPage(): ReactNode {
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  return (
    <div className="review">
      <QueryView query={tree} rows={10}>
        {(treeData) => (
          <QueryView query={cameras} rows={10}>
            {(cameraData) => <RoomChoice tree={treeData} cameras={cameraData} />}
          </QueryView>
        )}
      </QueryView>
    </div>
  )
}

type RoomChoiceProps = { readonly tree: UnitTree; readonly cameras: readonly Camera[] }

function RoomChoice({ tree, cameras }: RoomChoiceProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/review' })
  const [openedAtMs] = useState(() => Date.now())
  const rooms = useMemo(() => viewableRooms(tree.rooms, cameras), [tree, cameras])
  const room =
    rooms.find(({ id }) => id === search.room) ?? (search.room === undefined ? rooms[0] : undefined)
  const roomCameras = useMemo(() => cameras.filter((camera) => camera.roomId === room?.id), [cameras, room])
  const bounds = boundsOf(search, openedAtMs)

  if (rooms.length === 0) return <EmptyState title={t('review.noRooms')} advice={t('review.noRoomsAdvice')} />
  const go = (next: ReviewSearch): void => void navigate({ to: '/review', search: next })
  const isDay = startOfVietnamDay(bounds.fromMs) === bounds.fromMs
  return (
    <>
      <ReviewHeader
        tree={tree}
        rooms={rooms}
        room={room ?? null}
        dayMs={isDay ? bounds.fromMs : startOfVietnamDay(bounds.fromMs)}
        onRoom={(roomId) => go({ room: roomId, from: bounds.fromMs, to: bounds.toMs })}
        onDay={(dayMs) => {
          const day = dayRange(dayMs)
          go({ ...(room ? { room: room.id } : {}), from: day.fromMs, to: day.toMs })
        }}
      />
      <RefusedAddress search={search} bounds={bounds} cameraIds={roomCameras.map((camera) => camera.id)} />
      {room ? (
        <RoomSession
          key={`${room.id}:${bounds.fromMs}:${bounds.toMs}`}
          room={room}
          cameras={roomCameras}
          fromMs={bounds.fromMs}
          toMs={bounds.toMs}
          openedAtMs={openedAtMs}
          search={search}
        />
      ) : (
        <EmptyState title={t('review.roomClosed')} advice={t('review.roomClosedAdvice')} />
      )}
    </>
  )
}

type RoomSessionProps = {
  readonly room: Room
  readonly cameras: readonly Camera[]
  readonly fromMs: InstantMs
  readonly toMs: InstantMs
  readonly openedAtMs: InstantMs
  readonly search: ReviewSearch
}

function RoomSession({ room, cameras, fromMs, toMs, openedAtMs, search }: RoomSessionProps): ReactNode {
  // Which tiles there are is decided once: they must not come and go while the address follows the playhead.
  const [wantedCameras] = useState(search.cameras)
  const bounds = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs])
  const query = useReviewSession(room, cameras, bounds, wantedCameras, openedAtMs)
  return (
    <QueryView query={query} rows={14}>
      {({ session, events }) => <Workbench session={session} events={events} search={search} />}
    </QueryView>
  )
}
