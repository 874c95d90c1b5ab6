import type { InstantMs } from '#shared/kernel/instant.ts'
import { contains, type TimeRange } from '#shared/kernel/time-range.ts'
import { type FootageSpan, SEGMENT_DAMAGED } from '#shared/recordings/recordings.model.ts'
import type { PlayerFootage } from './player.model.ts'

/** Ends of fragments are rounded. */
const JOINT_MS = 50

const isJoint = (before: TimeRange, after: TimeRange): boolean =>
  before.fromMs <= after.fromMs && after.fromMs - before.toMs <= JOINT_MS

/** Adds a range; those that touch it become one with it. */
function joined(ranges: readonly TimeRange[], added: TimeRange): TimeRange[] {
  const touches = (range: TimeRange): boolean => isJoint(range, added) || isJoint(added, range)
  const together = [added, ...ranges.filter(touches)]
  return [
    ...ranges.filter((range) => !touches(range)),
    {
      fromMs: Math.min(...together.map(({ fromMs }) => fromMs)),
      toMs: Math.max(...together.map(({ toMs }) => toMs)),
    },
  ]
}

/** Cuts the stretch out of sorted spans and puts it in as damaged. */
function withDamage(spans: readonly FootageSpan[], { fromMs, toMs }: TimeRange): FootageSpan[] {
  const kept = spans.flatMap((span) => [
    ...(span.fromMs < fromMs ? [{ ...span, toMs: Math.min(span.toMs, fromMs) }] : []),
    ...(span.toMs > toMs ? [{ ...span, fromMs: Math.max(span.fromMs, toMs) }] : []),
  ])
  const damage: FootageSpan = { fromMs, toMs, state: 'unknown', reason: SEGMENT_DAMAGED }
  return [...kept, damage].toSorted((a, b) => a.fromMs - b.fromMs)
}

/**
 * What playing has found out about single places. A *detour* is shown through the stand-in, which forgives more than a
 * browser does; what even that cannot show is *lost*, and counts as absent.
 */
export class FaultMap {
  #detours: readonly TimeRange[] = []
  #lost: readonly TimeRange[] = []

  /** One that follows another goes on for as long again: a file that is bad all through is not tried piece by piece. */
  addDetour(range: TimeRange): void {
    const before = this.#detours.find((other) => isJoint(other, range))
    const againMs = before ? before.toMs - before.fromMs : 0
    this.#detours = joined(this.#detours, { fromMs: range.fromMs, toMs: range.toMs + againMs })
  }

  addLost(range: TimeRange): void {
    this.#lost = joined(this.#lost, range)
  }

  clear(): void {
    this.#detours = []
    this.#lost = []
  }

  isDetour(atMs: InstantMs): boolean {
    return this.detourAt(atMs) !== null
  }

  /** The detour that an instant lies in. */
  detourAt(atMs: InstantMs): TimeRange | null {
    return this.#detours.find((range) => contains(range, atMs)) ?? null
  }

  /** The footage as far as it can be shown. */
  overlay(footage: PlayerFootage): PlayerFootage {
    if (this.#lost.length === 0) return footage
    return { ...footage, spans: this.#lost.reduce<readonly FootageSpan[]>(withDamage, footage.spans) }
  }

  /** The stretch around an instant that no known fault interrupts: only that may be in one playlist. */
  boundsAround(bounds: TimeRange, atMs: InstantMs): TimeRange {
    let { fromMs, toMs } = bounds
    for (const range of [...this.#detours, ...this.#lost]) {
      for (const edgeMs of [range.fromMs, range.toMs]) {
        if (edgeMs <= atMs) fromMs = Math.max(fromMs, edgeMs)
        else toMs = Math.min(toMs, edgeMs)
      }
    }
    return { fromMs, toMs }
  }
}
