import { type PointerEvent, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { TileZoom, type ZoomView } from './tile-zoom.ts'

const WHEEL_FACTOR = 1.2

/** A zoom for the picture on a tile's stage, moved by the wheel over the tile. */
export function useTileZoom(
  tile: RefObject<HTMLElement | null>,
  stage: RefObject<HTMLElement | null>,
): { readonly zoom: TileZoom; readonly view: ZoomView } {
  const [zoom] = useState(() => new TileZoom())
  const view = useSyncExternalStore(
    (listener) => zoom.subscribe(listener),
    () => zoom.view(),
  )
  useEffect(() => {
    const element = tile.current
    if (!element) return
    // React listens passively: such a listener could not keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const box = (stage.current ?? element).getBoundingClientRect()
      const factor = event.deltaY < 0 ? WHEEL_FACTOR : 1 / WHEEL_FACTOR
      zoom.zoom(factor, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [tile, stage, zoom])
  return { zoom, view }
}

/** Moves the enlarged picture by hand. `wasDragged` tells whether the press that just ended was a drag and no click. */
export function useTileDrag(zoom: TileZoom, stage: RefObject<HTMLElement | null>) {
  const last = useRef<{ x: number; y: number } | null>(null)
  const hasMoved = useRef(false)
  return {
    wasDragged: () => hasMoved.current,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        hasMoved.current = false
        if (zoom.view().scale > 1 && event.button === 0) last.current = { x: event.clientX, y: event.clientY }
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!last.current) return
        const box = (stage.current ?? event.currentTarget).getBoundingClientRect()
        const [byX, byY] = [event.clientX - last.current.x, event.clientY - last.current.y]
        if (!hasMoved.current && Math.hypot(byX, byY) < 4) return
        hasMoved.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        zoom.drag(byX / box.width, byY / box.height)
        last.current = { x: event.clientX, y: event.clientY }
      },
      onPointerUp: () => {
        last.current = null
      },
      onPointerCancel: () => {
        last.current = null
      },
    },
  }
}
