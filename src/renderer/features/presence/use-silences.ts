import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'

/** Switches one kind of suggestion of one camera off, with a reason, and on again. */
export function useSilences(onDone: () => void) {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const answers = (done: string) => ({
    onSuccess: () => {
      showDone(t(done))
      onDone()
      return queryClient.invalidateQueries({ queryKey: orpc.presence.key() })
    },
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  })
  return {
    silence: useMutation(orpc.presence.silence.mutationOptions(answers('presence.detector.silenced'))),
    unsilence: useMutation(orpc.presence.unsilence.mutationOptions(answers('presence.detector.unsilenced'))),
  }
}
