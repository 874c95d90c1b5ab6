import { memo, type ReactNode } from 'react'
import type { LaneBox } from './lane-boxes.ts'

/** Names of the lanes, beside them. */
export const LaneNames = memo(({ boxes }: { readonly boxes: readonly LaneBox[] }): ReactNode => {
  return (
    <div className="timeline-names">
      {boxes.map(({ lane, y, height }) => (
        <div
          key={lane.id}
          className="timeline-name"
          data-main={(lane.kind === 'footage' && lane.isMain) || undefined}
          title={lane.name}
          style={{ top: y, height, lineHeight: `${height}px`, fontSize: `min(0.75rem, ${height}px)` }}
        >
          {lane.name}
        </div>
      ))}
    </div>
  )
})
LaneNames.displayName = 'LaneNames'
