import type { ReactNode } from 'react'
import type { MarkedText as Marked } from '#shared/search/search.model.ts'

/** The text with what was searched for set off. */
export function MarkedText({ marked }: { readonly marked: Marked }): ReactNode {
  const { text, marks } = marked
  const pieces: ReactNode[] = []
  let at = 0
  for (const { from, to } of marks) {
    pieces.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  )
}
