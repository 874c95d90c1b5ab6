import { Button, Text } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { type ClockOffset, fromStationTime } from '#shared/kernel/clock-offset.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatClockOffset, formatDate, formatDuration, formatTime, NONE } from '#renderer/ui/format.ts'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import { eventKey } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { BookmarkList } from './bookmark-list.tsx'
import './moment-panel.css'

/** What is known of the instant under the playhead: its clocks, its dossier, its bookmarks. */
export function MomentPanel(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { commands } = useReview()
  return (
    <section className="review-moment" aria-label={t('review.moment')}>
      <ClockCard />
      <ChosenDossier />
      {may('review.bookmark') && (
        <Button
          size="xs"
          fullWidth
          className="mc-fixed"
          variant="light"
          leftSection={<IconBookmark size={15} aria-hidden />}
          onClick={() => commands.openBookmark()}
        >
          {t('review.bookmarkAndLock')}
        </Button>
      )}
      <BookmarkList />
    </section>
  )
}

/** Station, camera and log time of the same instant, each with how far it can be trusted. */
function ClockCard(): ReactNode {
  const { t } = useTranslation()
  const { session } = useReview()
  const atMs = useReviewState((state) => state.atMs)
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  const camera = session.cameras.find((one) => one.id === mainCameraId)
  return (
    <div className="review-clocks">
      <div className="review-station" data-testid="station-time" data-at-ms={atMs}>
        <span className="review-station-time">{formatTime(atMs)}</span>
        <span>+07 · {formatDate(atMs)}</span>
      </div>
      <ClockRow name={t('review.clockCamera')} offset={camera?.clockOffset ?? null} atMs={atMs} />
      <ClockRow name={t('review.clockLog')} offset={session.logSource?.clockOffset ?? null} atMs={atMs} />
    </div>
  )
}

type ClockRowProps = { readonly name: string; readonly offset: ClockOffset | null; readonly atMs: InstantMs }

function ClockRow({ name, offset, atMs }: ClockRowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div
      className="review-clock"
      title={offset ? t(`review.clockMethod.${offset.method}`) : t('review.clockUnknown')}
    >
      <span>{name}</span>
      <span>{offset ? formatTime(fromStationTime(atMs, offset)) : NONE}</span>
      <span className="review-clock-offset">
        {offset ? formatClockOffset(offset) : t('review.clockNotMeasured')}
      </span>
    </div>
  )
}

function ChosenDossier(): ReactNode {
  const { t } = useTranslation()
  const selectedKey = useReviewState((state) => state.selectedKey)
  const event = useReviewState((state) => state.events.find((one) => eventKey(one) === selectedKey))
  if (!event) {
    return (
      <Text size="sm" c="dimmed" className="review-dossier">
        {t('review.noDossierHere')}
      </Text>
    )
  }
  return (
    <div className="review-dossier" data-testid="chosen-dossier">
      <div className="review-dossier-head">
        <strong title={event.dossierCode}>{event.dossierCode}</strong>
        <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
      </div>
      {event.procedureName !== null && <div className="review-dossier-what">{event.procedureName}</div>}
      <DossierFacts event={event} />
      {event.verdictDependsOnClock && (
        <div className="review-warning" role="note">
          {t('review.dependsOnClock', { seconds: Math.round(event.uncertaintyMs / 1000) })}
        </div>
      )}
    </div>
  )
}

function DossierFacts({ event }: { readonly event: EventCoverage }): ReactNode {
  const { t } = useTranslation()
  const windowMs = event.windowToMs - event.windowFromMs
  return (
    <dl className="review-facts">
      <dt>{t(`review.kind.${event.kind}`)}</dt>
      <dd>{formatTime(event.atMs)}</dd>
      <dt>{t('review.inLog')}</dt>
      <dd>{formatTime(event.atLogMs)}</dd>
      <dt>{t('review.coverage')}</dt>
      <dd>
        {formatDuration(event.coveredMs)}/{formatDuration(windowMs)}
      </dd>
      {event.missing.length > 0 && (
        <>
          <dt>{t('review.missing')}</dt>
          <dd className="review-missing">
            {event.missing.map((part) => (
              <span key={part.fromMs}>
                <StateSwatch state={part.cause} bare /> {formatTime(part.fromMs)}–{formatTime(part.toMs)}
                <br />
                {t(`ui.footage.${part.cause}`)}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}
