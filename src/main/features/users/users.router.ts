import { implement } from '@orpc/server'
import { usersContract } from '#shared/users/users.contract.ts'
import type { User } from '#shared/users/users.model.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { UsersService } from './users.service.ts'

const os = implement(usersContract).$context<RpcContext>()

export function createUsersRouter(users: UsersService) {
  async function currentUser(context: RpcContext): Promise<User | null> {
    const { tokenSha256 } = context.session
    return tokenSha256 === null ? null : users.userOfSession(tokenSha256)
  }

  return os.router({
    login: os.login.handler(async ({ input, context }) => {
      const { me, token } = await users.login(context.call, input.username, input.password)
      context.session.setToken(token)
      return me
    }),
    createFirst: os.createFirst.handler(async ({ input, context }) => {
      const { me, token } = await users.createFirst(context.call, input)
      context.session.setToken(token)
      return me
    }),
    logout: os.logout.handler(async ({ context }) => {
      await users.logout(context.call, context.session.tokenSha256 ?? '')
      context.session.setToken(null)
      return { ok: true } as const
    }),
    me: os.me.handler(async ({ context }) => {
      const user = await currentUser(context)
      return user ? users.me(user) : null
    }),
    list: os.list.handler(() => users.list()),
    create: os.create.handler(({ input, context }) => users.create(context.call, input)),
    setActive: os.setActive.handler(({ input, context }) =>
      users.setActive(context.call, input.id, input.active),
    ),
    setPassword: os.setPassword.handler(({ input, context }) =>
      users.setPassword(context.call, input.id, input.password),
    ),
    grants: os.grants.handler(() => users.grants()),
    createGrant: os.createGrant.handler(({ input, context }) => users.createGrant(context.call, input)),
    revokeGrant: os.revokeGrant.handler(({ input, context }) => users.revokeGrant(context.call, input.id)),
  })
}
