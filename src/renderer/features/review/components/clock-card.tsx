import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockCertificate } from '#shared/clock-checks/clock-checks.model.ts'
import { type ClockOffset, fromStationTime } from '#shared/kernel/clock-offset.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { orpc } from '#renderer/api/client.ts'
import { formatClockOffset, formatDate, formatDateTime, formatTime, NONE } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { certificateFor, isFresh, nearestReading, readingsRange, standingOf } from '../clock-card.rules.ts'
import { eventKey } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'

/** Station, camera and log time of the same instant, each with how far it can be trusted and how that is known. */
export function ClockCard(): ReactNode {
  const { t } = useTranslation()
  const { session } = useReview()
  const atMs = useReviewState((state) => state.atMs)
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  const camera = session.cameras.find((one) => one.id === mainCameraId)
  const readings = useQuery(
    orpc.cameras.clockReadings.queryOptions({
      input: { cameraId: camera?.id ?? '', ...readingsRange(atMs) },
      enabled: camera !== undefined,
    }),
  )
  const checks = useQuery(
    orpc.clockChecks.list.queryOptions({
      input: { cameraId: camera?.id ?? '' },
      enabled: camera !== undefined,
    }),
  )
  const ownClock = nearestReading(readings.data ?? [], atMs) ?? camera?.clockOffset ?? null
  const certificate = certificateFor(checks.data?.map((check) => check.certificate) ?? [], atMs)
  const logClock = session.logSource?.clockOffset ?? null
  return (
    <div className="review-clocks">
      <div className="review-station" data-testid="station-time" data-at-ms={atMs}>
        <span className="review-station-time">{formatTime(atMs)}</span>
        <span>+07 · {formatDate(atMs)}</span>
      </div>
      <PictureRow certificate={certificate} atMs={atMs} cameraId={camera?.id} />
      <ClockRow name={t('review.clockCamera')} clock="camera" offset={ownClock} atMs={atMs} />
      <ClockRow name={t('review.clockLog')} clock="log" offset={logClock} atMs={atMs} />
      <Standing certificate={certificate} />
    </div>
  )
}

type RowProps = {
  readonly name: string
  readonly clock: 'camera' | 'log'
  readonly offset: ClockOffset | null
  readonly atMs: InstantMs
}

function ClockRow({ name, clock, offset, atMs }: RowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="review-clock" data-testid={`clock-${clock}`}>
      <span>{name}</span>
      <span>{offset ? formatTime(fromStationTime(atMs, offset)) : NONE}</span>
      <span className="review-clock-offset">
        {offset ? formatClockOffset(offset) : t('review.clockNotMeasured')}
      </span>
      {offset && (
        <How
          method={t(`review.clockMethod.${offset.method}`)}
          measuredAtMs={offset.measuredAtMs}
          fresh={isFresh(clock, offset.measuredAtMs, atMs)}
        />
      )}
    </div>
  )
}

type PictureRowProps = {
  readonly certificate: ClockCertificate | null
  readonly atMs: InstantMs
  readonly cameraId: string | undefined
}

/** Where the recording places its pictures against the station's time: proved by a clock check, or not at all. */
function PictureRow({ certificate, atMs, cameraId }: PictureRowProps): ReactNode {
  const { t } = useTranslation()
  const search = cameraId === undefined ? {} : { camera: cameraId }
  return (
    <div className="review-clock" data-testid="clock-picture">
      <span>{t('review.clockStation')}</span>
      <span>{certificate ? t('review.clockPicture') : NONE}</span>
      <span className="review-clock-offset">
        {certificate ? formatClockOffset(certificate) : t('review.clockNotMeasured')}
      </span>
      {certificate ? (
        <How
          method={t('review.clockMethod.qr-card')}
          measuredAtMs={certificate.lastRecordedMs}
          fresh={isFresh('picture', certificate.lastRecordedMs, atMs)}
        />
      ) : (
        <span className="review-clock-how">
          <Anchor inherit renderRoot={(props) => <Link {...props} to="/clock-check" search={search} />}>
            {t('review.clockCheck')}
          </Anchor>
        </span>
      )}
    </div>
  )
}

type HowProps = { readonly method: string; readonly measuredAtMs: InstantMs; readonly fresh: boolean }

function How({ method, measuredAtMs, fresh }: HowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="review-clock-how">
      <StatusMark tone={fresh ? 'ok' : 'warning'}>
        {t(fresh ? 'review.clockFresh' : 'review.clockStale')}
      </StatusMark>{' '}
      · {method} {formatDateTime(measuredAtMs)}
    </span>
  )
}

/** Whether the chosen dossier's verdict would be another one within these uncertainties. */
function Standing({ certificate }: { readonly certificate: ClockCertificate | null }): ReactNode {
  const { t } = useTranslation()
  const selectedKey = useReviewState((state) => state.selectedKey)
  const event = useReviewState((state) => state.events.find((one) => eventKey(one) === selectedKey))
  if (!event) return null
  const standing = standingOf(event, certificate)
  const seconds = Math.round(event.uncertaintyMs / 1000)
  return (
    <div
      className={standing === 'holds' ? 'review-clock-holds' : 'review-warning'}
      role="note"
      data-testid="clock-standing"
    >
      {t(`review.clockStanding.${standing}`, { seconds, code: event.dossierCode })}
    </div>
  )
}
