import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  firstAdministratorSchema,
  meSchema,
  newPasswordSchema,
  newRoomGrantSchema,
  newUserSchema,
  roomGrantSchema,
  userSchema,
} from './users.model.ts'

export const usersContract = {
  /** Sets the session cookie. `UNAUTHENTICATED login.wrong` says nothing about which half was wrong. */
  login: mutation('public', 'session.login', '/session/login')
    .input(z.object({ username: z.string().max(100), password: z.string().max(200) }))
    .output(meSchema),
  /** Opens a new station: makes its first unit and administrator and logs in. `CONFLICT station.has-users` later on. */
  createFirst: mutation('public', 'user.create-first', '/session/first')
    .input(firstAdministratorSchema)
    .output(meSchema),
  logout: mutation('authenticated', 'session.logout', '/session/logout').output(
    z.object({ ok: z.literal(true) }),
  ),
  /** Who is logged in; null without a session, so that a page can ask before anyone has logged in. */
  me: query('public', '/session').output(meSchema.nullable()),
  list: query('users.manage', '/users').output(z.array(userSchema)),
  create: mutation('users.manage', 'user.create', '/users').input(newUserSchema).output(userSchema),
  setActive: mutation('users.manage', 'user.set-active', '/users/{id}/active')
    .input(z.object({ id: idSchema, active: z.boolean() }))
    .output(userSchema),
  setPassword: mutation('users.manage', 'user.set-password', '/users/{id}/password')
    .input(z.object({ id: idSchema, password: newPasswordSchema }))
    .output(userSchema),
  grants: query('authenticated', '/room-grants').output(z.array(roomGrantSchema)),
  createGrant: mutation('users.manage', 'room-grant.create', '/room-grants')
    .input(newRoomGrantSchema)
    .output(roomGrantSchema),
  revokeGrant: mutation('users.manage', 'room-grant.revoke', '/room-grants/{id}/revoke')
    .input(z.object({ id: idSchema }))
    .output(roomGrantSchema),
}
