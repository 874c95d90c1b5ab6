import { describe, expect, it } from 'vitest'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import { HOUR_MS } from '#shared/kernel/instant.ts'
import { coverageByDossier, coverageRange } from './coverage-join.ts'

const AT_MS = Date.UTC(2026, 10, 20, 2)
const dossier: Dossier = {
  id: '019aa000-0000-7000-8000-000000000001',
  sourceId: '019aa000-0000-7000-8000-000000000002',
  importId: '019aa000-0000-7000-8000-000000000003',
  rowNumber: 1,
  code: 'H42.18-261120-0001',
  procedureCode: null,
  procedureName: null,
  field: null,
  applicantName: null,
  receivedAtLogMs: AT_MS,
  dueAtLogMs: null,
  finishedAtLogMs: null,
  returnedAtLogMs: null,
  status: null,
  channel: 'walk-in',
  officerName: null,
  counterId: null,
}
const event = (dossierId: string, atMs: number): EventCoverage => ({
  dossierId,
  dossierCode: '',
  procedureName: null,
  kind: 'received',
  roomId: dossierId,
  counterId: null,
  cameraIds: [],
  atLogMs: atMs,
  atMs,
  windowFromMs: atMs,
  windowToMs: atMs + 1,
  coveredMs: 0,
  verdict: 'missing',
  missing: [],
  uncertaintyMs: 0,
  verdictDependsOnClock: false,
})

describe('holding a page of dossiers against the footage', () => {
  it('asks for no range when no dossier has a time', () => {
    expect(coverageRange([{ ...dossier, receivedAtLogMs: null }])).toBeNull()
  })

  it('leaves room for clocks that run apart', () => {
    expect(coverageRange([dossier, { ...dossier, returnedAtLogMs: AT_MS + HOUR_MS }])).toEqual({
      fromMs: AT_MS - 2 * HOUR_MS,
      toMs: AT_MS + 3 * HOUR_MS,
    })
  })

  it('gathers the events of each dossier in order of time', () => {
    const joined = coverageByDossier([event('a', 3), event('b', 2), event('a', 1)])
    expect(joined.get('a')?.map(({ atMs }) => atMs)).toEqual([1, 3])
    expect(joined.get('b')).toHaveLength(1)
  })
})
