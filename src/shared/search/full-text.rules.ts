import type { SearchWord } from './search-query.rules.ts'

/*
 * Words hold letters and digits alone (`foldWords` lets nothing else through), so that nothing that was typed can reach
 * the syntax of a full-text query; they are quoted besides.
 */

/** A single letter or digit stands for itself alone, as in search-match.rules.ts. */
const isPrefix = ({ words, isPhrase }: SearchWord): boolean => !isPhrase && words.join('').length > 1

/** All words, for FTS5. */
export function sqliteMatch(words: readonly SearchWord[], join: 'AND' | 'OR'): string {
  return words.map((word) => `"${word.words.join(' ')}"${isPrefix(word) ? '*' : ''}`).join(` ${join} `)
}

/** All words, for `to_tsquery('simple', …)`. */
export function postgresMatch(words: readonly SearchWord[], join: 'AND' | 'OR'): string {
  return words
    .map((word) =>
      isPrefix(word)
        ? `'${word.words[0] ?? ''}':*`
        : `(${word.words.map((part) => `'${part}'`).join(' <-> ')})`,
    )
    .join(join === 'AND' ? ' & ' : ' | ')
}
