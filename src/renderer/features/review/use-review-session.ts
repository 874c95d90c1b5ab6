import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Room } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { sessionCameras, standingLocks, tileCameras } from './review.rules.ts'
import type { ReviewSession } from './review-context.ts'

/** While the session reaches into the present its footage grows. */
const LIVE_REFRESH_MS = 10 * SECOND_MS

const newestKnown = <Data>(previous: Data | undefined): Data | undefined => previous

export type SessionQuery = {
  readonly data: { readonly session: ReviewSession; readonly events: readonly EventCoverage[] } | undefined
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => void
}

/** Footage, events, bookmarks and clocks of one room over one stretch. */
export function useReviewSession(
  room: Room,
  roomCameras: readonly Camera[],
  bounds: TimeRange,
  wantedCameras: string | undefined,
  openedAtMs: InstantMs,
): SessionQuery {
  const may = useMay()
  const { fromMs, toMs } = bounds
  const refetchInterval = openedAtMs < toMs ? LIVE_REFRESH_MS : false
  const input = { roomId: room.id, fromMs, toMs }
  const [lanes, events, bookmarks, locks] = useQueries({
    queries: [
      orpc.recordings.lanes.queryOptions({
        input: { cameraIds: roomCameras.map((camera) => camera.id), fromMs, toMs },
        refetchInterval,
        placeholderData: newestKnown,
      }),
      orpc.coverage.events.queryOptions({ input, refetchInterval, placeholderData: newestKnown }),
      orpc.review.bookmarks.queryOptions({ input, placeholderData: newestKnown }),
      // A session is of use without its gold edges: it neither waits nor fails for them.
      orpc.retention.locks.queryOptions({ input: { fromMs, toMs }, enabled: may('cameras.read') }),
    ],
  })
  const sources = useQuery(orpc.dossiers.sources.queryOptions({ enabled: may('dossiers.read') }))
  const failed = [lanes, events, bookmarks].find((query) => query.isError && query.data === undefined)
  const data = useMemo(
    () =>
      lanes.data && events.data && bookmarks.data
        ? {
            session: {
              room,
              bounds: { fromMs, toMs },
              cameras: tileCameras(sessionCameras(roomCameras, lanes.data), wantedCameras),
              lanes: lanes.data,
              bookmarks: bookmarks.data,
              locks: standingLocks(locks.data ?? [], roomCameras),
              logSource: sources.data?.find((source) => source.roomId === room.id) ?? null,
            },
            events: events.data.toSorted((a, b) => a.atMs - b.atMs),
          }
        : undefined,
    [
      lanes.data,
      events.data,
      bookmarks.data,
      locks.data,
      sources.data,
      room,
      roomCameras,
      fromMs,
      toMs,
      wantedCameras,
    ],
  )
  return {
    data,
    isError: failed !== undefined,
    error: failed?.error,
    refetch: () => {
      for (const query of [lanes, events, bookmarks]) void query.refetch()
    },
  }
}
