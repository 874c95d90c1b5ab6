import type { Shape, Span } from './shapes.ts'
import type { Colour, YuvFrame } from './yuv-frame.ts'

/** All drawing is stated on this grid and scaled to the frame, so scenes look the same at every size. */
export const gridWidth = 640
export const gridHeight = 360

export type Gradient = { readonly top: Colour; readonly bottom: Colour }

export type Painter = {
  readonly frame: YuvFrame
  /** Fills a shape. `opacity` 0–1, default 1. `clipBottomY` hides what lies below that line (a counter in front). */
  fill(shape: Shape, paint: Colour | Gradient, opacity?: number, clipBottomY?: number): void
}

type Plane = {
  readonly samples: Uint8Array
  readonly width: number
  readonly height: number
  /** Horizontal lines looked at per sample for smooth edges. */
  readonly subLines: number
}

type PlaneFill = {
  readonly shape: Shape
  readonly topValue: number
  readonly bottomValue: number
  readonly opacity: number
  readonly clipBottomY: number
}

const maximumSubLines = 4
const span: Span = { fromX: 0, toX: 0 }
const lineFromX = new Float64Array(maximumSubLines)
const lineToX = new Float64Array(maximumSubLines)

export function createPainter(frame: YuvFrame): Painter {
  const half = { width: frame.widthPx / 2, height: frame.heightPx / 2, subLines: 2 }
  const luma: Plane = {
    samples: frame.luma,
    width: frame.widthPx,
    height: frame.heightPx,
    subLines: maximumSubLines,
  }
  const chromaU: Plane = { ...half, samples: frame.chromaU }
  const chromaV: Plane = { ...half, samples: frame.chromaV }
  return {
    frame,
    fill(shape, paint, opacity = 1, clipBottomY = gridHeight) {
      const top = 'top' in paint ? paint.top : paint
      const bottom = 'top' in paint ? paint.bottom : paint
      fillPlane(luma, { shape, topValue: top.luma, bottomValue: bottom.luma, opacity, clipBottomY })
      fillPlane(chromaU, { shape, topValue: top.u, bottomValue: bottom.u, opacity, clipBottomY })
      fillPlane(chromaV, { shape, topValue: top.v, bottomValue: bottom.v, opacity, clipBottomY })
    },
  }
}

function fillPlane(plane: Plane, fill: PlaneFill): void {
  const scaleY = plane.height / gridHeight
  const bottomY = Math.min(fill.shape.bottomY, fill.clipBottomY)
  const firstRow = Math.max(0, Math.floor(fill.shape.topY * scaleY))
  const lastRow = Math.min(plane.height - 1, Math.ceil(bottomY * scaleY) - 1)
  const heightY = Math.max(0.001, fill.shape.bottomY - fill.shape.topY)
  for (let row = firstRow; row <= lastRow; row += 1) {
    measureRow(plane, fill.shape, row, bottomY)
    const share = Math.min(1, Math.max(0, ((row + 0.5) / scaleY - fill.shape.topY) / heightY))
    paintRow(plane, row, fill.topValue + (fill.bottomValue - fill.topValue) * share, fill.opacity)
  }
}

/** Notes the reach of each sub-line of a row, in samples; an empty sub-line has toX = fromX. */
function measureRow(plane: Plane, shape: Shape, row: number, bottomY: number): void {
  const scaleX = plane.width / gridWidth
  for (let line = 0; line < plane.subLines; line += 1) {
    const y = ((row + (line + 0.5) / plane.subLines) / plane.height) * gridHeight
    let fromX = 0
    let toX = 0
    if (y >= shape.topY && y < bottomY) {
      shape.spanAt(y, span)
      fromX = Math.max(0, span.fromX * scaleX)
      toX = Math.max(fromX, Math.min(plane.width, span.toX * scaleX))
    }
    lineFromX[line] = fromX
    lineToX[line] = toX
  }
}

function paintRow(plane: Plane, row: number, value: number, opacity: number): void {
  let outerFrom = plane.width
  let outerTo = 0
  let innerFrom = 0
  let innerTo = plane.width
  for (let line = 0; line < plane.subLines; line += 1) {
    const fromX = lineFromX[line] ?? 0
    const toX = lineToX[line] ?? 0
    innerFrom = Math.max(innerFrom, fromX)
    innerTo = Math.min(innerTo, toX)
    if (toX <= fromX) continue
    outerFrom = Math.min(outerFrom, fromX)
    outerTo = Math.max(outerTo, toX)
  }
  if (outerTo <= outerFrom) return
  const first = Math.floor(outerFrom)
  const end = Math.min(plane.width, Math.ceil(outerTo))
  const solidFirst = Math.min(end, Math.ceil(innerFrom))
  const solidEnd = Math.max(solidFirst, Math.floor(innerTo))
  const offset = row * plane.width
  paintEdge(plane, offset, first, solidFirst, value, opacity)
  if (opacity >= 1) plane.samples.fill(Math.round(value), offset + solidFirst, offset + solidEnd)
  else paintEdge(plane, offset, solidFirst, solidEnd, value, opacity)
  paintEdge(plane, offset, solidEnd, end, value, opacity)
}

/** Blends samples one by one, each by the share of it that the shape covers. */
function paintEdge(
  plane: Plane,
  offset: number,
  first: number,
  end: number,
  value: number,
  opacity: number,
): void {
  for (let column = first; column < end; column += 1) {
    let covered = 0
    for (let line = 0; line < plane.subLines; line += 1) {
      const reach = Math.min(column + 1, lineToX[line] ?? 0) - Math.max(column, lineFromX[line] ?? 0)
      if (reach > 0) covered += reach
    }
    const share = (covered / plane.subLines) * opacity
    const before = plane.samples[offset + column] ?? 0
    plane.samples[offset + column] = Math.round(before + (value - before) * share)
  }
}
