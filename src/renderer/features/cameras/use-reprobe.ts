import { useMutation, useQueryClient } from '@tanstack/react-query'
import { orpc } from '#renderer/api/client.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'

/** Climbs the ladder again with the stored login; afterwards everything of the camera is read anew. */
export function useReprobe({ id }: Pick<Camera, 'id'>) {
  const queryClient = useQueryClient()
  const mutation = useMutation(
    orpc.cameras.reprobe.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: orpc.cameras.key() }),
    }),
  )
  return { ...mutation, start: (): void => mutation.mutate({ id }) }
}

export type Reprobe = ReturnType<typeof useReprobe>
