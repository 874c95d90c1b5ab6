import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'

/** Which stream is recorded, and whether its sound is. */
export function useCameraSettings() {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const answers = {
    onSuccess: async ({ name }: Camera): Promise<void> => {
      showDone(t('cameras.page.saved', { name }))
      await queryClient.invalidateQueries({ queryKey: orpc.cameras.key() })
    },
    onError: (error: unknown): void => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  }
  return {
    setStream: useMutation(orpc.cameras.setStream.mutationOptions(answers)),
    setAudio: useMutation(orpc.cameras.setAudio.mutationOptions(answers)),
  }
}
