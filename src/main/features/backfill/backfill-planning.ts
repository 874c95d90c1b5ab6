import type { BackfillMode, BackfillPlan, CameraGaps, CardState } from '#shared/backfill/backfill.model.ts'
import { MAX_LISTED_HOLES } from '#shared/backfill/backfill.model.ts'
import { estimateBackfill, holesInside } from '#shared/backfill/backfill.rules.ts'
import { toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { intersect, mergeRanges, type TimeRange, totalMs } from '#shared/kernel/time-range.ts'
import type { BackfillDeps, Holes } from './backfill.ports.ts'
import { findNewestFetch } from './backfill.repository.ts'
import { readBackfillSettings } from './backfill-settings.repository.ts'
import type { CameraCards } from './camera-cards.ts'
import type { CardContents } from './device-recordings.repository.ts'

export type Wish = TimeRange & { readonly cameraId: Id; readonly mode: BackfillMode }

export type Planning = ReturnType<typeof createPlanning>

/** The newest minutes are the recorder's: it may be writing them, and the camera its card. */
const LEAVE_MS = 2 * MINUTE_MS
/** Dossier events reach this far beside their moment. */
const EVENT_REACH_MS = DAY_MS

function cardStateOf(contents: CardContents | null): CardState | null {
  if (!contents) return null
  return { checkedAtMs: contents.checkedAtMs, ranges: mergeRanges(contents.held) }
}

export function createPlanning(deps: BackfillDeps, cards: CameraCards) {
  const { work, clock, cameras, recordings, dossiers } = deps

  /** Scheduled parts of the range that are over, and what of them has no footage. */
  async function scheduledAndMissing(
    cameraId: Id,
    range: TimeRange,
  ): Promise<{ readonly scheduled: Holes; readonly missing: Holes }> {
    const over = intersect(range, { fromMs: 0, toMs: clock.nowMs() - LEAVE_MS })
    const scheduled = over ? await cameras.scheduledRanges(cameraId, over) : []
    return { scheduled, missing: holesInside(await recordings.missingIn(cameraId, scheduled), scheduled) }
  }

  /** Windows of the dossier events at the camera's desk. */
  async function sampleRanges(cameraId: Id, range: TimeRange): Promise<TimeRange[]> {
    const { roomId } = await cameras.get(cameraId)
    const events = await dossiers.deskEvents({
      roomIds: [roomId],
      fromMs: Math.max(0, range.fromMs - EVENT_REACH_MS),
      toMs: range.toMs + EVENT_REACH_MS,
    })
    return mergeRanges(
      events.map(({ atLogMs, source }) => {
        const atMs = toStationTime(atLogMs, source.clockOffset)
        const { uncertaintyMs } = source.clockOffset
        return {
          fromMs: Math.max(0, atMs - source.windowBeforeMs - uncertaintyMs),
          toMs: atMs + source.windowAfterMs + uncertaintyMs,
        }
      }),
    )
  }

  /** What earlier fetching from the camera reached. */
  async function reachedBitsPerSecond(cameraId: Id): Promise<number | null> {
    const newest = await findNewestFetch(work.db, cameraId)
    if (!newest || newest.result.activeMs < MINUTE_MS) return null
    return (newest.bytes * 8000) / newest.result.activeMs
  }

  /** The holes that would be fetched, with the sums behind them. Asks no camera. */
  async function holesOf(wish: Wish) {
    const { cameraId, mode } = wish
    const range = { fromMs: wish.fromMs, toMs: wish.toMs }
    const { scheduled, missing } = await scheduledAndMissing(cameraId, range)
    const wanted = mode === 'all' ? missing : holesInside(missing, await sampleRanges(cameraId, range))
    const contents = await cards.contents(cameraId)
    const onCard = holesInside(wanted, contents?.held ?? [])
    return { scheduled, missing, wanted, onCard, contents }
  }

  async function plan(wish: Wish): Promise<BackfillPlan> {
    const { cameraId, mode, fromMs, toMs } = wish
    const { scheduled, missing, wanted, onCard, contents } = await holesOf(wish)
    const { offset, isMeasured } = await cards.offsetOf(cameraId)
    return {
      cameraId,
      range: { fromMs, toMs },
      mode,
      scheduledMs: totalMs(scheduled),
      missingMs: totalMs(missing),
      wantedMs: totalMs(wanted),
      onCardMs: totalMs(onCard),
      holes: onCard.slice(0, MAX_LISTED_HOLES),
      card: cardStateOf(contents),
      uncertaintyMs: isMeasured ? offset.uncertaintyMs : null,
      estimate: estimateBackfill({
        fetchMs: totalMs(onCard),
        bytesPerSecond: await recordings.bytesPerSecond(cameraId),
        settings: await readBackfillSettings(work.db),
        reachedBitsPerSecond: await reachedBitsPerSecond(cameraId),
        nowMs: clock.nowMs(),
      }),
    }
  }

  async function gaps(cameraId: Id, range: TimeRange): Promise<CameraGaps> {
    const { capabilities } = await cameras.get(cameraId)
    const { missing } = await scheduledAndMissing(cameraId, range)
    const contents = await cards.contents(cameraId)
    return {
      cameraId,
      hasCard: capabilities.recordings,
      card: cardStateOf(contents),
      missingMs: totalMs(missing),
      onCardMs: totalMs(holesInside(missing, contents?.held ?? [])),
    }
  }

  return { holesOf, plan, gaps }
}
