import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { FootageStrip } from '#renderer/ui/footage-strip.tsx'
import { footageWord, isOutside } from '#renderer/ui/footage-word.ts'
import { formatRange, formatShortTime, formatTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StateSwatch } from '#renderer/ui/state-swatch.tsx'
import { percent, stripParts } from '#renderer/ui/strip-parts.ts'
import type { Room } from '#shared/units/units.model.ts'
import { hourMarks } from '../counter-day.ts'
import type { useCounterDay } from '../use-counter-day.ts'
import { EventLane, FindingLane } from './counter-marks.tsx'

type CounterLanesProps = { readonly room: Room; readonly data: ReturnType<typeof useCounterDay> }

/** Hours from left to right: office sessions, footage per camera, events with their windows, findings. */
export function CounterLanes({ room, data }: CounterLanesProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const cameras = useQuery(orpc.cameras.list.queryOptions({ enabled: may('cameras.read') }))
  const { shown, sessions, lanes, events, findings, cameraIds } = data
  const canWatch = may('recordings.view')
  const see = (atMs: number, search: { readonly cameras?: string; readonly dossier?: string } = {}): void => {
    if (canWatch) void navigate({ to: '/review', search: { room: room.id, at: atMs, ...search } })
  }
  const lengthMs = shown.toMs - shown.fromMs
  const states = new Set(
    lanes.flatMap(({ spans }) =>
      spans
        .filter((span) => !isOutside(span) && span.toMs > shown.fromMs && span.fromMs < shown.toMs)
        .map(({ state }) => state),
    ),
  )
  return (
    <Panel
      title={t('dossiers.counterDay.lanes')}
      aside={
        <Group gap="md">
          {[...states].map((state) => (
            <StateSwatch key={state} state={state} />
          ))}
        </Group>
      }
    >
      <div className="counter-lanes">
        <span />
        <div className="counter-hours" aria-hidden>
          {hourMarks(shown).map((atMs) => (
            <span key={atMs} style={{ left: percent((atMs - shown.fromMs) / lengthMs) }}>
              {formatShortTime(atMs)}
            </span>
          ))}
        </div>
        <span className="counter-lane-name">{t('dossiers.counterDay.sessions')}</span>
        <div className="counter-sessions">
          {stripParts(shown, sessions).map(({ left, width, item }) => (
            <span
              key={item.fromMs}
              style={{ left: percent(left), width: percent(width) }}
              title={formatRange(item)}
            >
              {formatShortTime(item.fromMs)}–{formatShortTime(item.toMs)}
            </span>
          ))}
          {sessions.length === 0 && <em>{t('dossiers.counterDay.closed')}</em>}
        </div>
        {lanes.map(({ cameraId, spans }) => {
          const name = cameras.data?.find(({ id }) => id === cameraId)?.name ?? t('dossiers.one.formerCamera')
          return (
            <CameraLane key={cameraId} name={name}>
              <FootageStrip
                label={t('dossiers.one.stripLabel', { camera: name, at: formatTime(shown.fromMs) })}
                window={shown}
                spans={spans.map((span) => ({
                  ...span,
                  state: isOutside(span) ? ('not-scheduled' as const) : span.state,
                  word: footageWord(t, span.state, span.reason),
                }))}
                {...(canWatch ? { onPick: (atMs: number) => see(atMs, { cameras: cameraId }) } : {})}
              />
            </CameraLane>
          )
        })}
        {cameraIds.length === 0 && (
          <CameraLane name={t('dossiers.counterDay.cameras')}>
            <em className="mc-quiet">{t('dossiers.counterDay.noCameras')}</em>
          </CameraLane>
        )}
        <span className="counter-lane-name">{t('dossiers.counterDay.eventLane')}</span>
        <EventLane
          window={shown}
          events={events}
          onOpen={({ atMs, dossierId }) => see(atMs, { dossier: dossierId })}
        />
        <span className="counter-lane-name">{t('dossiers.one.findings')}</span>
        <FindingLane window={shown} findings={findings} onOpen={({ atMs }) => see(atMs)} />
      </div>
    </Panel>
  )
}

function CameraLane({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <span className="counter-lane-name" title={name}>
        {name}
      </span>
      {children}
    </>
  )
}
