import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageState } from '#shared/recordings/recordings.model.ts'
import { formatRange, formatTime } from './format.ts'
import { instantAt, percent, stripParts } from './strip-parts.ts'
import './footage-strip.css'

export type StripSpan = TimeRange & {
  /** `no-camera` is drawn as unknown footage; `not-scheduled` is blank. */
  readonly state: FootageState | 'no-camera' | 'not-scheduled'
  /** What the pointer says of it; the state's word when absent. */
  readonly word?: string
}

type FootageStripProps = {
  /** Whose footage, and when: for screen readers. */
  readonly label: string
  readonly window: TimeRange
  readonly spans: readonly StripSpan[]
  /** Moments drawn across the strip. */
  readonly marks?: readonly InstantMs[]
  /** Lower, for a table's row. */
  readonly small?: boolean
  /** A click, at that second. Enter goes to the first mark, or the beginning. */
  readonly onPick?: (atMs: InstantMs) => void
}

const fillOf = (state: StripSpan['state']): string =>
  state === 'not-scheduled' ? 'transparent' : `var(--footage-${state === 'no-camera' ? 'unknown' : state})`

/** Footage and absence over a stretch of time: colour and pattern per state, the word under the pointer. */
export function FootageStrip(props: FootageStripProps): ReactNode {
  const { label, window, spans, marks = [], small = false, onPick } = props
  const { t } = useTranslation()
  const lengthMs = window.toMs - window.fromMs
  const pick = (event: MouseEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    onPick?.(instantAt(window, (event.clientX - left) / width))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onPick?.(instantAt(window, ((marks[0] ?? window.fromMs) - window.fromMs) / lengthMs))
  }
  return (
    <div
      className="mc-footage"
      data-small={small || undefined}
      data-picks={onPick !== undefined || undefined}
      aria-label={label}
      {...(onPick === undefined
        ? { role: 'img' }
        : { role: 'button', tabIndex: 0, onClick: pick, onKeyDown })}
    >
      {stripParts(window, spans).map(({ left, width, item }) => (
        <span
          key={item.fromMs}
          className="mc-footage-part"
          data-state={item.state}
          style={{ left: percent(left), width: percent(width), background: fillOf(item.state) }}
          title={`${formatRange(item)} · ${item.word ?? t(`ui.footage.${item.state}`)}`}
        />
      ))}
      {marks
        .filter((atMs) => atMs >= window.fromMs && atMs <= window.toMs)
        .map((atMs) => (
          <span
            key={atMs}
            className="mc-footage-mark"
            style={{ left: percent((atMs - window.fromMs) / lengthMs) }}
            title={formatTime(atMs)}
          />
        ))}
    </div>
  )
}
