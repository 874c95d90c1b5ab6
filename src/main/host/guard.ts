import { AsyncIteratorClass, implement } from '@orpc/server'
import { AppError } from '#shared/kernel/app-error.ts'
import { contract } from '#shared/rpc/contract.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import { roleMay } from '#shared/users/users.rules.ts'
import type { Actor } from '#main/ports/call.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import { toAppError, toRpcError } from './errors.ts'

/** What the host knows of a request before it knows which call it makes. */
export type RequestContext = {
  /** null without a live session. */
  readonly actor: Actor | null
  readonly session: RpcContext['session']
  readonly log: (message: string, thrown: unknown) => void
}

export const ANONYMOUS: Actor = {
  kind: 'user',
  id: 'anonymous',
  label: 'anonymous',
  role: null,
  unitId: null,
}

/** @throws AppError `unauthenticated session.none`, `forbidden permission.denied {permission}` */
export function requirePermission(actor: Actor | null, permission: Permission): Actor {
  if (permission === 'public') return actor ?? ANONYMOUS
  if (!actor) throw new AppError('unauthenticated', 'session.none')
  if (actor.kind === 'system' || (actor.role !== null && roleMay(actor.role, permission))) return actor
  throw new AppError('forbidden', 'permission.denied', { permission })
}

const isStream = (output: unknown): output is AsyncIterator<unknown> & AsyncIterable<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output

/** An answer that comes piece by piece fails after the call returned: its errors cross to the caller in the same form. */
function withErrors(stream: AsyncIterator<unknown>, convert: (thrown: unknown) => unknown): unknown {
  return new AsyncIteratorClass(
    async () => {
      try {
        return await stream.next()
      } catch (thrown) {
        throw convert(thrown)
      }
    },
    async () => {
      await stream.return?.()
    },
  )
}

/**
 * Stands before every call: reads from the contract which permission it needs and which audit verb it leaves, refuses
 * those without the one, and fails a change that forgot the other.
 */
export const guarded = implement(contract)
  .$context<RequestContext>()
  .use(async ({ context, next, procedure, path }) => {
    const { permission, audit } = procedure['~orpc'].meta
    const convert = (thrown: unknown) => {
      const error = toAppError(thrown)
      if (error.kind === 'internal' || error.kind === 'data-loss')
        context.log(path.join('.'), error.cause ?? error)
      return toRpcError(error)
    }
    try {
      const call = { actor: requirePermission(context.actor, permission), verb: audit, audited: false }
      const result = await next({ context: { call, session: context.session } })
      if (audit !== null && !call.audited)
        throw new AppError('internal', 'audit.missing', { call: path.join('.') })
      return isStream(result.output) ? { ...result, output: withErrors(result.output, convert) } : result
    } catch (thrown) {
      throw convert(thrown)
    }
  })
