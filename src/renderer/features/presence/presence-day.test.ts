import { describe, expect, it } from 'vitest'
import type { CounterPresence } from '#shared/presence/presence.model.ts'
import { BESIDE, CELLS, dayRange, rowsOf } from './presence-day.ts'

const event = (dossierCode: string, atMs: number) => ({
  dossierId: `id-${dossierCode}`,
  dossierCode,
  atMs,
  uncertaintyMs: 0,
})
const COUNTER: CounterPresence = {
  counterId: 'quay-1',
  personAndDossier: [{ stay: { fromMs: 10, toMs: 20 }, events: [event('A', 18), event('B', 19)] }],
  personOnly: [{ fromMs: 30, toMs: 40 }],
  briefPersonOnly: [{ fromMs: 50, toMs: 51 }],
  dossierOnly: [event('C', 60)],
  neither: [{ fromMs: 70, toMs: 80 }],
  notLookedAt: [event('D', 90)],
  openMs: 100,
  notLookedMs: 10,
  logReachesMs: null,
  waits: { count: 0, cut: 0, p50Ms: null, p90Ms: null, within15: 0, over30: 0 },
}

describe('the day of a counter', () => {
  it('is the Vietnamese one', () => {
    expect(dayRange('2026-11-20')).toEqual({
      fromMs: Date.parse('2026-11-20T00:00:00+07:00'),
      toMs: Date.parse('2026-11-21T00:00:00+07:00'),
    })
  })

  it('gives each cell its own rows, in time or at a moment', () => {
    expect([...CELLS, ...BESIDE].map((cell) => rowsOf(COUNTER, cell))).toEqual([
      [{ fromMs: 10, toMs: 20, codes: ['A', 'B'], dossierId: 'id-A' }],
      [{ fromMs: 30, toMs: 40, codes: [], dossierId: null }],
      [{ fromMs: 60, toMs: 60, codes: ['C'], dossierId: 'id-C' }],
      [{ fromMs: 70, toMs: 80, codes: [], dossierId: null }],
      [{ fromMs: 50, toMs: 51, codes: [], dossierId: null }],
      [{ fromMs: 90, toMs: 90, codes: ['D'], dossierId: 'id-D' }],
    ])
  })
})
