import { Button, Text } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDuration, formatTime } from '#renderer/ui/format.ts'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import { eventKey } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { BookmarkList } from './bookmark-list.tsx'
import { ClockCard } from './clock-card.tsx'
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
