import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subtractRanges } from '../kernel/time-range.ts'
import { coverageVerdictSchema, type MissingPart } from './coverage.model.ts'
import { eventOverview } from './event-overview.rules.ts'

const event = fc
  .record({
    atMs: fc.integer({ min: 10_000, max: 200_000 }),
    verdict: fc.constantFrom(...coverageVerdictSchema.options),
    missingMs: fc.integer({ min: 0, max: 4000 }),
  })
  .map(({ atMs, verdict, missingMs }) => {
    const missing: MissingPart[] =
      missingMs === 0 ? [] : [{ fromMs: atMs, toMs: atMs + missingMs, cause: 'camera-offline' }]
    return { atMs, verdict, windowFromMs: atMs - 5000, windowToMs: atMs + 4000, missing }
  })

describe('events told from far', () => {
  it('lose none of themselves, and nothing of what is missing', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 60 }),
        fc.integer({ min: 1, max: 50_000 }),
        (events, cellMs) => {
          const overview = eventOverview(events, cellMs)
          for (const verdict of coverageVerdictSchema.options)
            expect(overview.groups.reduce((sum, group) => sum + group[verdict], 0)).toBe(
              events.filter((each) => each.verdict === verdict).length,
            )
          for (const part of events.flatMap(({ missing }) => missing))
            expect(subtractRanges(part, overview.missing)).toEqual([])
          for (const ranges of [overview.missing, overview.covered])
            for (const [index, range] of ranges.entries())
              if (index > 0)
                expect(range.fromMs - (ranges[index - 1]?.toMs ?? 0)).toBeGreaterThanOrEqual(cellMs)
        },
      ),
    )
  })

  it('counts each cell by verdict, from its first event to its last', () => {
    const at = (atMs: number, verdict: 'covered' | 'missing') => ({
      atMs,
      verdict,
      windowFromMs: atMs,
      windowToMs: atMs + 10,
      missing: [],
    })
    expect(eventOverview([at(100, 'covered'), at(900, 'missing'), at(1000, 'covered')], 1000).groups).toEqual(
      [
        { fromMs: 100, toMs: 900, covered: 1, partial: 0, missing: 1 },
        { fromMs: 1000, toMs: 1000, covered: 1, partial: 0, missing: 0 },
      ],
    )
  })
})
