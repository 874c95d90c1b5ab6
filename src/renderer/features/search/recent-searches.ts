const MAX_RECENT = 6

/**
 * Of this window and person alone: it ends with the window, since others may use the computer and a text may hold a
 * citizen's name.
 */
const keyOf = (userId: string): string => `minh-chung.recent-searches.${userId}`

/** Newest first; without anything that somebody else wrote into the storage. */
export function parseRecent(stored: string | null): readonly string[] {
  if (stored === null) return []
  try {
    const parsed: unknown = JSON.parse(stored)
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string').slice(0, MAX_RECENT) : []
  } catch {
    return []
  }
}

export function withRecent(recent: readonly string[], text: string): readonly string[] {
  const wanted = text.trim()
  if (wanted === '') return recent
  const others = recent.filter((one) => one.toLowerCase() !== wanted.toLowerCase())
  return [wanted, ...others].slice(0, MAX_RECENT)
}

export function readRecent(userId: string): readonly string[] {
  return parseRecent(globalThis.sessionStorage?.getItem(keyOf(userId)) ?? null)
}

export function writeRecent(userId: string, recent: readonly string[]): void {
  if (recent.length === 0) globalThis.sessionStorage?.removeItem(keyOf(userId))
  else globalThis.sessionStorage?.setItem(keyOf(userId), JSON.stringify(recent))
}
