import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kernel/instant.ts'
import { matchRows, withoutRepeats } from './match-rows.rules.ts'
import { visitBodySchema, type VisitBody } from './receptions.model.ts'
import { VISIT_KEYS, visitRepeat } from './row-identity.rules.ts'

const DAY = Date.parse('2026-11-20T00:00:00+07:00')
const visit = (part: Partial<VisitBody>): { body: VisitBody } => ({
  body: { ...visitBodySchema.parse({ dayMs: DAY, regime: 'regular' }), ...part },
})
const match = (told: { body: VisitBody }[], stored: { body: VisitBody }[]) =>
  matchRows(told, stored, VISIT_KEYS)

describe('matching a register against what is stored', () => {
  it('finds each line again after one was put in before them and all numbers moved', () => {
    const stored = ['Đất đai', 'Hộ tịch', 'Đường ngõ'].map((content, index) =>
      visit({ ordinal: index + 1, content }),
    )
    const told = ['Lấn chiếm', 'Đất đai', 'Hộ tịch', 'Đường ngõ'].map((content, index) =>
      visit({ ordinal: index + 1, content }),
    )
    const { pairs, fresh, left } = match(told, stored)
    expect(
      pairs.map(({ told: { body }, stored: { body: before } }) => [body.content, before.content]),
    ).toEqual([
      ['Đất đai', 'Đất đai'],
      ['Hộ tịch', 'Hộ tịch'],
      ['Đường ngõ', 'Đường ngõ'],
    ])
    expect(fresh.map(({ body }) => body.content)).toEqual(['Lấn chiếm'])
    expect(left).toEqual([])
  })

  it('knows a corrected line by its day and number, whatever accents and case say', () => {
    const stored = [visit({ ordinal: 4, content: 'Cấp giấy chứng nhận' })]
    expect(match([visit({ ordinal: 4, content: 'CAP GIAY CHUNG NHAN' })], stored).pairs).toHaveLength(1)
    expect(match([visit({ ordinal: 4, content: 'Cấp đổi giấy' })], stored).pairs).toHaveLength(1)
  })

  it('keeps the same number of two years apart', () => {
    const stored = [visit({ ordinal: 1, content: null })]
    const told = [visit({ ordinal: 1, content: null, dayMs: DAY + 365 * DAY_MS })]
    expect(match(told, stored)).toMatchObject({ pairs: [], fresh: told, left: stored })
  })

  it('uses every row once, loses none, and finds a shuffled file again whole', () => {
    const row = fc.record({
      ordinal: fc.option(fc.integer({ min: 1, max: 5 })),
      content: fc.option(fc.constantFrom('a', 'b', 'c')),
      dayMs: fc.constantFrom(DAY, DAY + DAY_MS),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.array(row, { maxLength: 20 }), (left, right) => {
        const [told, stored] = [left.map(visit), right.map(visit)]
        const result = match(told, stored)
        expect([...result.pairs.map((pair) => pair.told), ...result.fresh].length).toBe(told.length)
        expect(new Set([...result.pairs.map((pair) => pair.told), ...result.fresh])).toEqual(new Set(told))
        expect(new Set([...result.pairs.map((pair) => pair.stored), ...result.left])).toEqual(new Set(stored))
      }),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('a', 'b')), {
          selector: ([ordinal]) => ordinal,
        }),
        fc.infiniteStream(fc.integer({ min: -1, max: 1 })),
        (rows, order) => {
          const stored = rows.map(([ordinal, content]) => visit({ ordinal, content }))
          const shuffled = stored
            .map(({ body }) => ({ body: { ...body } }))
            .toSorted(() => Number(order.next().value ?? 0))
          const { pairs, fresh, left } = match(shuffled, stored)
          expect([fresh, left]).toEqual([[], []])
          for (const pair of pairs) expect(pair.told.body).toEqual(pair.stored.body)
        },
      ),
    )
  })

  it('takes the same line of one file once, and lines without a number for what they are', () => {
    const twice = [visit({ ordinal: 1, content: 'a' }), visit({ ordinal: 1, content: 'A.' })]
    expect(withoutRepeats(twice, visitRepeat)).toEqual({ once: [twice[0]], repeats: [twice[1]] })
    const unnumbered = [visit({ content: 'a' }), visit({ content: 'a' })]
    expect(withoutRepeats(unnumbered, visitRepeat).repeats).toEqual([])
  })
})
