import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  counterSchema,
  newCounterSchema,
  newRoomSchema,
  newUnitSchema,
  roomSchema,
  unitSchema,
  unitTreeSchema,
} from './units.model.ts'
import { unitCalendarSchema, workingCalendarBodySchema } from './working-calendar.model.ts'

export const unitsContract = {
  /** The tree as it stood at `atMs` (now when absent), with every room. */
  tree: query('authenticated', '/units')
    .input(z.object({ atMs: instantMsSchema.optional() }))
    .output(unitTreeSchema),
  createUnit: mutation('units.manage', 'unit.create', '/units').input(newUnitSchema).output(unitSchema),
  /** Ends a unit's validity; the row stays, since old dossiers and scorecards keep the historic name. */
  endUnit: mutation('units.manage', 'unit.end', '/units/{id}/end')
    .input(z.object({ id: idSchema, validToMs: instantMsSchema }))
    .output(unitSchema),
  createRoom: mutation('units.manage', 'room.create', '/rooms').input(newRoomSchema).output(roomSchema),
  createCounter: mutation('units.manage', 'counter.create', '/counters')
    .input(newCounterSchema)
    .output(counterSchema),
  /** When the unit's offices are open. */
  calendar: query('authenticated', '/units/{unitId}/calendar')
    .input(z.object({ unitId: idSchema }))
    .output(unitCalendarSchema),
  /** When the office of the room's commune is open in the range; sorted and disjoint. At most 62 days. */
  officeHours: query('authenticated', '/rooms/{roomId}/office-hours')
    .input(z.object({ roomId: idSchema, fromMs: instantMsSchema, toMs: instantMsSchema }))
    .output(z.array(z.object({ fromMs: instantMsSchema, toMs: instantMsSchema }))),
  /** From the day that begins at `fromMs` on this calendar holds for the unit, in place of any later one. */
  setCalendar: mutation('units.manage', 'unit.set-calendar', '/units/{unitId}/calendar')
    .input(z.object({ unitId: idSchema, fromMs: instantMsSchema, calendar: workingCalendarBodySchema }))
    .output(unitCalendarSchema),
}
