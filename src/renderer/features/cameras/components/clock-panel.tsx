import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatClockOffset, formatDate, formatDateTime, formatSignedSeconds } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { clockChart } from '../clock-chart.ts'
import { useCameraWords } from '../use-camera-words.ts'

const DAYS = 7
const STEP_MS = 5 * MINUTE_MS
const SIZE = { widthPx: 700, heightPx: 130 } as const

/** How far the camera's clock was from the station's over the last seven days. */
export function ClockPanel({ cameraId }: { readonly cameraId: Id }): ReactNode {
  const { t } = useTranslation()
  const nowMs = useNow(STEP_MS)
  // Whole steps, so that a page that is drawn again asks nothing anew.
  const toMs = Math.ceil(nowMs / STEP_MS) * STEP_MS
  const range = { fromMs: toMs - DAYS * DAY_MS, toMs }
  const readings = useQuery({
    ...orpc.cameras.clockReadings.queryOptions({ input: { cameraId, ...range } }),
    placeholderData: (before) => before,
  })
  return (
    <Panel title={t('cameras.page.clock', { count: DAYS })}>
      <QueryView query={readings} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState compact title={t('cameras.page.noClock')} advice={t('cameras.page.noClockAdvice')} />
          ) : (
            <Chart readings={list} range={range} />
          )
        }
      </QueryView>
    </Panel>
  )
}

type ChartProps = { readonly readings: readonly ClockOffset[]; readonly range: TimeRange }

function Chart({ readings, range }: ChartProps): ReactNode {
  const { t } = useTranslation()
  const words = useCameraWords()
  const { fromMs, toMs } = range
  const chart = useMemo(() => clockChart(readings, { fromMs, toMs }, SIZE), [readings, fromMs, toMs])
  const last = readings.at(-1)
  if (chart === null || last === undefined) return null
  const midnights: number[] = []
  for (let atMs = startOfVietnamDay(fromMs) + DAY_MS; atMs < toMs; atMs += DAY_MS) midnights.push(atMs)
  const shareOf = (atMs: number): string => `${((atMs - fromMs) / (toMs - fromMs)) * 100}%`
  return (
    <figure className="mc-clock">
      <div className="mc-clock-plot">
        <svg
          viewBox={`0 0 ${SIZE.widthPx} ${SIZE.heightPx}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('cameras.page.clockChart', {
            offset: formatClockOffset(last),
            time: formatDateTime(last.measuredAtMs),
          })}
        >
          {chart.ticks.map(({ offsetMs, yPx }) => (
            <line key={offsetMs} className="mc-clock-grid" x1={0} x2={SIZE.widthPx} y1={yPx} y2={yPx} />
          ))}
          {chart.zeroPx !== null && (
            <line className="mc-clock-zero" x1={0} x2={SIZE.widthPx} y1={chart.zeroPx} y2={chart.zeroPx} />
          )}
          <path className="mc-clock-band" d={chart.bandPath} />
          <path className="mc-clock-line" d={chart.linePath} />
        </svg>
        {chart.ticks.map(({ offsetMs, yPx }) => (
          <span
            key={offsetMs}
            className="mc-clock-tick"
            style={{ top: `${(yPx / SIZE.heightPx) * 100}%` }}
            aria-hidden
          >
            {formatSignedSeconds(offsetMs)}
          </span>
        ))}
      </div>
      <div className="mc-clock-days" aria-hidden>
        {midnights.map((atMs) => (
          <span key={atMs} style={{ left: shareOf(atMs) }}>
            {formatDate(atMs).slice(0, 5)}
          </span>
        ))}
      </div>
      <figcaption className="mc-quiet">
        {t('cameras.page.clockNow', { clock: words.clock(last), time: formatDateTime(last.measuredAtMs) })}
      </figcaption>
    </figure>
  )
}
