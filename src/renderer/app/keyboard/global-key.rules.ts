/** What a key pressed anywhere in the frame asks for. */
export type GlobalAct =
  | { readonly kind: 'search' }
  | { readonly kind: 'help' }
  /** G was pressed: the next letter names a page. */
  | { readonly kind: 'await-page' }
  | { readonly kind: 'go'; readonly letter: string }

/** How long after G the letter of a page may come. */
export const GO_PAUSE_MS = 1500

export type PressedKey = {
  readonly key: string
  readonly hasModifier: boolean
  /** Text is being typed, or a dialog or menu is open. */
  readonly isTaken: boolean
  /** G came just before. */
  readonly isAwaitingPage: boolean
}

/** null: the key is the page's own. */
export function globalActOf({ key, hasModifier, isTaken, isAwaitingPage }: PressedKey): GlobalAct | null {
  if (isTaken || hasModifier) return null
  const letter = key.toLowerCase()
  if (isAwaitingPage && /^[a-z]$/.test(letter)) return { kind: 'go', letter }
  if (key === '/') return { kind: 'search' }
  if (key === '?') return { kind: 'help' }
  return letter === 'g' ? { kind: 'await-page' } : null
}
