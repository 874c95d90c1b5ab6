import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { permissionSchema } from '../rpc/permission.model.ts'

export const ROLES = ['administrator', 'inspector', 'office-staff', 'committee-member'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)

/** TCVN 14423 level 2 without a second factor: at least 14 characters. */
export const newPasswordSchema = z.string().min(14).max(200)

export const userSchema = z.object({
  id: idSchema,
  username: z.string(),
  displayName: z.string(),
  unitId: idSchema,
  role: roleSchema,
  active: z.boolean(),
  createdAtMs: instantMsSchema,
  lastLoginAtMs: instantMsSchema.nullable(),
})
export type User = z.infer<typeof userSchema>

export const newUserSchema = z.object({
  username: usernameSchema,
  displayName: z.string().trim().min(1).max(100),
  unitId: idSchema,
  role: roleSchema,
  password: newPasswordSchema,
})
export type NewUser = z.infer<typeof newUserSchema>

/** The first person of a new station, who lets in everyone else. */
export const firstAdministratorSchema = newUserSchema.omit({ unitId: true, role: true }).extend({
  unitName: z.string().trim().min(1).max(200),
})
export type FirstAdministrator = z.infer<typeof firstAdministratorSchema>

export const meSchema = z.object({
  user: userSchema,
  unitName: z.string(),
  permissions: z.array(permissionSchema),
})
export type Me = z.infer<typeof meSchema>

/** A room's owner lets another unit view it. */
export const roomGrantSchema = z.object({
  id: idSchema,
  roomId: idSchema,
  granteeUnitId: idSchema,
  reason: z.string(),
  validFromMs: instantMsSchema,
  validToMs: instantMsSchema.nullable(),
  grantedBy: z.string(),
  revokedAtMs: instantMsSchema.nullable(),
})
export type RoomGrant = z.infer<typeof roomGrantSchema>

export const newRoomGrantSchema = z.object({
  roomId: idSchema,
  granteeUnitId: idSchema,
  reason: z.string().trim().min(5).max(1000),
  validToMs: instantMsSchema.nullable().default(null),
})
export type NewRoomGrant = z.infer<typeof newRoomGrantSchema>
