/** Half-open. */
type Range = { readonly fromMs: number; readonly toMs: number }

/** A stretch of station time in which the device's clock was `offsetMs` ahead all along. */
export type ClockPiece = Range & { readonly offsetMs: number }

/** The device's own clock: station time plus an offset that can be stepped. */
export type DeviceClock = {
  offsetMs(): number
  /** What the clock shows now. */
  nowMs(): number
  /** From now on it is `offsetMs` ahead of station time; what was before keeps its stamps. */
  step(offsetMs: number): void
  /** A range of station time, cut where the clock was stepped. */
  pieces(range: Range): readonly ClockPiece[]
}

export function createDeviceClock(firstOffsetMs: number, now: () => number): DeviceClock {
  const steps = [{ sinceMs: Number.NEGATIVE_INFINITY, offsetMs: firstOffsetMs }]
  const offsetMs = (): number => steps.at(-1)?.offsetMs ?? 0
  return {
    offsetMs,
    nowMs: () => now() + offsetMs(),
    step(nextOffsetMs) {
      steps.push({ sinceMs: now(), offsetMs: nextOffsetMs })
    },
    pieces(range) {
      return steps
        .map((step, index) => ({
          fromMs: Math.max(range.fromMs, step.sinceMs),
          toMs: Math.min(range.toMs, steps[index + 1]?.sinceMs ?? Number.POSITIVE_INFINITY),
          offsetMs: step.offsetMs,
        }))
        .filter((piece) => piece.toMs > piece.fromMs)
    },
  }
}
