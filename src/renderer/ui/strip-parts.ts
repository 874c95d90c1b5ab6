import type { TimeRange } from '#shared/kernel/time-range.ts'

/** A stretch of a strip: where it begins and how long it is, as shares of the strip between 0 and 1. */
export type StripPart<Item> = { readonly left: number; readonly width: number; readonly item: Item }

/** Where the stretches stand in a strip that shows `window`; what lies outside is cut off, what is empty left out. */
export function stripParts<Item extends TimeRange>(
  window: TimeRange,
  items: readonly Item[],
): StripPart<Item>[] {
  const lengthMs = window.toMs - window.fromMs
  if (lengthMs <= 0) return []
  return items.flatMap((item) => {
    const fromMs = Math.max(item.fromMs, window.fromMs)
    const toMs = Math.min(item.toMs, window.toMs)
    if (fromMs >= toMs) return []
    return [{ left: (fromMs - window.fromMs) / lengthMs, width: (toMs - fromMs) / lengthMs, item }]
  })
}

/** The instant under a point of the strip, to the whole second; `share` between 0 and 1, whatever is given. */
export function instantAt(window: TimeRange, share: number): number {
  const inside = Math.max(0, Math.min(1, share))
  return Math.floor((window.fromMs + inside * (window.toMs - window.fromMs)) / 1000) * 1000
}

/** `12.5%`. */
export const percent = (share: number): string => `${Math.round(share * 1e4) / 100}%`
