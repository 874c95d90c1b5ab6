import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { contains, intersect, mergeRanges, totalMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import type { Look } from './looking.ts'
import { ALGORITHM } from './looking.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { type HourLook, listLooks, listStays } from './presence.repository.ts'
import { listReferences, type StoredReference } from './references.repository.ts'
import type { createSuggesting } from './suggesting.ts'
import { listZones } from './zones.repository.ts'

/** An hour is looked at when its last segment is surely in the index. */
const AFTER_HOUR_MS = 3 * MINUTE_MS
const TICK_MS = 5 * MINUTE_MS
/** So far back hours are looked at without being asked for: a night without power is made up for. */
const BACK_MS = DAY_MS
/** A person who asks for a look waits for no longer job than this. */
const LONGEST_JOB_MS = HOUR_MS
const LEAST_RECORDED_MS = 10 * SECOND_MS
/** More footage than when the hour was looked at: it came from the camera's card. */
const MORE_RECORDED_MS = MINUTE_MS
/** What log and schedule changed is judged anew so often, for so long. */
const REFRESH_MS = HOUR_MS
const REFRESH_BACK_MS = 7 * DAY_MS

type KnownOfHour = {
  readonly look: HourLook | undefined
  readonly recordedMs: number
  readonly zones: readonly Zone[]
  /** Zones that have an answer for the hour. */
  readonly answered: ReadonlySet<Id>
  readonly references: readonly StoredReference[]
}

/** Whether an hour's answer is missing or older than what it was made of. */
export function needsLook({ look, recordedMs, zones, answered, references }: KnownOfHour): boolean {
  if (zones.length === 0 || recordedMs < LEAST_RECORDED_MS) return false
  if (!look || look.algorithm < ALGORITHM) return true
  if (recordedMs - look.recordedMs >= MORE_RECORDED_MS) return true
  return (
    zones.some(({ id }) => !answered.has(id)) ||
    references.some(({ confirmedAtMs }) => confirmedAtMs > look.lookedAtMs)
  )
}

const livesIn =
  (hour: TimeRange) =>
  ({ validFromMs, validToMs }: { readonly validFromMs: InstantMs; readonly validToMs: InstantMs | null }) =>
    validFromMs < hour.toMs && (validToMs ?? Number.POSITIVE_INFINITY) > hour.fromMs

/** The newest hours that hang together: what a person sees first is today. */
function newestTogether(hours: readonly InstantMs[]): TimeRange | null {
  const last = hours.at(-1)
  if (last === undefined) return null
  let fromMs = last
  while (hours.includes(fromMs - HOUR_MS) && last - fromMs < LONGEST_JOB_MS) fromMs -= HOUR_MS
  return { fromMs, toMs: last + HOUR_MS }
}

/** Looks at new footage by itself: hour by hour, one camera after the other, at low priority, when there is time. */
export function createBackground(
  deps: PresenceDeps,
  { suggest }: Pick<ReturnType<typeof createSuggesting>, 'suggest'>,
) {
  const { work, clock, cameras, jobs, timers, log } = deps
  let endTicks: (() => void) | null = null
  let running: Promise<void> | null = null
  let refreshedAtMs = 0

  async function hoursToLookAt(cameraId: Id, zones: readonly Zone[], range: TimeRange): Promise<InstantMs[]> {
    const recorded = mergeRanges(await deps.recordings.recorded(cameraId, range))
    const looks = await listLooks(work.db, [cameraId], range)
    const references = await listReferences(work.db, cameraId)
    const stays = await listStays(
      work.db,
      zones.map(({ id }) => id),
      range,
    )
    const hours: InstantMs[] = []
    for (let fromMs = range.fromMs; fromMs < range.toMs; fromMs += HOUR_MS) {
      const hour = { fromMs, toMs: fromMs + HOUR_MS }
      const known = {
        look: looks.find(({ hourStartMs }) => hourStartMs === fromMs),
        recordedMs: totalMs(recorded.flatMap((each) => intersect(each, hour) ?? [])),
        zones: zones.filter(livesIn(hour)),
        answered: new Set([...stays].flatMap(([id, answers]) => (answers.has(fromMs) ? [id] : []))),
        references: references.filter(livesIn(hour)),
      }
      if (needsLook(known)) hours.push(fromMs)
    }
    return hours
  }

  async function enqueue(cameraId: Id, range: TimeRange): Promise<void> {
    const input: Look = { cameraId, ...range, inBackground: true }
    await work.bookkeep((transaction) =>
      jobs.enqueue(transaction, {
        kind: 'presence',
        subjectId: cameraId,
        input,
        createdBy: 'system:presence',
      }),
    )
  }

  /** Every camera with zones that has nothing queued gets its newest hours that were not looked at. */
  async function lookOn(): Promise<void> {
    const toMs = Math.floor((clock.nowMs() - AFTER_HOUR_MS) / HOUR_MS) * HOUR_MS
    const range = { fromMs: Math.max(0, toMs - BACK_MS), toMs }
    for (const { id } of await cameras.all()) {
      const zones = await listZones(work.db, [id])
      if (zones.length === 0 || (await jobs.isOpen('presence', id))) continue
      const hours = newestTogether(await hoursToLookAt(id, zones, range))
      if (hours) await enqueue(id, hours)
    }
    jobs.kick('presence')
  }

  async function refresh(): Promise<void> {
    const nowMs = clock.nowMs()
    if (contains({ fromMs: refreshedAtMs, toMs: refreshedAtMs + REFRESH_MS }, nowMs)) return
    refreshedAtMs = nowMs
    const range = { fromMs: Math.max(0, nowMs - REFRESH_BACK_MS), toMs: nowMs }
    for (const roomId of new Set((await cameras.all()).map((camera) => camera.roomId)))
      await suggest(roomId, range)
  }

  /** One turn; a second one waits for none. Never throws. */
  function tick(): Promise<void> {
    running ??= lookOn()
      .then(refresh)
      .catch((thrown: unknown) => log(`presence: ${messageOf(thrown)}`))
      .finally(() => {
        running = null
      })
    return running
  }

  return {
    tick,
    start: () => {
      endTicks ??= timers.every(TICK_MS, () => void tick())
    },
    stop: async () => {
      endTicks?.()
      endTicks = null
      await running
    },
  }
}
