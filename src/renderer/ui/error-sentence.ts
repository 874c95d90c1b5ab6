import { createContext, useContext } from 'react'

/** How an error reads in the person's language. `ui` knows no calls, so `app` hands this in. */
export type SentenceOf = (error: unknown) => string

export const ErrorSentence = createContext<SentenceOf>(String)

export function useSentenceOf(): SentenceOf {
  return useContext(ErrorSentence)
}
