import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { showFailure } from '#renderer/ui/notices.ts'

/** Making, removing and restoring bookmarks; the lists read anew after each. */
export function useBookmarkChanges() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sentenceOf = useErrorSentence()
  const outcome = {
    onSuccess: () => client.invalidateQueries({ queryKey: orpc.review.key() }),
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  }
  return {
    create: useMutation(orpc.review.createBookmark.mutationOptions(outcome)),
    remove: useMutation(orpc.review.removeBookmark.mutationOptions(outcome)),
    restore: useMutation(orpc.review.restoreBookmark.mutationOptions(outcome)),
  }
}
