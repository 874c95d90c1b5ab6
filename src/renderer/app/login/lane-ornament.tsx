import type { ReactNode } from 'react'

const HOURS = ['08:00', '09:00', '10:00', '11:00'] as const

/** Each lane's gaps, in hundredths of its width. */
const LANES = [
  [[46, 55]],
  [[78, 84]],
  [],
  [
    [12, 15],
    [58, 60],
  ],
] as const

/** A morning of footage as the program draws it, for ornament. */
export function LaneOrnament(): ReactNode {
  return (
    <div className="mc-ornament" aria-hidden>
      <div className="mc-ornament-hours">
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
      {LANES.map((gaps, lane) => (
        <div key={lane} className="mc-ornament-lane">
          {gaps.map(([from, to]) => (
            <i key={from} style={{ left: `${from}%`, width: `${to - from}%` }} />
          ))}
        </div>
      ))}
      <div className="mc-ornament-playhead" />
    </div>
  )
}
