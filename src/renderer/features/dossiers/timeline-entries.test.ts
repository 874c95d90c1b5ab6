import { describe, expect, it } from 'vitest'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import { timelineEntries } from './timeline-entries.ts'

const dossier: Dossier = {
  id: '0190a000-0000-7000-8000-000000000001',
  sourceId: '0190a000-0000-7000-8000-000000000002',
  importId: '0190a000-0000-7000-8000-000000000003',
  rowNumber: 1,
  code: 'H42.18-261120-0001',
  procedureCode: null,
  procedureName: null,
  field: null,
  applicantName: null,
  receivedAtLogMs: 1000,
  dueAtLogMs: 5000,
  finishedAtLogMs: 4000,
  returnedAtLogMs: null,
  status: 'finished',
  channel: 'walk-in',
  officerName: null,
  counterId: null,
}

describe("a dossier's timeline", () => {
  it('puts the dates of the register and the acts of the log in one order, and leaves out what is missing', () => {
    const acts = [
      { atLogMs: 4500, action: 'Trình ký', officerName: null },
      { atLogMs: 2000, action: 'Chuyển xử lý', officerName: 'Trần Thị Bình' },
    ]
    const entries = timelineEntries(dossier, acts)
    expect(entries.map((entry) => (entry.kind === 'act' ? entry.act.action : entry.kind))).toEqual([
      'received',
      'Chuyển xử lý',
      'finished',
      'Trình ký',
      'due',
    ])
    expect(timelineEntries({ ...dossier, receivedAtLogMs: null }, []).map(({ kind }) => kind)).toEqual([
      'finished',
      'due',
    ])
  })
})
