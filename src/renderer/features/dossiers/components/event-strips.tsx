import { Group, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { FootageStrip } from '#renderer/ui/footage-strip.tsx'
import { footageWord, isOutside } from '#renderer/ui/footage-word.ts'
import { formatDuration, formatPercent, formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import { VerdictBadge } from '#renderer/ui/verdict-badge.tsx'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { DossierInRoom } from '#shared/dossiers/dossier-list.model.ts'
import { eventSpans } from '../event-spans.ts'

type EventStripsProps = {
  readonly dossier: DossierInRoom
  readonly events: readonly EventCoverage[]
  readonly waiting: boolean
}

/** Each desk event's window on each camera that looked at the counter; a click shows the picture of that second. */
export function EventStrips({ dossier, events, waiting }: EventStripsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel
      title={t('dossiers.one.footage')}
      aside={<span className="mc-quiet">{t('dossiers.one.clickStrip')}</span>}
    >
      {events.length > 0 ? (
        events.map((event) => <EventFootage key={`${event.kind} ${event.atMs}`} event={event} />)
      ) : waiting ? (
        <Skeleton height={60} />
      ) : (
        <p className="mc-quiet">
          {t(dossier.channel === 'walk-in' ? 'dossiers.one.noEvents' : 'dossiers.one.notAtDesk')}
        </p>
      )}
    </Panel>
  )
}

function EventFootage({ event }: { readonly event: EventCoverage }): ReactNode {
  const { t } = useTranslation()
  const windowMs = event.windowToMs - event.windowFromMs
  const causes = [...new Set(event.missing.map(({ cause }) => cause))]
  return (
    <section className="dossier-event">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {t(`dossiers.event.${event.kind}`)} {formatTime(event.atMs)}
        </Text>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {t('dossiers.coveredOf', {
              covered: formatDuration(event.coveredMs),
              window: formatDuration(windowMs),
            })}{' '}
            ({formatPercent(windowMs === 0 ? null : event.coveredMs / windowMs)})
          </Text>
          <VerdictBadge verdict={event.verdict} dependsOnClock={event.verdictDependsOnClock} />
        </Group>
      </Group>
      <CameraStrips event={event} />
      {causes.length > 0 && (
        <Group gap="md" mt={6}>
          <Text size="sm">{t('dossiers.one.missingBecause')}</Text>
          {causes.map((cause) => (
            <StateSwatch key={cause} state={cause} />
          ))}
        </Group>
      )}
    </section>
  )
}

function CameraStrips({ event }: { readonly event: EventCoverage }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const window = { fromMs: event.windowFromMs, toMs: event.windowToMs }
  const cameras = useQuery(orpc.cameras.list.queryOptions({ enabled: may('cameras.read') }))
  const hasCameras = event.cameraIds.length > 0
  const lanes = useQuery(
    orpc.recordings.lanes.queryOptions({
      input: { ...window, cameraIds: event.cameraIds.slice(0, 32) },
      enabled: may('recordings.view') && hasCameras,
    }),
  )
  const see = (atMs: number, cameraId?: string): void =>
    void navigate({
      to: '/review',
      search: {
        room: event.roomId,
        dossier: event.dossierId,
        at: atMs,
        ...(cameraId === undefined ? {} : { cameras: cameraId }),
      },
    })
  const nameOf = (id: string): string =>
    cameras.data?.find((camera) => camera.id === id)?.name ?? t('dossiers.one.formerCamera')
  const strips = lanes.data?.map(({ cameraId, spans }) => ({
    id: cameraId,
    name: nameOf(cameraId),
    spans: spans.map((span) => ({
      ...span,
      state: isOutside(span) ? ('not-scheduled' as const) : span.state,
      word: footageWord(t, span.state, span.reason),
    })),
  })) ?? [{ id: undefined, name: t('dossiers.one.allCameras'), spans: eventSpans(event) }]
  return (
    <div className="dossier-strips">
      {strips.map(({ id, name, spans }) => (
        <div key={id ?? 'all'} className="dossier-strip">
          <span title={name}>{name}</span>
          <FootageStrip
            label={t('dossiers.one.stripLabel', { camera: name, at: formatTime(event.atMs) })}
            window={window}
            spans={spans}
            marks={[event.atMs]}
            {...(may('recordings.view') && hasCameras ? { onPick: (atMs: number) => see(atMs, id) } : {})}
          />
        </div>
      ))}
      <div className="dossier-strip-times" aria-hidden>
        <span>{formatTime(window.fromMs)}</span>
        <span>{formatTime(window.toMs)}</span>
      </div>
    </div>
  )
}
