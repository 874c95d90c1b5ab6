import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { EventCoverage, EventOverview } from '#shared/coverage/coverage.model.ts'
import type { Finding } from '#shared/findings/findings.model.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ActivityCell } from '#shared/presence/presence.model.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import type { FootageLock } from '#shared/retention/retention.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { readingOf, type TimelineReading } from '#renderer/timeline/timeline-reading.ts'
import { standingLocks } from './review.rules.ts'
import type { ReviewSession } from './review-context.ts'

/** Up to here events come one by one. */
const SINGLE_EVENTS_MS = 3 * DAY_MS
/** As many as one page of findings holds. */
const MOST_FINDINGS = 500

const newestKnown = <Data>(previous: Data | undefined): Data | undefined => previous

/** What the timeline draws besides what the session has read already. */
export type TimelineData = {
  /** null while the view stays within the session: then the session's own are drawn. */
  readonly wide: WideData | null
  readonly officeHours: readonly TimeRange[]
  readonly findings: readonly Finding[]
  /** How many there are in the stretch: more than `findings` where one page does not hold them. */
  readonly findingsTotal: number
  readonly density: { readonly hasZones: boolean; readonly cells: readonly ActivityCell[] } | null
  readonly isLoading: boolean
}

export type WideData = {
  readonly lanes: readonly FootageLane[]
  readonly bookmarks: readonly Bookmark[]
  readonly locks: readonly FootageLock[]
  /** One of the two, by how long the view is. */
  readonly events: readonly EventCoverage[] | null
  readonly overview: EventOverview | null
}

function useWide(session: ReviewSession, reading: TimelineReading, isWide: boolean) {
  const may = useMay()
  const { fromMs, toMs, cellMs } = reading
  const input = { roomId: session.room.id, fromMs, toMs }
  const isFar = toMs - fromMs > SINGLE_EVENTS_MS
  const common = { placeholderData: newestKnown }
  const lanes = useQuery(
    orpc.recordings.lanes.queryOptions({
      input: { cameraIds: session.cameras.map(({ id }) => id), fromMs, toMs, cellMs },
      enabled: isWide && session.cameras.length > 0,
      ...common,
    }),
  )
  const events = useQuery(orpc.coverage.events.queryOptions({ input, enabled: isWide && !isFar, ...common }))
  const overview = useQuery(
    orpc.coverage.overview.queryOptions({ input: { ...input, cellMs }, enabled: isWide && isFar, ...common }),
  )
  const bookmarks = useQuery(orpc.review.bookmarks.queryOptions({ input, enabled: isWide, ...common }))
  const locks = useQuery(
    orpc.retention.locks.queryOptions({
      input: { fromMs, toMs },
      enabled: isWide && may('cameras.read'),
      ...common,
    }),
  )
  const isLoading = [lanes, events, overview].some((query) => query.isFetching)
  const wide = useMemo((): WideData | null => {
    const told = isFar ? overview.data : events.data
    if (!isWide || !lanes.data || !told) return null
    return {
      lanes: lanes.data,
      bookmarks: bookmarks.data ?? [],
      locks: standingLocks(locks.data ?? [], session.cameras),
      events: isFar ? null : (events.data?.toSorted((left, right) => left.atMs - right.atMs) ?? null),
      overview: isFar ? (overview.data ?? null) : null,
    }
  }, [isWide, isFar, lanes.data, events.data, overview.data, bookmarks.data, locks.data, session.cameras])
  return { wide, isLoading: isWide && isLoading }
}

/** Reads what a view of the timeline needs, as finely as it can be seen. */
export function useTimelineData(session: ReviewSession, view: TimeRange, limits: TimeRange): TimelineData {
  const may = useMay()
  const { bounds, room } = session
  const isWide = view.fromMs < bounds.fromMs || view.toMs > bounds.toMs
  const reading = useMemo(() => readingOf(view, limits), [view, limits])
  const { fromMs, toMs, cellMs } = reading
  const range = { fromMs, toMs }
  const { wide, isLoading } = useWide(session, reading, isWide)
  const office = useQuery(
    orpc.units.officeHours.queryOptions({
      input: { roomId: room.id, ...range },
      placeholderData: newestKnown,
    }),
  )
  const findings = useQuery(
    orpc.findings.list.queryOptions({
      input: { roomId: room.id, ...range, limit: MOST_FINDINGS },
      enabled: may('coverage.read'),
      placeholderData: newestKnown,
    }),
  )
  const cameraIds = session.cameras.slice(0, 16).map(({ id }) => id)
  const density = useQuery(
    orpc.presence.density.queryOptions({
      input: { cameraIds, ...range, cellMs: Math.max(1000, 3 * cellMs) },
      enabled: cameraIds.length > 0,
      placeholderData: newestKnown,
    }),
  )
  return {
    wide,
    officeHours: office.data ?? NO_RANGES,
    findings: findings.data?.rows ?? NO_FINDINGS,
    findingsTotal: findings.data?.total ?? 0,
    density: density.data ?? null,
    isLoading,
  }
}

const NO_RANGES: readonly TimeRange[] = []
const NO_FINDINGS: readonly Finding[] = []
