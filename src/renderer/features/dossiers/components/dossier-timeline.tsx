import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { formatDateTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'
import { type HistoryAct, type TimelineEntry, timelineEntries } from '../timeline-entries.ts'

type DossierTimelineProps = {
  readonly dossier: DossierInRoom
  readonly events: readonly EventCoverage[]
  /** The log of handling, where one was imported. */
  readonly history?: readonly HistoryAct[]
}

const NO_ACTS: readonly HistoryAct[] = []

/** The dossier's way through the office by the log's own clock; what was seen at the desk leads to its picture. */
export function DossierTimeline({ dossier, events, history = NO_ACTS }: DossierTimelineProps): ReactNode {
  const { t } = useTranslation()
  const entries = timelineEntries(dossier, history)
  return (
    <Panel
      title={t('dossiers.one.timeline')}
      aside={<span className="mc-quiet">{t('dossiers.one.logTime')}</span>}
    >
      {entries.length === 0 ? (
        <p className="mc-quiet">{t('dossiers.one.noDates')}</p>
      ) : (
        <ol className="dossier-timeline">
          {entries.map((entry) => (
            <li key={`${entry.kind} ${entry.atLogMs}`} data-kind={entry.kind}>
              <span className="mc-nowrap">{formatDateTime(entry.atLogMs)}</span>
              <EntryWords entry={entry} />
              <EntryLink dossierId={dossier.id} event={events.find(({ kind }) => kind === entry.kind)} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function EntryWords({ entry }: { readonly entry: TimelineEntry }): ReactNode {
  const { t } = useTranslation()
  if (entry.kind !== 'act') return <span>{t(`dossiers.one.entry.${entry.kind}`)}</span>
  const { action, officerName } = entry.act
  return <span>{officerName === null ? action : `${action} · ${officerName}`}</span>
}

type EntryLinkProps = { readonly dossierId: string; readonly event: EventCoverage | undefined }

function EntryLink({ dossierId, event }: EntryLinkProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  if (event === undefined || !may('recordings.view')) return null
  return (
    <Link
      className="mc-link"
      to="/review"
      search={{ room: event.roomId, dossier: dossierId, at: event.atMs }}
    >
      {t('dossiers.one.seePicture')}
    </Link>
  )
}
