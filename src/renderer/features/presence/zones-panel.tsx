import { Button, Group } from '@mantine/core'
import { IconPolygon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDateTime } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Id } from '#shared/kernel/ids.ts'
import type { Zone, ZonePoint } from '#shared/presence/presence.model.ts'
import type { Counter } from '#shared/units/units.model.ts'
import { ReferencePanel } from './components/reference-panel.tsx'
import { LookForm } from './components/look-form.tsx'
import { ZoneCanvas } from './components/zone-canvas.tsx'
import { type DrawnZone, ZoneForm } from './components/zone-form.tsx'
import { useStill } from './use-still.ts'
import { useZones } from './use-zones.ts'
import './presence.css'

/** What is being drawn: a new zone, or one that takes the place of another. */
type Drawing = { readonly replaces: Zone | null; readonly points: readonly ZonePoint[] }

/** The zones of one camera: drawn on the picture that is looked at. */
export function ZonesPanel({ cameraId }: { readonly cameraId: Id }): ReactNode {
  const { t } = useTranslation()
  const mayManage = useMay()('presence.manage')
  const [openedAtMs] = useState(() => Date.now())
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const { zones, save, askToEnd } = useZones(cameraId)
  const { still, without, show } = useStill(cameraId)
  const place = usePlaceOfCamera(cameraId)
  const setup = useQuery(orpc.presence.setup.queryOptions({ input: { cameraId } }))
  const shown = (zones.data ?? []).filter(({ id }) => id !== drawing?.replaces?.id)
  const keep = ({ points, replaces }: Drawing, zone: DrawnZone): void =>
    save.mutate(
      {
        ...zone,
        cameraId,
        polygon: [...points],
        replacesId: replaces?.id ?? null,
        // A first zone holds for footage from before it was drawn too; a changed one from now on.
        validFromMs: replaces === null ? 0 : Date.now(),
      },
      { onSuccess: () => setDrawing(null) },
    )
  return (
    <Panel
      title={t('presence.zones')}
      aside={
        place !== null && (
          <Link to="/presence" search={{ room: place.roomId }} className="mc-link">
            {t('presence.title')}
          </Link>
        )
      }
    >
      <p className="mc-quiet">{t('presence.zonesAdvice')}</p>
      <ZoneCanvas
        still={still}
        without={without}
        zones={shown}
        points={drawing?.points ?? null}
        onPoints={(points) => setDrawing((before) => before && { ...before, points })}
      />
      {still && <p className="mc-quiet">{t('presence.stillOf', { at: formatDateTime(still.atMs) })}</p>}
      {drawing !== null && (
        <ZoneForm
          key={drawing.replaces?.id ?? 'new'}
          counters={place?.counters ?? []}
          points={drawing.points}
          initial={
            drawing.replaces ?? { kind: 'citizen-seat', name: '', counterId: place?.counters[0]?.id ?? null }
          }
          saving={save.isPending}
          onPoints={(points) => setDrawing({ ...drawing, points })}
          onSave={(zone) => keep(drawing, zone)}
          onCancel={() => setDrawing(null)}
        />
      )}
      {drawing === null && mayManage && (
        <Button
          size="xs"
          leftSection={<IconPolygon size={15} aria-hidden />}
          data-testid="zone-draw"
          onClick={() => setDrawing({ replaces: null, points: [] })}
        >
          {t('presence.zone.draw')}
        </Button>
      )}
      <QueryView query={zones} rows={2}>
        {(list) => (
          <ZoneList
            zones={list}
            counters={place?.counters ?? []}
            staleIds={setup.data?.staleZoneIds ?? []}
            {...(mayManage
              ? {
                  onChange: (zone: Zone) => setDrawing({ replaces: zone, points: zone.polygon }),
                  onEnd: askToEnd,
                }
              : {})}
          />
        )}
      </QueryView>
      <ReferencePanel cameraId={cameraId} still={still} mayManage={mayManage} onShow={show} />
      {mayManage && (zones.data?.length ?? 0) > 0 && <LookForm cameraId={cameraId} nowMs={openedAtMs} />}
    </Panel>
  )
}

function usePlaceOfCamera(
  cameraId: Id,
): { readonly roomId: Id; readonly counters: readonly Counter[] } | null {
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const camera = cameras.data?.find(({ id }) => id === cameraId)
  if (camera === undefined) return null
  const room = tree.data?.rooms.find(({ id }) => id === camera.roomId)
  return { roomId: camera.roomId, counters: room?.counters ?? [] }
}

type ZoneListProps = {
  readonly zones: readonly Zone[]
  readonly counters: readonly Counter[]
  /** Drawn before the camera was moved. */
  readonly staleIds: readonly Id[]
  readonly onChange?: (zone: Zone) => void
  readonly onEnd?: (zone: Zone) => void
}

function ZoneList({ zones, counters, staleIds, onChange, onEnd }: ZoneListProps): ReactNode {
  const { t } = useTranslation()
  if (zones.length === 0) return <p>{t('presence.zone.none')}</p>
  return (
    <ul className="mc-list" aria-label={t('presence.zones')}>
      {zones.map((zone) => (
        <li key={zone.id} className="mc-line">
          <span>
            <strong>{zone.name}</strong> · {t(`presence.kind.${zone.kind}`)}
            {zone.counterId !== null && ` · ${counters.find(({ id }) => id === zone.counterId)?.name ?? '…'}`}{' '}
            {staleIds.includes(zone.id) && <StatusMark tone="warning">{t('presence.zone.stale')}</StatusMark>}
          </span>
          <Group gap={4} wrap="nowrap">
            {onChange && (
              <Button size="compact-xs" variant="default" onClick={() => onChange(zone)}>
                {t('presence.zone.change')}
              </Button>
            )}
            {onEnd && (
              <Button size="compact-xs" variant="default" onClick={() => onEnd(zone)}>
                {t('presence.zone.end')}
              </Button>
            )}
          </Group>
        </li>
      ))}
    </ul>
  )
}
