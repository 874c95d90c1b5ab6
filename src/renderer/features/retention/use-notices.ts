import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'

/** What every change of this page does afterwards: say how it went, and read anew all that it may have moved. */
export function useNotices() {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  const done = useCallback(
    async (word: string): Promise<void> => {
      showDone(t(word))
      await client.invalidateQueries({ queryKey: orpc.retention.key() })
    },
    [client, t],
  )
  const failed = useCallback(
    (word: string, error: unknown): void => showFailure(t(word), sentenceOf(error)),
    [t, sentenceOf],
  )
  return useMemo(() => ({ done, failed }), [done, failed])
}
