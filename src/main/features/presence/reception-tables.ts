import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ReceptionTable, Zone, ZoneKind } from '#shared/presence/presence.model.ts'
import { tableSeen } from '#shared/presence/reception-table.rules.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { roomSeen } from './room-seen.ts'

const TABLE: readonly ZoneKind[] = ['officer-seat', 'citizen-seat', 'counter']
const NO_ZONE = { state: 'no-zone', openMs: 0, presentMs: 0, unseenMs: 0, firstAtMs: null } as const

/** Where whoever receives sits, when somebody drew that; else the whole table. */
function tableOf(zones: readonly Zone[]): readonly Zone[] {
  const officers = zones.filter(({ kind }) => kind === 'officer-seat')
  return officers.length > 0 ? officers : zones.filter(({ kind }) => TABLE.includes(kind))
}

/** The sessions of the room's schedule that begin in the range, and who was at the table. */
export async function receptionTablesOf(
  deps: PresenceDeps,
  roomId: Id,
  range: TimeRange,
): Promise<ReceptionTable[]> {
  const sessions = (await deps.receptionSessions(roomId, range)).filter(({ windows }) =>
    windows.some(({ fromMs }) => range.fromMs <= fromMs && fromMs < range.toMs),
  )
  if (sessions.length === 0) return []
  const seen = await roomSeen(deps, roomId, range)
  const nowMs = deps.clock.nowMs()
  return sessions.map(({ id, hostName, windows, footage }): ReceptionTable => {
    const table = tableOf(seen.zones).filter(({ validFromMs, validToMs }) =>
      windows.some(({ fromMs, toMs }) => validFromMs < toMs && (validToMs ?? Infinity) > fromMs),
    )
    const told =
      table.length === 0 ? NO_ZONE : tableSeen(windows, seen.staysIn(table), seen.lookedAt(table), nowMs)
    return {
      sessionId: id,
      hostName,
      windows: [...windows],
      ...told,
      cause: footage?.causes[0]?.state ?? null,
      cameraId: table[0]?.cameraId ?? null,
    }
  })
}
