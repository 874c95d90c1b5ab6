import { type ReactNode, useEffect, useRef } from 'react'
import type { Still, ZonePoint } from '#shared/presence/presence.model.ts'
import './grey-still.css'

/** A keyframe as it is looked at: small and grey. Fills its box. */
export function GreyPicture({ still }: { readonly still: Still }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(still.widthPx, still.heightPx)
    const bytes = atob(still.pixelsBase64)
    for (let index = 0; index < bytes.length; index += 1) {
      const grey = bytes.codePointAt(index) ?? 0
      image.data.set([grey, grey, grey, 255], index * 4)
    }
    context.putImageData(image, 0, 0)
  }, [still])
  return <canvas ref={canvas} width={still.widthPx} height={still.heightPx} aria-hidden />
}

type GreyStillProps = {
  /** null: there is none. */
  readonly still: Still | null
  /** What stands there without a picture, and what the picture is to a screen reader. */
  readonly without: string
  readonly label: string
  /** Drawn over it. */
  readonly outlines?: readonly (readonly ZonePoint[])[]
}

const WIDTH = 192
const HEIGHT = 108

export function GreyStill({ still, without, label, outlines = [] }: GreyStillProps): ReactNode {
  return (
    <div className="mc-still" role="img" aria-label={still === null ? without : label}>
      {still === null ? <p className="mc-quiet">{without}</p> : <GreyPicture still={still} />}
      {still !== null && outlines.length > 0 && (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          {outlines.map((points) => {
            const corners = points.map(([x, y]) => `${x * WIDTH},${y * HEIGHT}`).join(' ')
            return <polygon key={corners} points={corners} />
          })}
        </svg>
      )}
    </div>
  )
}
