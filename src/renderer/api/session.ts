import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Me } from '#shared/users/users.model.ts'
import { orpc } from './client.ts'

export const meQueryOptions = () => orpc.users.me.queryOptions({ staleTime: 60_000, retry: false })

/** The person who is logged in; undefined until the host has said so, and when nobody is. */
export function useMe(): Me | undefined {
  return useQuery(meQueryOptions()).data ?? undefined
}

/** `const may = useMay()` → `may('cameras.manage')`: decides what to show. The host decides what is allowed. */
export function useMay(): (permission: Permission) => boolean {
  const permissions = useMe()?.permissions
  return useCallback((permission: Permission) => permissions?.includes(permission) ?? false, [permissions])
}
