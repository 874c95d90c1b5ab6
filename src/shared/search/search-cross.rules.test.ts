import { expect, it } from 'vitest'
import { crossStreams, type CrossTerm } from './search-cross.rules.ts'
import { parseSearch } from './search-query.rules.ts'

const term = (kind: CrossTerm['kind'], text: string, newestAtLogMs: number, sourceId = 's1'): CrossTerm => ({
  sourceId,
  kind,
  text,
  newestAtLogMs,
})
const words = parseSearch('khai hoa').allWords

it('joins what has one word with what has the other, in the same source, the newest first', () => {
  const terms = [
    term('procedure', 'Khai sinh', 10),
    term('procedure', 'Khai tử', 30),
    term('officer', 'Trần Hoa', 20),
    term('officer', 'Lê Hoa', 40, 's2'),
  ]
  const counters = [{ sourceId: 's1', id: 'q1', texts: ['Quầy Hoa Sen', 'Q1'] }]
  expect(
    crossStreams(words, terms, counters).map(({ text, besides }) => [text, besides.column, besides.values]),
  ).toEqual([
    ['Khai tử', 'counter', ['q1']],
    ['Trần Hoa', 'procedure', ['Khai sinh', 'Khai tử']],
    ['Khai sinh', 'counter', ['q1']],
  ])
})

it('leaves to others what has every word by itself', () => {
  const terms = [term('procedure', 'Khai hoa', 1), term('officer', 'Hoa', 1)]
  expect(crossStreams(words, terms, [])).toEqual([])
  expect(crossStreams(words, [...terms, term('officer', 'Khai', 2)], [])).toEqual([])
  expect(crossStreams(words, [...terms, term('procedure', 'Khai tử', 2)], [])).toHaveLength(1)
})
