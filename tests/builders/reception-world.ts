import type {
  ImportRowOf,
  PetitionRow,
  ReceptionRow,
  ScheduleRow,
} from '#shared/imports/import-rows.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Role } from '#shared/users/users.model.ts'
import { createRoomFootage } from '#main/features/coverage/room-footage.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import { createReceptionsService } from '#main/features/receptions/receptions.service.ts'
import { type Actor, type Call, systemCall } from '#main/ports/call.ts'
import type { ImportScope, ImportTargets } from '#main/ports/import-target.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers } from '#main/ports/timers.ts'
import type { Db } from '#main/db/db.ts'
import { createLedgerWorld } from './ledger-world.ts'
import { seedStation, unitIdOf } from './station-world.ts'

/** Friday 20/11/2026, midnight in Vietnam. */
export const FRIDAY_MS = Date.parse('2026-11-20T00:00:00+07:00')

type ReceptionKind = 'reception-register' | 'petition-register' | 'reception-schedule'
export type ReceptionWorld = Awaited<ReturnType<typeof buildReceptionWorld>>

export const receptionRow = (part: Partial<ReceptionRow> = {}): ReceptionRow => ({
  rowNumber: 5,
  ordinal: 1,
  dayMs: FRIDAY_MS,
  atLogMs: null,
  visitorName: 'Nguyễn Văn An',
  address: 'Thôn 2',
  identityNumber: '035012345678',
  content: 'Tranh chấp đất đai',
  kind: 'complaint',
  peopleCount: 1,
  resolvedBy: null,
  handling: 'accepted',
  followUp: null,
  note: null,
  regime: 'regular',
  receiverName: null,
  visitNumber: 1,
  ...part,
})

export const petitionRow = (part: Partial<PetitionRow> = {}): PetitionRow => ({
  rowNumber: 5,
  number: '12',
  receivedDayMs: FRIDAY_MS,
  senderName: 'Trần Thị Bình',
  address: 'Thôn 3',
  content: 'Đề nghị sửa đường',
  kind: 'feedback',
  source: 'post',
  eligible: true,
  withinCompetence: true,
  dueDayMs: null,
  resolvedDayMs: null,
  outcome: null,
  result: null,
  ...part,
})

export const scheduleRow = (part: Partial<ScheduleRow> = {}): ScheduleRow => ({
  rowNumber: 5,
  dayMs: FRIDAY_MS,
  session: 'morning',
  fromMinute: null,
  toMinute: null,
  regime: 'head',
  hostName: 'Chủ tịch UBND xã',
  hostRole: 'chair',
  ...part,
})

/** Receptions and what they stand on, on a database without a host; each test takes a room of its own. */
export async function buildReceptionWorld(db: Db) {
  const time = { nowMs: FRIDAY_MS + 86_400_000 }
  const clock = { nowMs: () => time.nowMs }
  const settings = { keepsNames: true }
  const { work, units, access, cameras, footage } = createLedgerWorld(db, clock)
  const station = await seedStation({ units })
  const findings = createFindingsService({ work, clock, newId, access })
  const receptions = createReceptionsService({
    work,
    clock,
    newId,
    timers: systemTimers,
    units,
    access,
    findings: findings.log,
    footageOf: createRoomFootage({ cameras, recordings: footage }),
    keepsNames: async () => settings.keepsNames,
    log: (message) => {
      throw new Error(message)
    },
  })

  async function newScope(): Promise<ImportScope> {
    const { id: roomId, communeUnitId } = await units.createRoom(systemCall('test', 'room.create'), {
      communeUnitId: station.commune.id,
      kind: 'reception-room',
      name: 'Phòng tiếp công dân',
      ownerUnitId: station.inspectorate.id,
    })
    const sourceId = newId()
    await db
      .insertInto('log_sources')
      .values({ id: sourceId, room_id: roomId, name: 'Sổ', window_before_ms: 1, window_after_ms: 1 })
      .execute()
    return { sourceId, roomId, communeUnitId }
  }

  async function importRows<Kind extends ReceptionKind>(
    kind: Kind,
    scope: ImportScope,
    rows: readonly ImportRowOf[Kind][],
    period: TimeRange | null = null,
  ) {
    const targets: Pick<ImportTargets, ReceptionKind> = receptions.targets
    const target = targets[kind]
    const comparison = await target.compare(db, scope, rows, period)
    const importId = newId()
    time.nowMs += 1000
    await work.bookkeep((transaction) =>
      target.store(transaction, { importId, scope, importedAtMs: time.nowMs }, comparison),
    )
    return { importId, comparison }
  }

  const undo = (kind: ReceptionKind, importId: Id): Promise<void> =>
    work.bookkeep((transaction) => receptions.targets[kind].undo(transaction, importId))

  const actorOf = (role: Role): Actor => ({
    kind: 'user',
    id: role,
    label: role,
    role,
    unitId: role === 'office-staff' ? station.inspectorate.id : unitIdOf(station, role),
  })
  const callOf = (role: Role, verb: string): Call => ({ actor: actorOf(role), verb, audited: false })
  return {
    db,
    time,
    settings,
    work,
    units,
    station,
    findings,
    receptions,
    newScope,
    importRows,
    undo,
    actorOf,
    callOf,
  }
}
