import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import type { SearchAnswer } from '#shared/search/search.model.ts'

/** Long enough for a Telex key that still changes the letter before it. */
const DEBOUNCE_MS = 180

export type SearchResults = {
  /** What the answer is to; empty while nothing was asked. */
  readonly asked: string
  readonly answer: SearchAnswer | undefined
  readonly isWaiting: boolean
  readonly error: unknown
  /** Asks at once, without waiting for the typing to rest. */
  readonly askNow: (text: string) => void
}

/**
 * The answer to what is typed, once the typing rests and no syllable is being composed. The request before is called
 * back as soon as another is made.
 */
export function useSearchResults(
  typed: string,
  options: { isComposing: boolean; isOpen: boolean },
): SearchResults {
  const { i18n } = useTranslation()
  const [asked, setAsked] = useState('')
  const { isComposing, isOpen } = options
  const text = typed.trim()

  useEffect(() => {
    if (isComposing) return undefined
    const timer = window.setTimeout(() => setAsked(text), text === '' ? 0 : DEBOUNCE_MS)
    return () => window.clearTimeout(timer)
  }, [text, isComposing])

  const query = useQuery(
    orpc.search.query.queryOptions({
      input: { text: asked, language: i18n.language === 'en' ? 'en' : 'vi' },
      enabled: isOpen && asked !== '',
      staleTime: 5000,
      retry: false,
      // What was found stays until the new answer is there: nothing jumps.
      placeholderData: (previous) => previous,
    }),
  )
  return {
    asked,
    answer: asked === '' ? undefined : query.data,
    isWaiting: text !== '' && (text !== asked || query.isFetching),
    error: query.isError ? query.error : null,
    askNow: setAsked,
  }
}
