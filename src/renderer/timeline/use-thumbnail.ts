import { useEffect, useReducer, useRef, useState } from 'react'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type ShownThumbnail, ThumbnailStrips } from './thumbnail-strips.ts'
import type { TimelineView } from './timeline.model.ts'

/** While the pointer runs on, pictures are asked for this often. */
const ASK_EVERY_MS = 80

export type HoverThumbnail = { readonly picture: ShownThumbnail | null; readonly isLoading: boolean }

/** The picture of a camera under the pointer; null while there is no pointer or no camera. */
export function useThumbnail(
  cameraId: Id | null,
  atMs: InstantMs | null,
  view: TimelineView,
): HoverThumbnail | null {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const [strips] = useState(() => new ThumbnailStrips(redraw))
  useEffect(() => () => strips.close(), [strips])
  const lastAskedMs = useRef(0)
  const { fromMs, toMs, widthPx } = view
  useEffect(() => {
    if (cameraId === null || atMs === null) return
    const range = { fromMs, toMs }
    const ask = (): void => {
      lastAskedMs.current = performance.now()
      strips.want(cameraId, atMs, range, widthPx)
      redraw()
    }
    const waitMs = lastAskedMs.current + ASK_EVERY_MS - performance.now()
    const timer = window.setTimeout(ask, Math.max(0, waitMs))
    return () => window.clearTimeout(timer)
  }, [strips, cameraId, atMs, fromMs, toMs, widthPx])
  if (cameraId === null || atMs === null) return null
  return {
    picture: strips.nearest(cameraId, atMs, view),
    isLoading: strips.isLoading(cameraId, atMs, view, widthPx),
  }
}
