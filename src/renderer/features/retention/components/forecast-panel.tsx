import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Forecast } from '#shared/retention/retention.model.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatBytes, formatDate } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { type ForecastChart, forecastChart } from '../forecast-chart.ts'

const SIZE = { widthPx: 520, heightPx: 130 }

/** What must stay over the coming months, against the room that there is. */
export function ForecastPanel({ forecast }: { readonly forecast: Forecast }): ReactNode {
  const { t } = useTranslation()
  const chart = forecast.bytesPerDay === null ? null : forecastChart(forecast, SIZE)
  return (
    <Panel title={t('retention.forecast.title')}>
      <div data-testid="forecast">
        {chart === null ? (
          <EmptyState
            compact
            title={t('retention.forecast.none')}
            advice={t('retention.forecast.noneAdvice')}
          />
        ) : (
          <ForecastDrawing chart={chart} forecast={forecast} />
        )}
      </div>
    </Panel>
  )
}

type ForecastDrawingProps = { readonly chart: ForecastChart; readonly forecast: Forecast }

function ForecastDrawing({ chart, forecast }: ForecastDrawingProps): ReactNode {
  const { t } = useTranslation()
  const capacity = t('retention.forecast.capacity', { bytes: formatBytes(forecast.capacityBytes) })
  const { fullAtMs, deletingFromMs } = forecast
  return (
    <>
      <svg
        className="storage-forecast"
        viewBox={`0 0 ${SIZE.widthPx} ${SIZE.heightPx}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${t('retention.forecast.title')}. ${capacity}`}
      >
        <path d={chart.lockedPath} className="storage-forecast-locked" />
        <path d={chart.floorPath} className="storage-forecast-floor" />
        <line
          x1={0}
          x2={SIZE.widthPx}
          y1={chart.capacityYPx}
          y2={chart.capacityYPx}
          className="storage-forecast-capacity"
        />
        {chart.deletingXPx !== null && <Upright xPx={chart.deletingXPx} />}
        {chart.fullXPx !== null && <Upright isFull xPx={chart.fullXPx} />}
      </svg>
      <div className="storage-forecast-foot">
        <span>{formatDate(chart.fromMs)}</span>
        <span>{formatDate(chart.toMs)}</span>
      </div>
      <div className="storage-forecast-legend">
        <Sign kind="part" part="locked" word={t('retention.forecast.locked')} />
        <Sign kind="part" part="kept" word={t('retention.forecast.floor')} />
        <Sign kind="line" line="capacity" word={capacity} />
        {chart.deletingXPx !== null && deletingFromMs !== null && (
          <Sign
            kind="line"
            line="deleting"
            word={t('retention.forecast.deleting', { date: formatDate(deletingFromMs) })}
          />
        )}
        {chart.fullXPx !== null && fullAtMs !== null && (
          <Sign kind="line" line="full" word={t('retention.forecast.full', { date: formatDate(fullAtMs) })} />
        )}
      </div>
    </>
  )
}

type SignProps =
  | { readonly kind: 'part'; readonly part: 'locked' | 'kept'; readonly word: string }
  | { readonly kind: 'line'; readonly line: 'capacity' | 'deleting' | 'full'; readonly word: string }

function Sign(props: SignProps): ReactNode {
  return (
    <span>
      {props.kind === 'part' ? (
        <span className="storage-swatch" data-part={props.part} aria-hidden />
      ) : (
        <span className="storage-stroke" data-line={props.line} aria-hidden />
      )}{' '}
      {props.word}
    </span>
  )
}

type UprightProps = { readonly xPx: number; readonly isFull?: boolean }

function Upright({ xPx, isFull = false }: UprightProps): ReactNode {
  return (
    <line
      className="storage-forecast-instant"
      data-full={isFull || undefined}
      x1={xPx}
      x2={xPx}
      y1={0}
      y2={SIZE.heightPx}
    />
  )
}
