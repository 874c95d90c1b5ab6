import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import {
  type WorkingCalendar,
  type WorkingCalendarBody,
  workingCalendarBodySchema,
} from '#shared/units/working-calendar.model.ts'
import type { Db } from '#main/db/db.ts'

export type CalendarOfUnit = WorkingCalendar & { readonly unitId: Id }

/** Every calendar that the units ever had, oldest first. */
export async function listCalendars(db: Db, unitIds: readonly Id[]): Promise<CalendarOfUnit[]> {
  if (unitIds.length === 0) return []
  const rows = await db
    .selectFrom('working_calendars')
    .selectAll()
    .where('unit_id', 'in', unitIds)
    .orderBy('valid_from_ms')
    .execute()
  return rows.map((row) => ({
    ...workingCalendarBodySchema.parse(JSON.parse(row.body_json)),
    unitId: row.unit_id,
    validFromMs: row.valid_from_ms,
    validToMs: row.valid_to_ms,
  }))
}

/** From `fromMs` on the unit has this calendar: the one before ends there, later ones go. @returns how many went */
export async function replaceCalendar(
  transaction: Db,
  row: {
    readonly id: Id
    readonly unitId: Id
    readonly fromMs: InstantMs
    readonly body: WorkingCalendarBody
  },
): Promise<number> {
  const { id, unitId, fromMs, body } = row
  const { numDeletedRows } = await transaction
    .deleteFrom('working_calendars')
    .where('unit_id', '=', unitId)
    .where('valid_from_ms', '>=', fromMs)
    .executeTakeFirstOrThrow()
  await transaction
    .updateTable('working_calendars')
    .set({ valid_to_ms: fromMs })
    .where('unit_id', '=', unitId)
    .where((where) => where.or([where('valid_to_ms', 'is', null), where('valid_to_ms', '>', fromMs)]))
    .execute()
  await transaction
    .insertInto('working_calendars')
    .values({
      id,
      unit_id: unitId,
      valid_from_ms: fromMs,
      valid_to_ms: null,
      body_json: JSON.stringify(body),
    })
    .execute()
  return Number(numDeletedRows)
}
