import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconPlayerPlay } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { dossierFilterOf, dossierOrderOf } from '#renderer/api/dossiers-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'
import { DeadlinePanel } from './components/deadline-panel.tsx'
import { DossierFacts } from './components/dossier-facts.tsx'
import { DossierFindings } from './components/dossier-findings.tsx'
import { DossierTimeline } from './components/dossier-timeline.tsx'
import { EventStrips } from './components/event-strips.tsx'
import { KeptEvidence } from './components/kept-evidence.tsx'
import { useDossierCoverage } from './use-dossier-coverage.ts'
import './dossiers.css'

/** One dossier: what the register says, what the cameras saw, how the deadline was counted, what was noticed and kept. */
export function DossierPage(): ReactNode {
  const { dossierId } = useParams({ from: '/frame/dossiers/$dossierId' })
  const dossier = useQuery(orpc.dossiers.get.queryOptions({ input: { id: dossierId } }))
  return (
    <QueryView query={dossier} rows={14}>
      {(data) => <OneDossier dossier={data} />}
    </QueryView>
  )
}

function OneDossier({ dossier }: { readonly dossier: DossierInRoom }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const coverage = useDossierCoverage([[dossier]])
  const events = coverage.of(dossier.id)
  return (
    <div className="dossier-page">
      <PageHeader
        title={dossier.code}
        description={dossier.procedureName ?? t('dossiers.one.noProcedure')}
        action={
          <>
            <Neighbours dossier={dossier} />
            {may('recordings.view') && <WatchButton dossier={dossier} events={events} />}
          </>
        }
      />
      <div className="dossier-columns">
        <div className="dossier-column">
          <EventStrips dossier={dossier} events={events} waiting={coverage.waiting} />
          <DossierTimeline dossier={dossier} events={events} />
          <DossierFindings dossierId={dossier.id} />
        </div>
        <div className="dossier-column">
          <DossierFacts dossier={dossier} />
          <DeadlinePanel dossier={dossier} />
          <KeptEvidence dossier={dossier} />
        </div>
      </div>
    </div>
  )
}

type WatchProps = { readonly dossier: DossierInRoom; readonly events: readonly EventCoverage[] }

/** The main action: the picture at the second of the receipt, on the cameras that looked at the counter. */
function WatchButton({ dossier, events }: WatchProps): ReactNode {
  const { t } = useTranslation()
  const received = events.find(({ kind }) => kind === 'received') ?? events[0]
  if (dossier.channel !== 'walk-in' || received === undefined) {
    const why = dossier.channel === 'walk-in' ? 'dossiers.noEvent' : 'dossiers.notAtDesk'
    return (
      <Tooltip label={t(why)}>
        <Button data-disabled leftSection={<IconPlayerPlay size={16} aria-hidden />}>
          {t('dossiers.one.watch')}
        </Button>
      </Tooltip>
    )
  }
  return (
    <Button
      renderRoot={(props) => (
        <Link
          {...props}
          to="/review"
          search={{ room: received.roomId, dossier: dossier.id, at: received.atMs }}
        />
      )}
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
    >
      {t('dossiers.one.watch')}
    </Button>
  )
}

/** Back to the list, and the one before and after in it. ← and → do the same. */
function Neighbours({ dossier }: { readonly dossier: DossierInRoom }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/dossiers/$dossierId' })
  const place = useQuery(
    orpc.dossiers.place.queryOptions({
      input: { id: dossier.id, ...dossierFilterOf(search), ...dossierOrderOf(search) },
      placeholderData: keepPreviousData,
    }),
  )
  const { previousId = null, nextId = null, index = null, total = 0 } = place.data ?? {}
  const go = (id: string | null): void => {
    if (id !== null)
      void navigate({ to: '/dossiers/$dossierId', params: { dossierId: id }, search, replace: true })
  }
  useHotkeys([
    ['ArrowLeft', () => go(previousId)],
    ['ArrowRight', () => go(nextId)],
    ['Escape', () => void navigate({ to: '/dossiers', search })],
  ])
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        renderRoot={(props) => <Link {...props} to="/dossiers" search={search} />}
        variant="default"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
      >
        {t('dossiers.one.back')}
      </Button>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('dossiers.one.previous')}
        disabled={previousId === null}
        onClick={() => go(previousId)}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Text size="sm" c="dimmed" className="mc-nowrap" title={t('dossiers.one.placeHint')}>
        {index === null ? t('dossiers.one.notInList') : `${formatNumber(index + 1)}/${formatNumber(total)}`}
      </Text>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('dossiers.one.next')}
        disabled={nextId === null}
        onClick={() => go(nextId)}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
