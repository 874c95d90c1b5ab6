import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber, formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { type EventRow, eventRows } from '../event-strip.ts'

const REFRESH_MS = 30_000
const NEWEST = 8
const HOURS = [0, 6, 12, 18, 24] as const
/** Narrower would not be seen on a strip of a day. */
const LEAST_WIDTH_PERCENT = 0.25

/** What the camera itself told today: hints of where to look. */
export function EventsPanel({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const nowMs = useNow()
  const dayMs = startOfVietnamDay(nowMs)
  const range = { fromMs: dayMs, toMs: dayMs + DAY_MS }
  const events = useQuery(
    orpc.cameras.events.queryOptions({
      input: { cameraId: camera.id, ...range },
      refetchInterval: REFRESH_MS,
    }),
  )
  return (
    <Panel title={t('cameras.page.events')}>
      <p className="mc-hint">{t('cameras.page.eventsHint')}</p>
      <QueryView query={events} rows={3}>
        {(list) => {
          const rows = eventRows(list, nowMs)
          return rows.length === 0 ? (
            <EmptyState
              compact
              title={t('cameras.page.noEvents')}
              advice={
                camera.capabilities.events
                  ? t('cameras.page.noEventsAdvice')
                  : t('cameras.page.noEventService')
              }
            />
          ) : (
            <>
              <Strip rows={rows} range={range} />
              <Newest rows={rows} />
            </>
          )
        }}
      </QueryView>
    </Panel>
  )
}

type StripProps = { readonly rows: readonly EventRow[]; readonly range: TimeRange }

function Strip({ rows, range }: StripProps): ReactNode {
  const { t } = useTranslation()
  const percentOf = (ms: number): number => (ms / (range.toMs - range.fromMs)) * 100
  return (
    <div className="mc-events">
      {rows.map(({ kind, count, spans }) => (
        <div key={kind} className="mc-events-row">
          <span>
            {t(`cameras.event.${kind}`)} <span className="mc-quiet">({formatNumber(count)})</span>
          </span>
          <div className="mc-events-lane" data-kind={kind}>
            {spans.map(({ fromMs, toMs }) => (
              <i
                key={`${fromMs}-${toMs}`}
                style={{
                  left: `${percentOf(fromMs - range.fromMs)}%`,
                  width: `${Math.max(LEAST_WIDTH_PERCENT, percentOf(toMs - fromMs))}%`,
                }}
              />
            ))}
          </div>
        </div>
      ))}
      <div className="mc-events-row" aria-hidden>
        <span />
        <div className="mc-events-hours">
          {HOURS.map((hour) => (
            <span key={hour}>{t('cameras.page.hour', { hour })}</span>
          ))}
        </div>
      </div>
    </div>
  )
}

function Newest({ rows }: { readonly rows: readonly EventRow[] }): ReactNode {
  const { t } = useTranslation()
  const told = rows
    .flatMap(({ kind, spans }) => spans.map((span) => ({ kind, ...span })))
    .sort((left, right) => right.fromMs - left.fromMs)
  return (
    <ul className="mc-list mc-spaced">
      {told.slice(0, NEWEST).map(({ kind, fromMs, toMs }) => (
        <li key={`${kind}-${fromMs}-${toMs}`}>
          <span className="mc-mono">
            {formatTime(fromMs)}
            {toMs > fromMs && `–${formatTime(toMs)}`}
          </span>{' '}
          {t(`cameras.event.${kind}`)}
        </li>
      ))}
    </ul>
  )
}
