import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { orpc } from '#renderer/api/client.ts'
import type { Me } from '#shared/users/users.model.ts'

/** What follows a login: a clean memory, the person, and the page that was asked for. */
export function useEnter(): (me: Me) => void {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { back } = useSearch({ from: '/login' })
  return (me) => {
    queryClient.clear()
    queryClient.setQueryData(orpc.users.me.queryKey(), me)
    router.history.push(back ?? '/')
  }
}
