import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { intersect, mergeRanges, spreadOver, type TimeRange } from '#shared/kernel/time-range.ts'
import { createPresenceAnalyser, type PresenceAnalyser } from '#shared/presence/presence-analyser.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import { usualPicture } from '#shared/presence/usual-picture.rules.ts'
import type { JobHandler } from '#main/features/jobs/jobs.service.ts'
import { picturesIn } from './pictures-in.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { insertUsualPicture, listUsualPictures, type UsualPicture, writeHour } from './presence.repository.ts'
import { listZones } from './zones.repository.ts'

/** A higher one looks at old footage anew. */
export const ALGORITHM = 1
/** Looked at before an hour, so that it begins with people known who sit there already. */
const LEAD_MS = 4 * MINUTE_MS
const SAMPLES = 60
/** A computed picture of the empty room is used for so long around the day on which it was made. */
const USUAL_LIFE_MS = 7 * DAY_MS

const inputSchema = z.object({ cameraId: z.string(), fromMs: z.number(), toMs: z.number() })

export type Looked = (cameraId: Id, range: TimeRange) => Promise<void>

const inForce = (zones: readonly Zone[], range: TimeRange): Zone[] =>
  zones.filter(
    (zone) => zone.validFromMs < range.toMs && (zone.validToMs ?? Number.POSITIVE_INFINITY) > range.fromMs,
  )

/** Looks at recorded footage, hour by hour, and keeps what it saw. */
export function createLooking(deps: PresenceDeps, onLooked: Looked) {
  const { work, clock, newId } = deps

  /** Single keyframes spread over what is recorded of the range. */
  async function samples(cameraId: Id, range: TimeRange, signal: AbortSignal): Promise<Uint8Array[]> {
    const recorded = mergeRanges(await deps.recordings.recorded(cameraId, range)).flatMap(
      (each) => intersect(each, range) ?? [],
    )
    const moments = spreadOver(recorded, SAMPLES).map((fromMs) => ({ fromMs, toMs: fromMs + 1 }))
    const pictures: Uint8Array[] = []
    for await (const { pixels } of picturesIn(deps, cameraId, moments, signal)) pictures.push(pixels)
    return pictures
  }

  /** The room with nobody in it: as a person confirmed it, or put together from the footage around. */
  async function usualOf(cameraId: Id, range: TimeRange, signal: AbortSignal): Promise<UsualPicture | null> {
    const known = await listUsualPictures(work.db, cameraId)
    const confirmed = known.findLast(({ kind, madeAtMs }) => kind === 'confirmed' && madeAtMs <= range.toMs)
    const near = known.findLast(({ madeAtMs }) => Math.abs(madeAtMs - range.fromMs) < USUAL_LIFE_MS)
    if (confirmed ?? near) return confirmed ?? near ?? null
    const pictures = await samples(cameraId, { fromMs: range.fromMs - DAY_MS / 2, toMs: range.toMs }, signal)
    if (pictures.length === 0) return null
    const pixels = Uint8Array.from(usualPicture(pictures), (value) => Math.min(255, Math.round(value)))
    const made: UsualPicture = { id: newId(), cameraId, madeAtMs: range.fromMs, kind: 'computed', pixels }
    await work.bookkeep((transaction) => insertUsualPicture(transaction, made, 'system:presence'))
    return made
  }

  async function keepHour(
    cameraId: Id,
    hour: TimeRange,
    seen: { readonly analyser: PresenceAnalyser; readonly zones: readonly Zone[] },
    looked: { readonly ranges: readonly TimeRange[]; readonly pictures: number },
  ): Promise<void> {
    const stays = new Map(
      seen.zones.map((zone) => {
        const life = { fromMs: zone.validFromMs, toMs: zone.validToMs ?? Number.MAX_SAFE_INTEGER }
        return [zone.id, seen.analyser.staysOf(zone.id).flatMap((stay) => intersect(stay, life) ?? [])]
      }),
    )
    const troubles = seen.analyser.troubles().flatMap((each) => {
      const inside = intersect(each, hour)
      return inside ? [{ ...each, ...inside }] : []
    })
    const look = {
      cameraId,
      hourStartMs: hour.fromMs,
      looked: mergeRanges(looked.ranges),
      pictures: looked.pictures,
      troubles,
      algorithm: ALGORITHM,
      lookedAtMs: clock.nowMs(),
    }
    await work.bookkeep((transaction) => writeHour(transaction, look, stays))
  }

  async function lookAtHour(cameraId: Id, hour: TimeRange, signal: AbortSignal): Promise<void> {
    const zones = inForce(await listZones(work.db, [cameraId]), hour)
    const usual = await usualOf(cameraId, hour, signal)
    if (!usual) return
    const pixels = Float32Array.from(usual.pixels)
    const analyser = createPresenceAnalyser({ usual: pixels, references: [], zones })
    const ranges: TimeRange[] = []
    const lead = { fromMs: hour.fromMs - LEAD_MS, toMs: hour.toMs }
    for await (const picture of picturesIn(deps, cameraId, [lead], signal)) {
      analyser.see(picture)
      const shown = intersect({ fromMs: picture.atMs, toMs: picture.untilMs }, hour)
      if (shown) ranges.push(shown)
    }
    await keepHour(cameraId, hour, { analyser, zones }, { ranges, pictures: ranges.length })
  }

  const handler: JobHandler = {
    run: async ({ input, progress, signal }) => {
      const { cameraId, fromMs, toMs } = inputSchema.parse(input)
      const firstMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS
      for (let hourMs = firstMs; hourMs < toMs; hourMs += HOUR_MS) {
        if (signal.aborted) throw new AppError('cancelled', 'job.cancelled')
        await lookAtHour(cameraId, { fromMs: hourMs, toMs: hourMs + HOUR_MS }, signal)
        progress((hourMs + HOUR_MS - firstMs) / (toMs - firstMs))
      }
      await onLooked(cameraId, { fromMs: firstMs, toMs })
    },
  }

  return { handler }
}
