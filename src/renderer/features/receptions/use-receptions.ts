import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import type { ReceptionsSearch } from '#renderer/api/receptions-search.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'

type SearchChange = { readonly [Key in keyof ReceptionsSearch]?: ReceptionsSearch[Key] | undefined }

/** The address of the page, and how to change a part of it. */
export function useReceptionsSearch() {
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/receptions' })
  const go = useCallback(
    (change: SearchChange): void =>
      void navigate({ to: '/receptions', search: { ...search, ...change }, replace: true }),
    [navigate, search],
  )
  return { search, go }
}

/** What every change of this page does afterwards: say how it went, and read anew all that it may have moved. */
export function useNotices() {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  return useMemo(
    () => ({
      done: async (word: string): Promise<void> => {
        showDone(t(word))
        await client.invalidateQueries({ queryKey: orpc.receptions.key() })
      },
      failed: (error: unknown): void => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
    [client, sentenceOf, t],
  )
}
