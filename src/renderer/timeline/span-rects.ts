import { isOutside } from '#renderer/ui/footage-word.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'
import { firstEndingAfter, xOf } from './timeline-layout.ts'
import type { TimelineView } from './timeline.model.ts'

export type SpanRect = { readonly x: number; readonly width: number; readonly state: FootageState }

const isFootage = (state: FootageState): boolean => state === 'recorded' || state === 'backfilled'

type OpenRect = { x: number; width: number; readonly state: FootageState }

/**
 * What to paint of a lane: nothing where the camera did not have to record. Neighbours of one state become one rectangle.
 * An absence is never thinner than a pixel, and lies over the footage: a gap must not vanish because the view is wide.
 */
export function spanRects(spans: readonly FootageSpan[], view: TimelineView): SpanRect[] {
  const footage: OpenRect[] = []
  const absences: OpenRect[] = []
  for (let index = firstEndingAfter(spans, view.fromMs); index < spans.length; index += 1) {
    const span = spans[index]
    if (!span || span.fromMs >= view.toMs) break
    if (isOutside(span)) continue
    const isAbsence = !isFootage(span.state)
    const start = Math.max(0, xOf(view, span.fromMs))
    const x = isAbsence ? Math.min(start, view.widthPx - 1) : start
    const width = Math.max(isAbsence ? 1 : 0, Math.min(view.widthPx, xOf(view, span.toMs)) - x)
    const rects = isAbsence ? absences : footage
    const last = rects.at(-1)
    // Footage runs on below what is missing for less than a pixel: that lies over it all the same.
    const nearPx = isAbsence ? 0.5 : 1
    if (last && last.state === span.state && x - (last.x + last.width) < nearPx)
      last.width = Math.max(last.width, x + width - last.x)
    else rects.push({ x, width, state: span.state })
  }
  return [...footage, ...absences]
}
