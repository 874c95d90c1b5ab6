/** Convex shapes on the 640×360 drawing grid. A shape tells, per horizontal line, from where to where it reaches. */

export type Span = { fromX: number; toX: number }

export type Shape = {
  readonly topY: number
  readonly bottomY: number
  /** Writes the reach at height `y` into `span` (fromX > toX: nothing here). No allocation: it runs per line and frame. */
  readonly spanAt: (y: number, span: Span) => void
}

export type Point = readonly [x: number, y: number]

export function ellipse(centreX: number, centreY: number, radiusX: number, radiusY: number): Shape {
  return {
    topY: centreY - radiusY,
    bottomY: centreY + radiusY,
    spanAt(y, span) {
      const ratio = (y - centreY) / radiusY
      const half = ratio * ratio >= 1 ? -1 : radiusX * Math.sqrt(1 - ratio * ratio)
      span.fromX = centreX - half
      span.toX = centreX + half
    },
  }
}

export function rectangle(leftX: number, topY: number, rightX: number, bottomY: number): Shape {
  return {
    topY,
    bottomY,
    spanAt(_y, span) {
      span.fromX = leftX
      span.toX = rightX
    },
  }
}

export function roundedRectangle(
  leftX: number,
  topY: number,
  rightX: number,
  bottomY: number,
  radius: number,
): Shape {
  return {
    topY,
    bottomY,
    spanAt(y, span) {
      const intoCorner = Math.max(topY + radius - y, y - (bottomY - radius), 0)
      const inset = radius - Math.sqrt(Math.max(0, radius * radius - intoCorner * intoCorner))
      span.fromX = leftX + inset
      span.toX = rightX - inset
    },
  }
}

/** A convex polygon; the order of its corners may turn either way. */
export function polygon(points: readonly Point[]): Shape {
  const heights = points.map((point) => point[1])
  return {
    topY: Math.min(...heights),
    bottomY: Math.max(...heights),
    spanAt(y, span) {
      span.fromX = Number.POSITIVE_INFINITY
      span.toX = Number.NEGATIVE_INFINITY
      let previous = points[points.length - 1]
      for (const point of points) {
        if (previous !== undefined) widenByEdge(span, y, previous, point)
        previous = point
      }
    },
  }
}

/** A thick line with round ends, its radius changing from one end to the other: arms and legs. */
export function limb(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  radius: number,
  endRadius = radius,
): Shape {
  const length = Math.max(0.001, Math.hypot(toX - fromX, toY - fromY))
  const normalX = -(toY - fromY) / length
  const normalY = (toX - fromX) / length
  const side = polygon([
    [fromX + normalX * radius, fromY + normalY * radius],
    [toX + normalX * endRadius, toY + normalY * endRadius],
    [toX - normalX * endRadius, toY - normalY * endRadius],
    [fromX - normalX * radius, fromY - normalY * radius],
  ])
  return {
    topY: Math.min(fromY - radius, toY - endRadius),
    bottomY: Math.max(fromY + radius, toY + endRadius),
    spanAt(y, span) {
      side.spanAt(y, span)
      widenByCircle(span, y, fromX, fromY, radius)
      widenByCircle(span, y, toX, toY, endRadius)
    },
  }
}

function widenByEdge(span: Span, y: number, from: Point, to: Point): void {
  const [fromX, fromY] = from
  const [toX, toY] = to
  if ((y < fromY && y < toY) || (y > fromY && y > toY)) return
  const x = fromY === toY ? fromX : fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)
  span.fromX = Math.min(span.fromX, x)
  span.toX = Math.max(span.toX, x)
}

function widenByCircle(span: Span, y: number, centreX: number, centreY: number, radius: number): void {
  const distance = y - centreY
  if (Math.abs(distance) >= radius) return
  const half = Math.sqrt(radius * radius - distance * distance)
  span.fromX = Math.min(span.fromX, centreX - half)
  span.toX = Math.max(span.toX, centreX + half)
}
