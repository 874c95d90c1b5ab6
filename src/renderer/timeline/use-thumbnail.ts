import { useEffect, useReducer, useState } from 'react'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { SpacedAct } from './spaced-act.ts'
import { type ShownThumbnail, ThumbnailStrips } from './thumbnail-strips.ts'
import type { TimelineView } from './timeline.model.ts'

/** While the pointer runs on, pictures are asked for this often. */
const ASK_EVERY_MS = 80
/** Nobody points, plays or seeks: then the pictures of what is in view are made, since they take seconds. */
const REST_MS = 2000

export type HoverThumbnail = { readonly picture: ShownThumbnail | null; readonly isLoading: boolean }

/**
 * The picture of a camera under the pointer; null while there is no pointer or no camera.
 * @param playheadMs where the pictures above stand: while they move the computer has better things to do than to make more
 */
export function useThumbnail(
  cameraId: Id | null,
  atMs: InstantMs | null,
  view: TimelineView,
  playheadMs: InstantMs,
): HoverThumbnail | null {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const [strips] = useState(() => new ThumbnailStrips(redraw))
  useEffect(() => () => strips.close(), [strips])
  const [asking] = useState(() => new SpacedAct(ASK_EVERY_MS))
  useEffect(() => () => asking.stop(), [asking])
  const { fromMs, toMs, widthPx } = view
  useEffect(() => {
    if (cameraId === null || atMs === null) return asking.stop()
    asking.wish(() => {
      strips.want(cameraId, atMs, { fromMs, toMs }, widthPx)
      redraw()
    })
  }, [asking, strips, cameraId, atMs, fromMs, toMs, widthPx])
  const isPointed = atMs !== null
  useEffect(() => {
    if (cameraId === null || isPointed || widthPx === 0) return
    const stop = new AbortController()
    const make = (): void => void strips.makeAhead(cameraId, { fromMs, toMs }, widthPx, stop.signal)
    const timer = window.setTimeout(make, REST_MS)
    return () => {
      window.clearTimeout(timer)
      stop.abort()
    }
  }, [strips, cameraId, isPointed, fromMs, toMs, widthPx, playheadMs])
  if (cameraId === null || atMs === null) return null
  return {
    picture: strips.nearest(cameraId, atMs, view),
    isLoading: strips.isLoading(cameraId, atMs, view, widthPx),
  }
}
