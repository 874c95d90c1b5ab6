import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/**
 * Kinds of administrative node. The tree's depth is data, never code: districts exist only in nodes whose validity
 * ended on 01/07/2025, and who monitors or scores is a role on a node, not its kind.
 */
export const UNIT_KINDS = [
  'province',
  'district',
  'commune',
  'inspectorate',
  'council-office',
  'office',
] as const
export const unitKindSchema = z.enum(UNIT_KINDS)
export type UnitKind = z.infer<typeof unitKindSchema>

export const unitRoleSchema = z.enum(['monitoring-authority', 'scoring-authority'])

export const unitSchema = z.object({
  id: idSchema,
  kind: unitKindSchema,
  /** Identification code used in dossier codes, e.g. `H42.18`; null where the unit has none. */
  code: z.string().nullable(),
  name: z.string(),
  parentId: idSchema.nullable(),
  validFromMs: instantMsSchema,
  /** Exclusive end; null while the unit exists. */
  validToMs: instantMsSchema.nullable(),
  /** The unit that this one took the place of. */
  predecessorId: idSchema.nullable(),
  roles: z.array(unitRoleSchema),
})
export type Unit = z.infer<typeof unitSchema>

export const ROOM_KINDS = ['reception-room', 'one-stop-desk'] as const
export const roomKindSchema = z.enum(ROOM_KINDS)
export type RoomKind = z.infer<typeof roomKindSchema>

export const counterSchema = z.object({ id: idSchema, roomId: idSchema, code: z.string(), name: z.string() })
export type Counter = z.infer<typeof counterSchema>

export const roomSchema = z.object({
  id: idSchema,
  communeUnitId: idSchema,
  kind: roomKindSchema,
  name: z.string(),
  /** The unit that owns the room's cameras: inspectorate for reception rooms, council office for one-stop desks. */
  ownerUnitId: idSchema,
  counters: z.array(counterSchema),
})
export type Room = z.infer<typeof roomSchema>

export const unitTreeSchema = z.object({ units: z.array(unitSchema), rooms: z.array(roomSchema) })
export type UnitTree = z.infer<typeof unitTreeSchema>

const nameSchema = z.string().trim().min(1).max(200)

export const newUnitSchema = z.object({
  kind: unitKindSchema,
  code: z
    .string()
    .trim()
    .regex(/^[A-Z]\d{2}(?:\.\d{1,3}){0,4}$/)
    .nullable(),
  name: nameSchema,
  parentId: idSchema.nullable(),
  validFromMs: instantMsSchema,
  predecessorId: idSchema.nullable().default(null),
  roles: z.array(unitRoleSchema).default([]),
})
export type NewUnit = z.infer<typeof newUnitSchema>

export const newRoomSchema = z.object({
  communeUnitId: idSchema,
  kind: roomKindSchema,
  name: nameSchema,
  ownerUnitId: idSchema,
})
export type NewRoom = z.infer<typeof newRoomSchema>

export const newCounterSchema = z.object({
  roomId: idSchema,
  code: z.string().trim().min(1).max(20),
  name: nameSchema,
})
export type NewCounter = z.infer<typeof newCounterSchema>
