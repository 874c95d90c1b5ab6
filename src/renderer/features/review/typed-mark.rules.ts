import { parseTimeOfDay } from '#renderer/timeline/time-of-day.ts'
import type { MarkEnd } from '#renderer/timeline/timeline-hit.ts'
import type { InOutMarks } from '#renderer/timeline/timeline.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

export type TypedMark =
  | { readonly kind: 'marks'; readonly marks: InOutMarks }
  | { readonly kind: 'refused'; readonly why: 'unreadable' | 'outside' | 'order' }

type Typing = {
  readonly text: string
  readonly end: MarkEnd
  readonly marks: InOutMarks
  /** The playhead. */
  readonly atMs: InstantMs
  readonly bounds: TimeRange
}

/** One mark as it was typed: of the day of the mark that was there, else of the playhead. Nothing typed takes the mark away. */
export function typedMark({ text, end, marks, atMs, bounds }: Typing): TypedMark {
  const place = (placed: InstantMs | null): TypedMark => ({
    kind: 'marks',
    marks: end === 'in' ? { ...marks, inMs: placed } : { ...marks, outMs: placed },
  })
  if (text.trim() === '') return place(null)
  const before = end === 'in' ? marks.inMs : marks.outMs
  const typedMs = parseTimeOfDay(text, before ?? atMs)
  if (typedMs === null) return { kind: 'refused', why: 'unreadable' }
  if (typedMs < bounds.fromMs || typedMs > bounds.toMs) return { kind: 'refused', why: 'outside' }
  const isTurned =
    end === 'in'
      ? marks.outMs !== null && typedMs >= marks.outMs
      : marks.inMs !== null && typedMs <= marks.inMs
  return isTurned ? { kind: 'refused', why: 'order' } : place(typedMs)
}
