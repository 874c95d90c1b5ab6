import { expect, it } from 'vitest'
import { parseRecent, withRecent } from './recent-searches.ts'

it('keeps each text once, the newest first, six at most', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', ' B ', '  '].reduce<readonly string[]>(withRecent, [])
  expect(all).toEqual(['B', 'g', 'f', 'e', 'd', 'c'])
})

it.each([
  [null, []],
  ['not json', []],
  ['{"a":1}', []],
  ['["a",1,"b"]', ['a', 'b']],
])('reads %j as %j', (stored, recent) => {
  expect(parseRecent(stored)).toEqual(recent)
})
