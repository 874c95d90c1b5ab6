import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'

/** How far an event is covered: decides its diamond's fill. */
export type TimelineVerdict = 'covered' | 'partial' | 'missing'

/** One event, or several of a stretch that was too wide to tell them one by one. */
export type TimelineEvent = {
  readonly id: string
  readonly atMs: InstantMs
  /** What stands in the tooltip. */
  readonly label: string
  /** The worst among them. */
  readonly verdict: TimelineVerdict
  /** 1 for an event of its own. */
  readonly count: number
  readonly window: TimeRange
  /** Parts of the window without footage. */
  readonly missing: readonly TimeRange[]
}

/** Sorted and disjoint: where a window of some event has footage, and where one has none. */
export type EventWindows = {
  readonly covered: readonly TimeRange[]
  readonly missing: readonly TimeRange[]
}

export type TimelineMark = TimeRange & {
  readonly id: string
  readonly label: string
  /** The range is locked against deletion. */
  readonly isLocked: boolean
}

/** What was noticed. Amber diamond: a place to look at. Red flag: a person confirmed it. */
export type TimelineSign = TimeRange & {
  readonly id: string
  readonly atMs: InstantMs
  readonly label: string
  readonly isConfirmed: boolean
}

/** How busy a stretch was. */
export type TimelineDensity = TimeRange & {
  /** 0–1; null where nobody looked. */
  readonly share: number | null
}

type Lane<Kind extends string, Content> = {
  readonly kind: Kind
  readonly id: string
  readonly name: string
} & Content

export type TimelineLane =
  | Lane<'footage', { readonly spans: readonly FootageSpan[]; readonly isMain: boolean }>
  /** Sorted and disjoint. `absence`: why there is nothing in the whole lane; null when there is. */
  | Lane<'density', { readonly cells: readonly TimelineDensity[]; readonly absence: string | null }>
  /** Sorted by `atMs`. `windows`: of all events together, where they are not told one by one; null: as the events say. */
  | Lane<'events', { readonly events: readonly TimelineEvent[]; readonly windows: EventWindows | null }>
  /** Sorted by `atMs`. */
  | Lane<'signs', { readonly signs: readonly TimelineSign[] }>
  | Lane<'marks', { readonly marks: readonly TimelineMark[] }>

/** The range that a person is marking: either end may be missing still. */
export type InOutMarks = { readonly inMs: InstantMs | null; readonly outMs: InstantMs | null }

/** What is drawn between which pixels: `fromMs` stands at x = 0, `toMs` at x = `widthPx`. */
export type TimelineView = TimeRange & { readonly widthPx: number }
