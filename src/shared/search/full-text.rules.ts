import type { SearchWord } from './search-query.rules.ts'

/*
 * Words hold letters and digits alone (`foldWords` lets nothing else through), so that nothing that was typed can reach
 * the syntax of a full-text query; they are quoted besides.
 */

/** All words, for FTS5. */
export function sqliteMatch(words: readonly SearchWord[], join: 'AND' | 'OR'): string {
  return words
    .map(({ words: parts, isPhrase }) => `"${parts.join(' ')}"${isPhrase ? '' : '*'}`)
    .join(` ${join} `)
}

/** All words, for `to_tsquery('simple', …)`. */
export function postgresMatch(words: readonly SearchWord[], join: 'AND' | 'OR'): string {
  return words
    .map(({ words: parts, isPhrase }) =>
      isPhrase ? `(${parts.map((part) => `'${part}'`).join(' <-> ')})` : `'${parts[0] ?? ''}':*`,
    )
    .join(join === 'AND' ? ' & ' : ' | ')
}
