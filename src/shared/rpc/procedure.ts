import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import type { Permission } from './permission.model.ts'

/** What every call declares: who may make it and the verb that it leaves in the audit log (`null`: a plain read). */
export type ProcedureMeta = { readonly permission: Permission; readonly audit: string | null }

const errorData = z.object({
  /** Key of the sentence under `errors.` in the locales. */
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const base = oc.$meta<ProcedureMeta>({ permission: 'authenticated', audit: null }).errors({
  INVALID: { status: 400, data: errorData },
  UNAUTHENTICATED: { status: 401, data: errorData },
  FORBIDDEN: { status: 403, data: errorData },
  NOT_FOUND: { status: 404, data: errorData },
  CONFLICT: { status: 409, data: errorData },
  PRECONDITION: { status: 412, data: errorData },
  CANCELLED: { status: 499, data: errorData },
  UNAVAILABLE: { status: 503, data: errorData },
  DATA_LOSS: { status: 500, data: errorData },
  INTERNAL: { status: 500, data: errorData },
})

/** A call that reads. */
export function query(permission: Permission, path: `/${string}`) {
  return base.meta({ permission, audit: null }).route({ method: 'GET', path })
}

/** A call that changes something, and so leaves the audit row `verb` in the same transaction. */
export function mutation(permission: Permission, verb: string, path: `/${string}`) {
  return base.meta({ permission, audit: verb }).route({ method: 'POST', path })
}

/** A POST that changes nothing: a probe, a preview, a check. */
export function operation(permission: Permission, path: `/${string}`) {
  return base.meta({ permission, audit: null }).route({ method: 'POST', path })
}

/** The answer of a call that tells what it finds while it works: one value at a time, until it ends or is left. */
export function streamOf<Value extends z.ZodType>(schema: Value) {
  return eventIterator(schema)
}
