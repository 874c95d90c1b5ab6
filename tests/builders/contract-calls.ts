import type { Permission } from '#shared/rpc/permission.model.ts'
import { permissionSchema } from '#shared/rpc/permission.model.ts'
import { contract } from '#shared/rpc/contract.ts'

/** One call as the contract declares it. */
export type DeclaredCall = {
  /** `users/login`, as it stands in an RPC address. */
  readonly path: string
  readonly permission: Permission
  readonly audit: string | null
  readonly method: string
  /** `/users/{id}/active`, below `/api/v1`. */
  readonly route: string
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function collect(node: unknown, path: readonly string[]): DeclaredCall[] {
  if (!isRecord(node)) return []
  const declared = node['~orpc']
  if (!isRecord(declared))
    return Object.entries(node).flatMap(([key, child]) => collect(child, [...path, key]))
  const meta = isRecord(declared.meta) ? declared.meta : {}
  const route = isRecord(declared.route) ? declared.route : {}
  return [
    {
      path: path.join('/'),
      permission: permissionSchema.parse(meta.permission),
      audit: typeof meta.audit === 'string' ? meta.audit : null,
      method: String(route.method),
      route: String(route.path),
    },
  ]
}

export const declaredCalls: readonly DeclaredCall[] = collect(contract, [])
