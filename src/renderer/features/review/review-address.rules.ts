import type { ReviewSearch } from '#renderer/api/review-search.ts'
import { MAX_VIEW_MS, MIN_VIEW_MS } from '#renderer/timeline/timeline-layout.ts'
import type { InOutMarks } from '#renderer/timeline/timeline.model.ts'
import { DAY_MS, type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { contains, type TimeRange } from '#shared/kernel/time-range.ts'

/** How far the timeline goes before and behind what is open. */
const AROUND_MS = 31 * DAY_MS

/** What can be looked at from a session: a month on both sides, not beyond today. */
export function limitsOf(bounds: TimeRange, nowMs: InstantMs): TimeRange {
  const fromMs = startOfVietnamDay(Math.max(0, bounds.fromMs - AROUND_MS))
  const toMs = Math.min(startOfVietnamDay(bounds.toMs - 1) + AROUND_MS, startOfVietnamDay(nowMs) + DAY_MS)
  return { fromMs, toMs: Math.max(bounds.toMs, toMs) }
}

/** The marks of an address, as far as they lie in what is open and stand in order. */
export function marksOf({ in: inMs, out: outMs }: ReviewSearch, bounds: TimeRange): InOutMarks {
  const isInside = (atMs: InstantMs | undefined): atMs is InstantMs =>
    atMs !== undefined && bounds.fromMs <= atMs && atMs <= bounds.toMs
  const marks = { inMs: isInside(inMs) ? inMs : null, outMs: isInside(outMs) ? outMs : null }
  const isTurned = marks.inMs !== null && marks.outMs !== null && marks.inMs >= marks.outMs
  return isTurned ? { inMs: null, outMs: null } : marks
}

/** What the timeline of an address shows; null where it says nothing that could be shown. */
export function viewOf({ viewFrom, viewTo }: ReviewSearch, limits: TimeRange): TimeRange | null {
  if (viewFrom === undefined || viewTo === undefined) return null
  const lengthMs = viewTo - viewFrom
  const isInside = limits.fromMs <= viewFrom && viewTo <= limits.toMs
  const isShown = lengthMs >= MIN_VIEW_MS && lengthMs <= MAX_VIEW_MS
  return isInside && isShown ? { fromMs: viewFrom, toMs: viewTo } : null
}

export const ADDRESS_PARTS = ['room', 'cameras', 'range', 'at', 'dossier', 'view', 'marks'] as const
export type AddressPart = (typeof ADDRESS_PARTS)[number]

const PART_OF: Readonly<Record<Exclude<keyof ReviewSearch, 'refused'>, AddressPart>> = {
  room: 'room',
  cameras: 'cameras',
  from: 'range',
  to: 'range',
  at: 'at',
  dossier: 'dossier',
  viewFrom: 'view',
  viewTo: 'view',
  in: 'marks',
  out: 'marks',
}

/** Parts that were read and still mean nothing: turned around, outside of what is open, of another room. */
function meaningless(
  search: ReviewSearch,
  bounds: TimeRange,
  limits: TimeRange,
  cameraIds: readonly string[],
): AddressPart[] {
  const { from, to, at, cameras, viewFrom, viewTo, in: inMs, out: outMs } = search
  const parts: AddressPart[] = []
  if (from !== undefined && to !== undefined && from >= to) parts.push('range')
  if (at !== undefined && !contains(bounds, at)) parts.push('at')
  if (cameras !== undefined && !cameras.split(',').every((id) => cameraIds.includes(id)))
    parts.push('cameras')
  if ((viewFrom !== undefined || viewTo !== undefined) && viewOf(search, limits) === null) parts.push('view')
  const marks = marksOf(search, bounds)
  if ((inMs !== undefined && marks.inMs !== inMs) || (outMs !== undefined && marks.outMs !== outMs))
    parts.push('marks')
  return parts
}

/** Which parts of an address could not be used, in a fixed order: the page opens with the rest and says so. */
export function refusedParts(
  search: ReviewSearch,
  bounds: TimeRange,
  limits: TimeRange,
  cameraIds: readonly string[],
): AddressPart[] {
  const refused = new Set(meaningless(search, bounds, limits, cameraIds))
  for (const name of search.refused ?? []) refused.add(PART_OF[name])
  return ADDRESS_PARTS.filter((part) => refused.has(part))
}
