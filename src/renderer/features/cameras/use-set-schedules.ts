import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, orpc } from '#renderer/api/client.ts'
import type { Camera, CameraSchedule } from '#shared/cameras/cameras.model.ts'

export type NotSet = { readonly camera: Camera; readonly error: unknown }
type Asked = { readonly cameras: readonly Camera[]; readonly schedule: CameraSchedule }

/** Sets one schedule for several cameras, one after the other; answers those that did not take it. */
export function useSetSchedules(onDone: (notSet: readonly NotSet[]) => void) {
  const queryClient = useQueryClient()
  const [done, setDone] = useState(0)
  const mutation = useMutation({
    mutationFn: async ({ cameras, schedule }: Asked): Promise<NotSet[]> => {
      const notSet: NotSet[] = []
      setDone(0)
      for (const camera of cameras) {
        try {
          await api.cameras.setSchedule({ id: camera.id, schedule })
        } catch (error) {
          notSet.push({ camera, error })
        }
        setDone((before) => before + 1)
      }
      return notSet
    },
    onSuccess: async (notSet) => {
      onDone(notSet)
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: orpc.cameras.key() }),
        queryClient.invalidateQueries({ queryKey: orpc.recordings.key() }),
      ])
    },
  })
  return { done, ...mutation }
}
