import { foldWords } from '../kernel/fold-words.ts'
import { DAY_MS, type InstantMs, parseVietnamDateTime } from '../kernel/instant.ts'

/** Shorter pieces of a code would be found everywhere. */
export const MIN_CODE_CHARS = 4
/** What is typed beyond it is left aside. */
const MAX_WORDS = 12

/** One thing that has to be there: the beginning of a word, or whole words in a row. Folded. */
export type SearchWord = { readonly words: readonly string[]; readonly isPhrase: boolean }

/** Pieces of a dossier code that were typed side by side: perhaps one piece, perhaps several. */
export type CodeRun = {
  /** All of them as one, without separators, upper case; at least MIN_CODE_CHARS. */
  readonly joined: string
  readonly parts: readonly string[]
}

export type SearchQuery = {
  /** Midnight in Vietnam of the day that was named; `null` for any day. */
  readonly dayMs: InstantMs | null
  readonly codes: readonly CodeRun[]
  /** Words that are no pieces of a code. */
  readonly words: readonly SearchWord[]
  /** All words, those of codes too: for texts that people wrote. */
  readonly allWords: readonly SearchWord[]
}

const SEPARATORS = /[-./_ ]/g

/** A dossier code without separators, upper case: `'h42.18-261120-0007'` → `'H42182611200007'`, `Đ` as `D`. */
export function codeKey(text: string): string {
  return text
    .replaceAll(SEPARATORS, '')
    .replaceAll(/[đĐ]/g, 'D')
    .replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase())
}

const CODE_CHUNK = /^[0-9a-zđ]+(?:[-./_][0-9a-zđ]*)*$|^[-./_][0-9a-zđ]+(?:[-./_][0-9a-zđ]*)*$/i
const DATE = /(?<!\S)\d{1,2}\/\d{1,2}\/\d{4}(?!\S)/g
const QUOTED = /["“”„]([^"“”„]*)["“”„]/g

const isCodeChunk = (chunk: string): boolean => CODE_CHUNK.test(chunk) && /\d/.test(chunk)

function plainWords(text: string): SearchWord[] {
  const folded = foldWords(text)
  return folded === '' ? [] : folded.split(' ').map((word) => ({ words: [word], isPhrase: false }))
}

function phrase(text: string): SearchWord[] {
  const folded = foldWords(text)
  return folded === '' ? [] : [{ words: folded.split(' '), isPhrase: true }]
}

/** Runs of neighbours that look like code, and the rest. */
function splitRuns(chunks: readonly string[]): { runs: string[][]; rest: string[] } {
  const runs: string[][] = []
  const rest: string[] = []
  let open: string[] | null = null
  for (const chunk of chunks) {
    if (!isCodeChunk(chunk)) {
      rest.push(chunk)
      open = null
    } else if (open) open.push(chunk)
    else {
      open = [chunk]
      runs.push(open)
    }
  }
  return { runs, rest }
}

function takeDay(text: string): { dayMs: InstantMs | null; rest: string } {
  let dayMs: InstantMs | null = null
  const rest = text.replaceAll(DATE, (date) => {
    const readMs = dayMs === null ? parseVietnamDateTime(date) : null
    if (readMs === null) return date
    dayMs = readMs
    return ' '
  })
  return { dayMs, rest }
}

/**
 * What a typed text asks for. Never throws. `'20/11/2026 h4218 0007 "khai sinh"'` → that day, the code pieces `H4218`
 * and `0007`, the phrase `khai sinh`.
 */
export function parseSearch(text: string): SearchQuery {
  const { dayMs, rest } = takeDay(text.normalize('NFC').replaceAll(/\s+/g, ' '))
  const phrases: SearchWord[] = []
  const unquoted = rest.replaceAll(QUOTED, (_, inner: string) => {
    phrases.push(...phrase(inner))
    return ' '
  })
  const { runs, rest: others } = splitRuns(unquoted.split(' ').filter((chunk) => chunk !== ''))
  const codes: CodeRun[] = []
  const words = [...phrases]
  for (const run of runs) {
    const parts = run.map(codeKey).filter((key) => key !== '')
    const joined = parts.join('')
    if (joined.length >= MIN_CODE_CHARS) codes.push({ joined, parts })
    else words.push(...plainWords(run.join(' ')))
  }
  words.push(...plainWords(others.join(' ')))
  const allWords = [...phrases, ...plainWords(unquoted)]
  return { dayMs, codes, words: words.slice(0, MAX_WORDS), allWords: allWords.slice(0, MAX_WORDS) }
}

export function isEmptySearch({ dayMs, codes, words }: SearchQuery): boolean {
  return dayMs === null && codes.length === 0 && words.length === 0
}

/** The day as log time; null for any. */
export function dayRange({ dayMs }: SearchQuery): { fromMs: InstantMs; toMs: InstantMs } | null {
  return dayMs === null ? null : { fromMs: dayMs, toMs: dayMs + DAY_MS }
}

/**
 * How the typed pieces of a code may be meant, likeliest first: all side by side as one, else each somewhere in it. A
 * piece too short to look for becomes a word.
 */
export function codeReadings(query: SearchQuery): readonly {
  readonly pieces: readonly string[]
  readonly words: readonly SearchWord[]
}[] {
  const joined = { pieces: query.codes.map((run) => run.joined), words: query.words }
  if (query.codes.every((run) => run.parts.length === 1)) return query.codes.length === 0 ? [] : [joined]
  const parts = query.codes.flatMap((run) => run.parts)
  const pieces = parts.filter((part) => part.length >= MIN_CODE_CHARS)
  const short = parts.filter((part) => part.length < MIN_CODE_CHARS)
  const apart = { pieces, words: [...query.words, ...short.flatMap(plainWords)] }
  return pieces.length === 0 ? [joined] : [joined, apart]
}

/** A lone word without accents may be letters out of a code. */
export function lettersOfCode(text: string): string | null {
  const trimmed = text.trim()
  return /^[a-z][a-z._/-]{3,}$/i.test(trimmed) ? codeKey(trimmed) : null
}
