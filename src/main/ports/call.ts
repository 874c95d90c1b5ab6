import type { Id } from '#shared/kernel/ids.ts'
import type { Role } from '#shared/users/users.model.ts'

/** Who makes a call. `system` is the program itself: the recorder, recovery, the command line on the station. */
export type Actor = {
  readonly kind: 'user' | 'system'
  /** User id; for `system` the name of the part that acts. */
  readonly id: string
  /** As written in the audit log: `username` or `system:recorder`. */
  readonly label: string
  readonly role: Role | null
  readonly unitId: Id | null
}

/** One call under way: who, and the audit verb that it has to leave. */
export type Call = {
  readonly actor: Actor
  /** null: the call changes nothing. */
  readonly verb: string | null
  /** Set by the unit of work; the middleware refuses a change that left no row. */
  audited: boolean
}

export function systemCall(part: string, verb: string): Call {
  return {
    actor: { kind: 'system', id: part, label: `system:${part}`, role: null, unitId: null },
    verb,
    audited: false,
  }
}
