import { type PointerEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GreyPicture } from '#renderer/ui/grey-still.tsx'
import type { Still, Zone, ZonePoint } from '#shared/presence/presence.model.ts'
import { clampPoint, movePoint } from '../zone-points.ts'

type ZoneCanvasProps = {
  readonly still: Still | null
  /** What stands there without a picture. */
  readonly without: string
  /** Already kept: shown, not changed. */
  readonly zones: readonly Zone[]
  /** The one that is being drawn; null: none is. */
  readonly points: readonly ZonePoint[] | null
  readonly onPoints: (points: ZonePoint[]) => void
}

const WIDTH = 192
const HEIGHT = 108

const pathOf = (points: readonly ZonePoint[]): string =>
  points.map(([x, y]) => `${x * WIDTH},${y * HEIGHT}`).join(' ')

function placeOf(event: PointerEvent<SVGSVGElement>): ZonePoint {
  const box = event.currentTarget.getBoundingClientRect()
  return clampPoint((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
}

/** The picture that is looked at, its zones, and the one being drawn: a click adds a corner, a drag moves one. */
export function ZoneCanvas({ still, without, zones, points, onPoints }: ZoneCanvasProps): ReactNode {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<number | null>(null)

  function onPointerDown(event: PointerEvent<SVGSVGElement>): void {
    if (points === null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const corner = event.target instanceof SVGElement ? event.target.dataset.corner : undefined
    if (corner !== undefined) {
      setDragged(Number(corner))
      return
    }
    onPoints([...points, placeOf(event)])
    setDragged(points.length)
  }
  function onPointerMove(event: PointerEvent<SVGSVGElement>): void {
    if (points !== null && dragged !== null) onPoints(movePoint(points, dragged, placeOf(event)))
  }

  return (
    <div className="presence-picture">
      {still === null ? <p className="mc-quiet">{without}</p> : <GreyPicture still={still} />}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('presence.zone.drawn', { count: zones.length })}
        data-drawing={points !== null}
        data-testid="zone-canvas"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => setDragged(null)}
        onPointerCancel={() => setDragged(null)}
      >
        {zones.map(({ id, kind, name, polygon }) => (
          <g key={id} className="presence-zone" data-kind={kind}>
            <polygon points={pathOf(polygon)} />
            <text x={(polygon[0]?.[0] ?? 0) * WIDTH + 1} y={(polygon[0]?.[1] ?? 0) * HEIGHT + 6}>
              {name}
            </text>
          </g>
        ))}
        {points !== null && (
          <g className="presence-drawing">
            <polygon points={pathOf(points)} />
            {points.map(([x, y], index) => (
              // Corners have no other name than their place in the row.
              <circle key={index} cx={x * WIDTH} cy={y * HEIGHT} r={2.4} data-corner={index} />
            ))}
          </g>
        )}
      </svg>
    </div>
  )
}
