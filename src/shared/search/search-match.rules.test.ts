import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWords } from '../kernel/fold-words.ts'
import { coverOf, markCode, markWords, matchesAll } from './search-match.rules.ts'
import { parseSearch } from './search-query.rules.ts'

const wordsOf = (text: string) => parseSearch(text).allWords
const marked = ({ text, marks }: ReturnType<typeof markWords>): string[] =>
  marks.map(({ from, to }) => text.slice(from, to))

describe('words in texts', () => {
  it.each([
    ['dang ky', ['Đăng ký khai sinh'], true],
    ['ĐĂNG KÝ', ['dang ky'], true],
    ['sin kha', ['Đăng ký khai sinh'], true],
    ['inh', ['Đăng ký khai sinh'], false],
    ['khai hoa', ['Đăng ký khai sinh', 'Nguyễn Thị Hoa'], true],
    ['"ky khai"', ['Đăng ký khai sinh'], true],
    ['"khai ky"', ['Đăng ký khai sinh'], false],
    ['"ky khai"', ['Đăng ký', 'khai sinh'], false],
    ['"ky kha"', ['Đăng ký khai sinh'], false],
  ])('%j in %j: %s', (text, texts, isThere) => {
    expect(matchesAll(wordsOf(text), texts)).toBe(isThere)
  })

  it('says which words a text has', () => {
    expect(coverOf(wordsOf('khai tử hoa'), ['Khai sinh', null, 'Hoa'])).toBe(0b101)
  })

  it.each([
    ['dang sinh', 'Đăng ký khai sinh', ['Đăng', 'sinh']],
    ['da', 'Đăng', ['Đă']],
    ['tho', 'Thọ, thờ', ['Thọ', 'thờ']],
    ['"ky khai"', 'Đăng ký khai sinh', ['ký khai']],
  ])('marks %j in %j', (text, title, parts) => {
    expect(marked(markWords(title, wordsOf(text)))).toEqual(parts)
    expect(
      marked(markWords(title.normalize('NFD'), wordsOf(text))).map((part) => part.normalize('NFC')),
    ).toEqual(parts)
  })

  it('marks a piece of a code with the separators inside it', () => {
    expect(marked(markCode('H42.18-261120-0007', ['1826']))).toEqual(['18-26'])
    expect(marked(markCode('H42.18-261120-0007', ['9999']))).toEqual([])
  })

  it('finds any text by any of its words, with or without accents, and marks inside the text', () => {
    const syllables = fc.constantFrom('Đăng', 'ký', 'khai', 'sinh', 'Chứng', 'thực', 'đất', 'ĐỎ', 'ườ', '2')
    const text = fc.array(syllables, { minLength: 1, maxLength: 6 }).map((some) => some.join(' '))
    fc.assert(
      fc.property(text, fc.nat(), fc.boolean(), (title, pick, bare) => {
        const tokens = title.split(' ')
        const word = tokens[pick % tokens.length] ?? ''
        const words = wordsOf(bare ? foldWords(word) : word)
        expect(matchesAll(words, [title])).toBe(true)
        expect(marked(markWords(title, words)).some((part) => part.startsWith(word))).toBe(true)
      }),
    )
  })
})
