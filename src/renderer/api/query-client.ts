import { QueryClient } from '@tanstack/react-query'
import { readAppError } from './app-error.ts'

const MAX_RETRIES = 2

/** Only failures that may pass by themselves are tried again. */
function mayPass(error: unknown): boolean {
  const { kind } = readAppError(error)
  return kind === 'unavailable' || kind === 'unreachable'
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < MAX_RETRIES && mayPass(error),
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
