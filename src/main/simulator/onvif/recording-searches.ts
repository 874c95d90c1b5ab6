export type SearchPage = { readonly tokens: readonly string[]; readonly completed: boolean }

/** Searches under way: what each still has to hand out. */
export type RecordingSearches = {
  /** @returns the search token */
  begin(tokens: readonly string[], keepAliveMs: number): string
  /** The next results; null for a search that nobody began, that ended, or that nobody asked about for too long. */
  take(searchToken: string, maximum: number | null): SearchPage | null
  /** False when there is none. */
  end(searchToken: string): boolean
  forgetAll(): void
}

type Search = { tokens: readonly string[]; keepAliveMs: number; forgetAtMs: number }

/** Devices hand out a few at a time, whatever the client would take. */
const pageSize = 10

export function createRecordingSearches(): RecordingSearches {
  const searches = new Map<string, Search>()
  let begun = 0

  function alive(searchToken: string): Search | undefined {
    const nowMs = performance.now()
    for (const [token, search] of searches) if (search.forgetAtMs < nowMs) searches.delete(token)
    const search = searches.get(searchToken)
    if (search !== undefined) search.forgetAtMs = nowMs + search.keepAliveMs
    return search
  }

  return {
    begin(tokens, keepAliveMs) {
      begun += 1
      const token = `Search_${begun}`
      searches.set(token, { tokens, keepAliveMs, forgetAtMs: performance.now() + keepAliveMs })
      return token
    },
    take(searchToken, maximum) {
      const search = alive(searchToken)
      if (search === undefined) return null
      const count = Math.min(maximum ?? pageSize, pageSize)
      const tokens = search.tokens.slice(0, count)
      search.tokens = search.tokens.slice(count)
      return { tokens, completed: search.tokens.length === 0 }
    },
    end: (searchToken) => alive(searchToken) !== undefined && searches.delete(searchToken),
    forgetAll: () => searches.clear(),
  }
}
