import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { orpc } from '#renderer/api/client.ts'
import { placeOf } from '#renderer/ui/place.ts'

export type CameraNames = {
  readonly cameras: readonly Camera[]
  /** null: those of rooms that the person may not look into. */
  readonly nameOf: (cameraId: Id | null) => string
  readonly roomOf: (cameraId: Id | null) => string
}

/** Names of cameras and of their rooms; `…` until they are there. */
export function useCameraNames(): CameraNames {
  const { t } = useTranslation()
  const cameras = useQuery(orpc.cameras.list.queryOptions()).data
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} })).data
  return useMemo(() => {
    const find = (cameraId: Id): Camera | undefined => cameras?.find(({ id }) => id === cameraId)
    return {
      cameras: cameras ?? [],
      nameOf: (cameraId) => (cameraId === null ? t('retention.otherRooms') : (find(cameraId)?.name ?? '…')),
      roomOf: (cameraId) => {
        const camera = cameraId === null ? undefined : find(cameraId)
        return camera === undefined ? '' : placeOf(tree, camera.roomId)
      },
    }
  }, [cameras, tree, t])
}
