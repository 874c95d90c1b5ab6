import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '#renderer/ui/format.ts'
import { percent, stripParts } from '#renderer/ui/strip-parts.ts'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { Finding } from '#shared/findings/findings.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

const SHAPES = { received: '◆', returned: '◇' } as const

type EventLaneProps = {
  readonly window: TimeRange
  readonly events: readonly EventCoverage[]
  readonly onOpen: (event: EventCoverage) => void
}

/** A diamond per event over its window; what is missing of the window in red. */
export function EventLane({ window, events, onOpen }: EventLaneProps): ReactNode {
  const { t } = useTranslation()
  const lengthMs = window.toMs - window.fromMs
  const windows = events.map((event) => ({ fromMs: event.windowFromMs, toMs: event.windowToMs }))
  const missing = events.flatMap((event) => event.missing)
  return (
    <div className="counter-events">
      {stripParts(window, windows).map(({ left, width }, index) => (
        <span
          key={`window ${index}`}
          className="counter-window"
          style={{ left: percent(left), width: percent(width) }}
        />
      ))}
      {stripParts(window, missing).map(({ left, width, item }, index) => (
        <span
          key={`missing ${index}`}
          className="counter-window"
          data-missing
          style={{ left: percent(left), width: percent(width) }}
          title={t(`ui.footage.${item.cause}`)}
        />
      ))}
      {events
        .filter(({ atMs }) => atMs >= window.fromMs && atMs <= window.toMs)
        .map((event) => (
          <UnstyledButton
            key={`${event.dossierId} ${event.kind} ${event.atMs}`}
            className="counter-mark"
            data-verdict={event.verdict}
            style={{ left: percent((event.atMs - window.fromMs) / lengthMs) }}
            title={`${formatTime(event.atMs)} · ${event.dossierCode} · ${t(`ui.verdict.${event.verdict}`)}`}
            aria-label={`${t(`dossiers.event.${event.kind}`)} ${formatTime(event.atMs)} ${event.dossierCode}`}
            onClick={() => onOpen(event)}
          >
            {SHAPES[event.kind]}
          </UnstyledButton>
        ))}
    </div>
  )
}

type FindingLaneProps = {
  readonly window: TimeRange
  readonly findings: readonly Finding[]
  readonly onOpen: (finding: Finding) => void
}

/** Amber where nobody has decided yet, a red flag where it was confirmed. */
export function FindingLane({ window, findings, onOpen }: FindingLaneProps): ReactNode {
  const { t } = useTranslation()
  const lengthMs = window.toMs - window.fromMs
  return (
    <div className="counter-findings">
      {findings
        .filter(({ atMs }) => atMs >= window.fromMs && atMs <= window.toMs)
        .map((finding) => (
          <UnstyledButton
            key={finding.id}
            className="counter-mark"
            data-state={finding.state}
            style={{ left: percent((finding.atMs - window.fromMs) / lengthMs) }}
            title={`${formatTime(finding.atMs)} · ${t(`findings.kind.${finding.kind}`)}`}
            aria-label={`${t(`findings.kind.${finding.kind}`)} ${formatTime(finding.atMs)}`}
            onClick={() => onOpen(finding)}
          >
            {finding.state === 'accepted' ? '⚑' : '◆'}
          </UnstyledButton>
        ))}
    </div>
  )
}
