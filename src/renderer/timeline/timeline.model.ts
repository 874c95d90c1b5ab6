import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'

/** How far an event is covered: decides its diamond's fill. */
export type TimelineVerdict = 'covered' | 'partial' | 'missing'

export type TimelineEvent = {
  readonly id: string
  readonly atMs: InstantMs
  /** What stands in the tooltip. */
  readonly label: string
  readonly verdict: TimelineVerdict
  readonly window: TimeRange
  /** Parts of the window without footage. */
  readonly missing: readonly TimeRange[]
}

export type TimelineMark = TimeRange & {
  readonly id: string
  readonly label: string
  /** The range is locked against deletion. */
  readonly isLocked: boolean
}

export type TimelineLane =
  | {
      readonly kind: 'footage'
      readonly id: string
      readonly name: string
      readonly spans: readonly FootageSpan[]
      readonly isMain: boolean
    }
  | {
      readonly kind: 'events'
      readonly id: string
      readonly name: string
      readonly events: readonly TimelineEvent[]
    }
  | {
      readonly kind: 'marks'
      readonly id: string
      readonly name: string
      readonly marks: readonly TimelineMark[]
    }

/** The range that a person is marking: either end may be missing still. */
export type InOutMarks = { readonly inMs: InstantMs | null; readonly outMs: InstantMs | null }

/** What is drawn between which pixels: `fromMs` stands at x = 0, `toMs` at x = `widthPx`. */
export type TimelineView = TimeRange & { readonly widthPx: number }
