import { foldWords } from '../kernel/fold-words.ts'
import type { MarkedText, TextRange } from './search.model.ts'
import { codeKey, type SearchWord } from './search-query.rules.ts'

function holds(tokens: readonly string[], { words, isPhrase }: SearchWord): boolean {
  const [first = ''] = words
  if (!isPhrase) return tokens.some((token) => token.startsWith(first))
  return tokens.some((_, start) => words.every((word, index) => tokens[start + index] === word))
}

/** Which of the words stand in the texts, as a bit set: word n is bit n. */
export function coverOf(words: readonly SearchWord[], texts: readonly (string | null)[]): number {
  const tokens = texts.map((text) => (text === null ? [] : foldWords(text).split(' ')))
  return words.reduce(
    (cover, word, index) => (tokens.some((one) => holds(one, word)) ? cover | (1 << index) : cover),
    0,
  )
}

/** Whether every word stands in one of the texts. */
export function matchesAll(words: readonly SearchWord[], texts: readonly (string | null)[]): boolean {
  return coverOf(words, texts) === (1 << words.length) - 1
}

const TOKEN = /[\p{L}\p{N}\p{M}]+/gu

/** How many code units of the token make up so many folded letters; what belongs to the last letter goes with it. */
function lengthOfFolded(token: string, letters: number): number {
  let end = 0
  for (const character of token) {
    if (foldWords(token.slice(0, end)).length >= letters && foldWords(character) !== '') break
    end += character.length
  }
  return end
}

type Token = { readonly from: number; readonly text: string; readonly folded: string }

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    from: match.index,
    text: match[0],
    folded: foldWords(match[0]),
  }))
}

function marksOfWord(tokens: readonly Token[], { words, isPhrase }: SearchWord): TextRange[] {
  const [word = ''] = words
  if (!isPhrase)
    return tokens
      .filter(({ folded }) => folded.startsWith(word))
      .map(({ from, text }) => ({ from, to: from + lengthOfFolded(text, word.length) }))
  return tokens.flatMap(({ from }, start) => {
    const last = tokens[start + words.length - 1]
    const isHere = words.every((one, index) => tokens[start + index]?.folded === one)
    return isHere && last ? [{ from, to: last.from + last.text.length }] : []
  })
}

/** In order and without overlap. */
function merge(ranges: readonly TextRange[]): TextRange[] {
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** The text with what the words matched in it. */
export function markWords(text: string, words: readonly SearchWord[]): MarkedText {
  const tokens = tokensOf(text)
  return { text, marks: merge(words.flatMap((word) => marksOfWord(tokens, word))) }
}

/** The code with the pieces in it, whatever separators stand between. */
export function markCode(code: string, pieces: readonly string[]): MarkedText {
  const places = [...code].reduce<{ key: string; at: number[]; next: number }>(
    ({ key, at, next }, character) => {
      const bare = codeKey(character)
      return { key: key + bare, at: bare === '' ? at : [...at, next], next: next + character.length }
    },
    { key: '', at: [], next: 0 },
  )
  const ranges = pieces.flatMap((piece) => {
    const start = places.key.indexOf(piece)
    const [from, last] = [places.at[start], places.at[start + piece.length - 1]]
    return from === undefined || last === undefined ? [] : [{ from, to: last + 1 }]
  })
  return { text: code, marks: merge(ranges) }
}
