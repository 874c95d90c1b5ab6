import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { Room } from '#shared/units/units.model.ts'
import { dayStart, shownHours } from './counter-day.ts'

/** Everything that one counter's day is told from. */
export function useCounterDay(counterId: string, room: Room, day: string) {
  const may = useMay()
  const fromMs = dayStart(day)
  const range = { fromMs, toMs: fromMs + DAY_MS }
  const inRoom = { roomId: room.id, ...range }
  const coverage = useQuery(
    orpc.coverage.events.queryOptions({ input: inRoom, enabled: may('coverage.read') }),
  )
  const events = useMemo(
    () => (coverage.data ?? []).filter((event) => event.counterId === counterId),
    [coverage.data, counterId],
  )
  const views = useQuery(orpc.cameras.views.queryOptions({ input: inRoom, enabled: may('cameras.read') }))
  const cameraIds = [
    ...new Set([
      ...(views.data ?? []).filter((view) => view.counterId === counterId).map((view) => view.cameraId),
      ...events.flatMap((event) => event.cameraIds),
    ]),
  ].slice(0, 32)
  const lanes = useQuery(
    orpc.recordings.lanes.queryOptions({
      input: { cameraIds, ...range },
      enabled: may('recordings.view') && cameraIds.length > 0,
    }),
  )
  const found = useQuery(
    orpc.findings.list.queryOptions({ input: { ...inRoom, limit: 500 }, enabled: may('coverage.read') }),
  )
  const ofDossiers = new Set(events.map(({ dossierId }) => dossierId))
  const findings = (found.data?.rows ?? []).filter(
    ({ subject }) => subject.id === counterId || ofDossiers.has(subject.id) || cameraIds.includes(subject.id),
  )
  const calendar = useQuery(orpc.units.calendar.queryOptions({ input: { unitId: room.communeUnitId } }))
  const sessions = useMemo(() => {
    if (calendar.data === undefined) return []
    const { own, today } = calendar.data
    return officeSessions([...own, { ...today, validFromMs: 0, validToMs: null }], range)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [calendar.data, fromMs])
  return {
    range,
    coverage,
    events,
    cameraIds,
    lanes: lanes.data ?? [],
    findings,
    sessions,
    shown: shownHours(fromMs, sessions, events),
  }
}
