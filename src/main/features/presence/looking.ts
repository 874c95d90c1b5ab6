import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { intersect, mergeRanges, spreadOver, type TimeRange, totalMs } from '#shared/kernel/time-range.ts'
import { createPresenceAnalyser, type PresenceAnalyser } from '#shared/presence/presence-analyser.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import { usualLightAt } from '#shared/presence/references.rules.ts'
import { usualPicture } from '#shared/presence/usual-picture.rules.ts'
import { picturesIn } from './pictures-in.ts'
import type { PresenceDeps } from './presence.ports.ts'
import {
  insertUsualPicture,
  listUsualPictures,
  type StoredTrouble,
  type UsualPicture,
  writeHour,
} from './presence.repository.ts'
import { listReferences, type StoredReference } from './references.repository.ts'
import { listZones } from './zones.repository.ts'

/** A higher one looks at old footage anew. */
export const ALGORITHM = 2
/** Looked at before an hour, so that it begins with people known who sit there already. */
const LEAD_MS = 4 * MINUTE_MS
const SAMPLES = 60
/** A computed picture of the empty room is used for so long around the day on which it was made. */
const USUAL_LIFE_MS = 7 * DAY_MS

export const lookSchema = z.object({
  cameraId: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  /** Nobody waits for it: each hour begins when the computer has time. */
  inBackground: z.boolean().default(false),
})
export type Look = z.infer<typeof lookSchema>

type InForce = { readonly validFromMs: number; readonly validToMs: number | null }
const inForce =
  (range: TimeRange) =>
  ({ validFromMs, validToMs }: InForce): boolean =>
    validFromMs < range.toMs && (validToMs ?? Number.POSITIVE_INFINITY) > range.fromMs

/** The hour in parts with the same references each: before somebody confirmed a new one, the old one counts. */
function partsOf(hour: TimeRange, references: readonly StoredReference[]): TimeRange[] {
  const cuts = references
    .flatMap(({ validFromMs, validToMs }) => [validFromMs, validToMs ?? hour.toMs])
    .filter((atMs) => hour.fromMs < atMs && atMs < hour.toMs)
  const borders = [hour.fromMs, ...[...new Set(cuts)].toSorted((a, b) => a - b), hour.toMs]
  return borders.slice(1).map((toMs, index) => ({ fromMs: borders[index] ?? hour.fromMs, toMs }))
}

type SeenPart = {
  readonly analyser: PresenceAnalyser
  readonly part: TimeRange
  readonly looked: readonly TimeRange[]
}

function staysIn({ analyser, part }: SeenPart, zone: Zone): TimeRange[] {
  const life = { fromMs: zone.validFromMs, toMs: zone.validToMs ?? Number.MAX_SAFE_INTEGER }
  return analyser
    .staysOf(zone.id)
    .flatMap((stay) => intersect(stay, life) ?? [])
    .flatMap((stay) => intersect(stay, part) ?? [])
}

const troublesIn = ({ analyser, part }: SeenPart): StoredTrouble[] =>
  analyser.troubles().flatMap((each) => {
    const inside = intersect(each, part)
    return inside ? [{ ...each, ...inside }] : []
  })

/** Looks at recorded footage, hour by hour, and keeps what it saw. */
export function createLooking(deps: PresenceDeps) {
  const { work, clock, newId } = deps

  const recordedIn = async (cameraId: Id, range: TimeRange): Promise<TimeRange[]> =>
    mergeRanges(await deps.recordings.recorded(cameraId, range)).flatMap(
      (each) => intersect(each, range) ?? [],
    )

  /** Single keyframes spread over what is recorded of the range. */
  async function samples(cameraId: Id, range: TimeRange, signal: AbortSignal): Promise<Uint8Array[]> {
    const recorded = await recordedIn(cameraId, range)
    const moments = spreadOver(recorded, SAMPLES).map((fromMs) => ({ fromMs, toMs: fromMs + 1 }))
    const pictures: Uint8Array[] = []
    for await (const { pixels } of picturesIn(deps, cameraId, moments, signal)) pictures.push(pixels)
    return pictures
  }

  /** Put together from the footage around, where nobody has confirmed a picture for that light. */
  async function usualOf(cameraId: Id, range: TimeRange, signal: AbortSignal): Promise<Uint8Array | null> {
    const light = usualLightAt(range.fromMs)
    const near = (await listUsualPictures(work.db, cameraId)).findLast(
      ({ madeAtMs }) => Math.abs(madeAtMs - range.fromMs) < USUAL_LIFE_MS && usualLightAt(madeAtMs) === light,
    )
    if (near) return near.pixels
    const pictures = await samples(cameraId, { fromMs: range.fromMs - DAY_MS / 2, toMs: range.toMs }, signal)
    if (pictures.length === 0) return null
    const pixels = Uint8Array.from(usualPicture(pictures), (value) => Math.min(255, Math.round(value)))
    const made: UsualPicture = { id: newId(), cameraId, madeAtMs: range.fromMs, kind: 'computed', pixels }
    await work.bookkeep((transaction) => insertUsualPicture(transaction, made, 'system:presence'))
    return pixels
  }

  /** The empty room as it may look then. */
  async function roomsOf(
    cameraId: Id,
    part: TimeRange,
    references: readonly StoredReference[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const confirmed = references.filter(inForce(part))
    const rooms = confirmed.map(({ pixels }) => Float32Array.from(pixels))
    if (confirmed.some(({ light }) => light === usualLightAt(part.fromMs))) return rooms
    const usual = await usualOf(cameraId, part, signal)
    return usual ? [Float32Array.from(usual), ...rooms] : rooms
  }

  async function lookAtPart(
    cameraId: Id,
    part: TimeRange,
    given: { readonly zones: readonly Zone[]; readonly references: readonly StoredReference[] },
    signal: AbortSignal,
  ): Promise<SeenPart | null> {
    const rooms = await roomsOf(cameraId, part, given.references, signal)
    if (rooms.length === 0) return null
    const analyser = createPresenceAnalyser({ rooms, zones: given.zones })
    const looked: TimeRange[] = []
    const lead = { fromMs: Math.max(0, part.fromMs - LEAD_MS), toMs: part.toMs }
    for await (const picture of picturesIn(deps, cameraId, [lead], signal)) {
      analyser.see(picture)
      const shown = intersect({ fromMs: picture.atMs, toMs: picture.untilMs }, part)
      if (shown) looked.push(shown)
    }
    return { analyser, part, looked }
  }

  async function lookAtHour(cameraId: Id, hour: TimeRange, signal: AbortSignal): Promise<void> {
    const recorded = await recordedIn(cameraId, hour)
    if (recorded.length === 0) return
    const zones = (await listZones(work.db, [cameraId])).filter(inForce(hour))
    const references = await listReferences(work.db, cameraId)
    const seen: SeenPart[] = []
    for (const part of partsOf(hour, references.filter(inForce(hour)))) {
      const one = await lookAtPart(cameraId, part, { zones, references }, signal)
      if (one) seen.push(one)
    }
    const look = {
      cameraId,
      hourStartMs: hour.fromMs,
      looked: mergeRanges(seen.flatMap(({ looked }) => looked)),
      pictures: seen.reduce((sum, { looked }) => sum + looked.length, 0),
      troubles: seen.flatMap(troublesIn),
      algorithm: ALGORITHM,
      lookedAtMs: clock.nowMs(),
      recordedMs: totalMs(recorded),
    }
    const stays = new Map(zones.map((zone) => [zone.id, seen.flatMap((part) => staysIn(part, zone))]))
    await work.bookkeep((transaction) => writeHour(transaction, look, stays))
  }

  /** @throws AppError `cancelled job.cancelled` */
  async function lookAt(
    look: Look,
    progress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { cameraId, fromMs, toMs, inBackground } = look
    const firstMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS
    for (let hourMs = firstMs; hourMs < toMs; hourMs += HOUR_MS) {
      if (inBackground) await deps.untilCalm(signal)
      if (signal.aborted) throw new AppError('cancelled', 'job.cancelled')
      await lookAtHour(cameraId, { fromMs: hourMs, toMs: hourMs + HOUR_MS }, signal)
      progress((hourMs + HOUR_MS - firstMs) / (toMs - firstMs))
    }
  }

  return { lookAt }
}
