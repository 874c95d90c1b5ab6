import { describe, expect, it } from 'vitest'
import { actOfKey, actsOf } from './queue-keys.ts'

const claim = { assignee: 'lan', claimedBy: 'hoa', claimedAtMs: 1, lapsesAtMs: 2 }
const finding = { kind: 'finding', claim: null } as const
const sample = { kind: 'sample', claim: null } as const

describe('what a key does to an item', () => {
  it.each([
    { key: 'a', item: finding, act: { do: 'decide', state: 'accepted' } },
    { key: 'D', item: finding, act: { do: 'decide', state: 'dismissed' } },
    { key: 'c', item: finding, act: { do: 'claim' } },
    { key: 'f', item: finding, act: null },
    { key: 'a', item: sample, act: { do: 'finish', outcome: 'in-order' } },
    { key: 'f', item: sample, act: { do: 'finish', outcome: 'follow-up' } },
    { key: 'x', item: sample, act: { do: 'finish', outcome: 'cannot-tell' } },
    { key: 'd', item: sample, act: null },
    { key: 'c', item: { ...sample, claim }, act: { do: 'release' } },
  ])('$key', ({ key, item, act }) => {
    expect(actOfKey(key, item, 'lan')).toEqual(act)
  })

  it('offers to take on what is another’s, which the station refuses with a name', () => {
    expect(actsOf({ ...finding, claim }, 'minh').at(-1)?.word).toBe('claim')
    expect(actsOf({ ...finding, claim }, 'hoa').at(-1)?.word).toBe('release')
  })
})
