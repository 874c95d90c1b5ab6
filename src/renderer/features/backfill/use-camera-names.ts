import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { orpc } from '#renderer/api/client.ts'
import type { Id } from '#shared/kernel/ids.ts'

/** Names of the cameras that the person knows; `…` until they are there. */
export function useCameraNames(): (cameraId: Id) => string {
  const cameras = useQuery(orpc.cameras.list.queryOptions()).data
  return useCallback((cameraId: Id) => cameras?.find(({ id }) => id === cameraId)?.name ?? '…', [cameras])
}
