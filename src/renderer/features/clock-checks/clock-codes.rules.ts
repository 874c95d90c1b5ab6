/** One round trip to the station: what the page's steady clock said before and after, and the station's time in between. */
export type RoundTrip = { readonly sentMs: number; readonly cameMs: number; readonly stationMs: number }

/** `station = steady + offsetMs`, true within ± `uncertaintyMs`. */
export type PageClock = { readonly offsetMs: number; readonly uncertaintyMs: number }

/** What a screen adds: it shows a picture up to one frame after it is told to. */
const SCREEN_MS = 17

/** The shortest round trip knows best: the station's time was read somewhere within it. */
export function clockOf(trips: readonly RoundTrip[]): PageClock | null {
  const best = trips.toSorted((left, right) => left.cameMs - left.sentMs - (right.cameMs - right.sentMs))[0]
  if (!best) return null
  return {
    offsetMs: best.stationMs - (best.sentMs + best.cameMs) / 2,
    // One more for the station's own rounding.
    uncertaintyMs: Math.ceil((best.cameMs - best.sentMs) / 2 + 1 + SCREEN_MS),
  }
}

export type ShownCode = { readonly atMs: number; readonly text: string }

/** The code whose time it is; null where none was fetched for now. `codes` in their order, `stepMs` apart. */
export function codeAt(codes: readonly ShownCode[], stationMs: number, stepMs: number): ShownCode | null {
  const first = codes[0]
  if (!first) return null
  const code = codes[Math.floor((stationMs - first.atMs) / stepMs)]
  return code && code.atMs <= stationMs && stationMs < code.atMs + stepMs ? code : null
}
