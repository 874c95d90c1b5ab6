import { isFetchTime } from '#shared/backfill/backfill.rules.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import { listInState } from './backfill.repository.ts'
import type { BackfillJobs } from './backfill-jobs.ts'
import type { Planning } from './backfill-planning.ts'
import { readBackfillSettings } from './backfill-settings.repository.ts'
import type { CameraCards } from './camera-cards.ts'

const CARD_AGE_MS = HOUR_MS
/** A camera that did not answer is not asked again at every look. */
const ASK_AGAIN_MS = 10 * 60_000

/** What happens by itself: cards are asked, and at night what waits is fetched. */
export function createNightly(
  deps: BackfillDeps,
  parts: { readonly cards: CameraCards; readonly planning: Planning; readonly runs: BackfillJobs },
) {
  const { work, clock, cameras, recordings, log } = deps
  const { cards, planning, runs } = parts
  const askedAtMs = new Map<Id, InstantMs>()
  const wasAway = new Set<Id>()
  /** Beginning of the window whose wishes are made. */
  let plannedFor: InstantMs | null = null

  async function cameraIds(): Promise<Id[]> {
    const all = await cameras.all()
    return all
      .filter(({ state, capabilities }) => state !== 'removed' && capabilities.recordings)
      .map(({ id }) => id)
  }

  /** Cameras that record again after they did not: their cards hold what was missed. */
  async function returned(ids: readonly Id[]): Promise<Set<Id>> {
    const back = new Set<Id>()
    if (ids.length === 0) return back
    for (const { cameraId, state } of (await recordings.status(ids)).recorders) {
      if (state === 'retrying' || state === 'connecting') wasAway.add(cameraId)
      else if (state === 'recording' && wasAway.delete(cameraId)) back.add(cameraId)
    }
    return back
  }

  async function askCards(signal: AbortSignal): Promise<void> {
    const ids = await cameraIds()
    const back = await returned(ids)
    for (const id of ids) {
      if (signal.aborted) return
      const nowMs = clock.nowMs()
      const checkedAtMs = (await cards.contents(id))?.checkedAtMs ?? 0
      const isOld = nowMs - checkedAtMs >= CARD_AGE_MS && nowMs - (askedAtMs.get(id) ?? 0) >= ASK_AGAIN_MS
      if (!isOld && !back.has(id)) continue
      askedAtMs.set(id, nowMs)
      await cards
        .refresh(id, signal)
        .catch((thrown: unknown) => log(`card of camera ${id}: ${messageOf(thrown)}`))
    }
  }

  /** One wish per camera and night; a camera that still has one waiting gets no second. */
  async function planNight(windowFromMs: InstantMs): Promise<void> {
    const settings = await readBackfillSettings(work.db)
    const waiting = new Set(
      (await listInState(work.db, ['planned', 'running'])).map(({ cameraId }) => cameraId),
    )
    for (const cameraId of await cameraIds()) {
      if (waiting.has(cameraId)) continue
      const range = {
        fromMs: Math.max(0, windowFromMs - settings.lookBackDays * DAY_MS),
        toMs: clock.nowMs(),
      }
      const { onCard } = await planning.holesOf({ ...range, cameraId, mode: settings.mode })
      if (totalMs(onCard) === 0) continue
      const input = { kind: 'device', mode: settings.mode, when: 'night', holes: onCard } as const
      await work.bookkeep((transaction) =>
        runs.add(transaction, { cameraId, ...range, input, createdBy: 'system:backfill' }, 'planned'),
      )
    }
  }

  /** One look: called every minute. */
  async function tick(signal: AbortSignal): Promise<void> {
    await askCards(signal)
    const settings = await readBackfillSettings(work.db)
    const nowMs = clock.nowMs()
    if (signal.aborted || !isFetchTime(settings, nowMs)) return
    const nightMs = Math.floor((nowMs - settings.windowFromMinute * 60_000) / DAY_MS)
    if (settings.automatic && plannedFor !== nightMs) {
      await planNight(nowMs)
      plannedFor = nightMs
    }
    await runs.startPlanned()
  }

  return { tick }
}
