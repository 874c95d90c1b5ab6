import type { ReactNode } from 'react'

export type StatusTone = 'ok' | 'warning' | 'danger' | 'neutral' | 'running'

const SHAPES: Readonly<Record<StatusTone, string>> = {
  ok: '●',
  warning: '▲',
  danger: '■',
  neutral: '○',
  running: '◌',
}

type StatusMarkProps = { readonly tone: StatusTone; readonly children: ReactNode }

/** A state in a word, with a shape and a colour that mean the same everywhere. */
export function StatusMark({ tone, children }: StatusMarkProps): ReactNode {
  return (
    <span className="mc-status" data-tone={tone}>
      <span className="mc-status-shape" aria-hidden>
        {SHAPES[tone]}
      </span>
      {children}
    </span>
  )
}
