import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWords } from '../kernel/fold-words.ts'
import { postgresMatch, sqliteMatch } from './full-text.rules.ts'
import { codeKey, codeReadings, isEmptySearch, lettersOfCode, parseSearch } from './search-query.rules.ts'

const flat = (text: string) => {
  const { dayMs, codes, words } = parseSearch(text)
  return {
    day: dayMs === null ? null : new Date(dayMs).toISOString(),
    codes: codes.map(({ joined }) => joined),
    words: words.map(({ words: some, isPhrase }) => (isPhrase ? `"${some.join(' ')}"` : some.join())),
  }
}

describe('what a typed text asks for', () => {
  it.each([
    ['H42.18-261120-0007', null, ['H42182611200007'], []],
    ['0007', null, ['0007'], []],
    ['2611200007', null, ['2611200007'], []],
    ['h4218 261120', null, ['H4218261120'], []],
    ['-261120-', null, ['261120'], []],
    ['007', null, [], ['007']],
    ['Đăng ký khai sinh', null, [], ['dang', 'ky', 'khai', 'sinh']],
    ['đăng  KÝ', null, [], ['dang', 'ky']],
    ['"khai sinh" Hoa', null, [], ['"khai sinh"', 'hoa']],
    ['“khai sinh”', null, [], ['"khai sinh"']],
    ['20/11/2026', '2026-11-19T17:00:00.000Z', [], []],
    ['20/11/2026 0007 khai', '2026-11-19T17:00:00.000Z', ['0007'], ['khai']],
    ['31/02/2026', null, ['31022026'], []],
    ['quầy 2', null, [], ['2', 'quay']],
    ['a OR b NOT c* ^d :e (f) NEAR', null, [], ['a', 'or', 'b', 'not', 'c', 'd', 'e', 'f', 'near']],
    ['  ', null, [], []],
  ])('reads %j', (text, day, codes, words) => {
    expect(flat(text)).toEqual({ day, codes, words })
  })

  it('reads neighbouring pieces as one, or else each by itself, short ones as words', () => {
    const readings = codeReadings(parseSearch('0007 26 2611'))
    expect(readings.map(({ pieces }) => pieces)).toEqual([['0007262611'], ['0007', '2611']])
    expect(readings[1]?.words).toEqual([{ words: ['26'], isPhrase: false }])
  })

  it('may mean letters of a code by a lone word without accents', () => {
    expect(['HSTT', 'hs-tt', 'hồ sơ', 'hs'].map(lettersOfCode)).toEqual(['HSTT', 'HSTT', null, null])
  })

  it('never throws, and lets nothing but words through to a full-text query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const query = parseSearch(text)
        const words = [...query.words, ...query.allWords]
        expect(words.flatMap((word) => word.words).every((word) => /^[\p{L}\p{N}]+$/u.test(word))).toBe(true)
        expect(sqliteMatch(words, 'AND')).toMatch(/^(?:"[\p{L}\p{N} ]+"\*?(?: AND )?)*$/u)
        expect(postgresMatch(words, 'OR')).toMatch(/^(?:\(?'[\p{L}\p{N}]+'(?::\*|\)| <-> )*(?: \| )?)*$/u)
        expect(codeReadings(query).every(({ pieces }) => pieces.every((piece) => piece.length >= 4))).toBe(
          true,
        )
        expect(isEmptySearch(query)).toBe(query.dayMs === null && query.allWords.length === 0)
      }),
    )
  })

  it('folds what is folded no further, and a code without separators not again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldWords(foldWords(text))).toBe(foldWords(text))
        expect(codeKey(codeKey(text))).toBe(codeKey(text))
      }),
    )
  })
})
