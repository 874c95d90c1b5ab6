import type { ReactNode } from 'react'

type FigureProps = {
  readonly label: string
  readonly value: string
  readonly note?: string
  readonly tone?: 'ok' | 'danger' | 'warning'
}

/** One large number with what it counts. */
export function Figure({ label, value, note, tone }: FigureProps): ReactNode {
  return (
    <div className="mc-figure" data-tone={tone}>
      <span className="mc-figure-label">{label}</span>
      <span className="mc-figure-value">{value}</span>
      {note !== undefined && <span className="mc-figure-note">{note}</span>}
    </div>
  )
}
