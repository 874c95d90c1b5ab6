import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { orpc } from '#renderer/api/client.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Still } from '#shared/presence/presence.model.ts'

/** The newest picture of the camera, or the one of a moment that was asked for. */
export function useStill(
  cameraId: Id,
  openedAtMs: number,
): { readonly still: Still | null; readonly show: (atMs: number) => void } {
  const [shownAtMs, setShownAtMs] = useState<number | null>(null)
  const newest = useQuery(
    orpc.presence.still.queryOptions({ input: { cameraId, atMs: openedAtMs }, staleTime: Infinity }),
  )
  const asked = useQuery(
    orpc.presence.moment.queryOptions({
      input: { cameraId, atMs: shownAtMs ?? openedAtMs },
      staleTime: Infinity,
      enabled: shownAtMs !== null,
    }),
  )
  const shown = shownAtMs === null ? newest.data : asked.data
  return { still: shown ?? null, show: setShownAtMs }
}
