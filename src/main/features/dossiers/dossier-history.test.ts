import { describe, expect, it } from 'vitest'
import { supplementSpans } from './dossier-history.ts'

const act = (action: string, atLogMs: number) => ({
  dossierId: 'a',
  atLogMs,
  action,
  actionText: action,
  officerName: null,
})

describe('the time in which papers were awaited', () => {
  it.each([
    { what: 'nothing was asked for', acts: [act('received', 1), act('returned', 9)], spans: [] },
    {
      what: 'papers were asked for twice and came twice',
      acts: [
        act('supplement-requested', 10),
        act('supplement-received', 20),
        act('supplement-requested', 30),
        act('supplement-received', 45),
      ],
      spans: [
        { fromMs: 10, toMs: 20 },
        { fromMs: 30, toMs: 45 },
      ],
    },
    {
      what: 'the request was logged twice and the papers have not come',
      acts: [act('supplement-requested', 10), act('supplement-requested', 12)],
      spans: [{ fromMs: 10, toMs: null }],
    },
    { what: 'papers came that nobody asked for', acts: [act('supplement-received', 5)], spans: [] },
  ])('is found where $what', ({ acts, spans }) => {
    expect(supplementSpans(acts)).toEqual(spans)
  })
})
