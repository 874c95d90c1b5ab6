import { describe, expect, it } from 'vitest'
import {
  keepHiddenOfPetition,
  keepHiddenOfVisit,
  maskPetition,
  maskVisit,
  withoutSender,
  withoutVisitor,
} from './personal-data.rules.ts'
import { petitionBodySchema, visitBodySchema } from './receptions.model.ts'
import { changesOf } from './row-changes.rules.ts'
import { petitionOfRow, visitOfRow } from './told-rows.rules.ts'

const DAY = Date.parse('2026-11-20T00:00:00+07:00')
const visit = visitBodySchema.parse({
  dayMs: DAY,
  regime: 'regular',
  kind: 'complaint',
  visitorName: 'Nguyễn Văn An',
  address: 'Thôn 2',
  content: 'Ông An khiếu nại về đất',
  note: 'Đã hẹn ông An',
})
const petition = petitionBodySchema.parse({
  dayMs: DAY,
  kind: 'complaint',
  senderName: 'Nguyễn Văn An',
  address: 'Thôn 2',
  content: 'Đơn của ông An',
  result: 'Đã trả lời ông An',
})

describe('who came', () => {
  it('is a masked name to those who may not see personal data', () => {
    expect(maskVisit(visit)).toMatchObject({
      visitorName: 'N*** V*** A***',
      address: null,
      content: visit.content,
      withheld: 'names',
    })
    expect(maskPetition(petition)).toMatchObject({ senderName: 'N*** V*** A***', withheld: 'names' })
  })

  it('is nothing at all when it is a denunciation, nor any word of it', () => {
    const masked = [
      maskVisit({ ...visit, kind: 'denunciation' }),
      maskPetition({ ...petition, kind: 'denunciation' }),
    ]
    for (const row of masked) {
      expect(JSON.stringify(row)).not.toMatch(/An|Thôn/)
      expect(row.withheld).toBe('all')
    }
  })

  it('has no name where nobody has sorted the row yet: it may be a denunciation', () => {
    expect(maskVisit({ ...visit, kind: null }).visitorName).toBeNull()
    expect(maskPetition({ ...petition, kind: null }).senderName).toBeNull()
  })

  it('is not overwritten by somebody who was not shown it', () => {
    const typed = { ...visit, visitorName: null, address: null, content: 'Sửa', peopleCount: 3 }
    expect(keepHiddenOfVisit(visit, typed)).toMatchObject({
      visitorName: 'Nguyễn Văn An',
      content: 'Sửa',
      peopleCount: 3,
    })
    const secret = { ...visit, kind: 'denunciation' } as const
    expect(keepHiddenOfVisit(secret, { ...typed, kind: 'denunciation' })).toEqual({
      ...secret,
      peopleCount: 3,
    })
    const sealed = { ...petition, kind: 'denunciation' } as const
    const blank = { ...sealed, senderName: null, content: null, result: null }
    expect(keepHiddenOfPetition(sealed, blank)).toEqual(sealed)
  })

  it('is not kept where the station keeps no names', () => {
    expect(withoutVisitor(visit)).toMatchObject({ visitorName: null, address: null })
    expect(withoutSender(petition)).toMatchObject({ senderName: null, address: null })
  })
})

describe('rows of files', () => {
  const row = {
    rowNumber: 7,
    ordinal: 3,
    dayMs: DAY,
    atLogMs: DAY + 15 * 3_600_000,
    visitorName: '  Trần  Thị Bình ',
    address: ' ',
    identityNumber: '001234567890',
    content: 'x'.repeat(5000),
    kind: null,
    peopleCount: 1,
    resolvedBy: null,
    handling: null,
    followUp: null,
    note: null,
    regime: 'regular',
    receiverName: null,
    visitNumber: 1,
  } as const

  it('lose the identity number, extra space and what is too long to keep', () => {
    const body = visitOfRow(row)
    expect(body).toMatchObject({ visitorName: 'Trần Thị Bình', address: null, session: 'afternoon' })
    expect(JSON.stringify(body)).not.toContain('001234567890')
    expect(visitBodySchema.parse(body)).toEqual(body)
    const told = petitionOfRow({
      ...petition,
      rowNumber: 1,
      receivedDayMs: DAY,
      number: ' 12 /TD ',
    })
    expect(petitionBodySchema.parse(told)).toMatchObject({ number: '12 /TD', dayMs: DAY })
  })

  it('are told field by field, but never who came', () => {
    const told = { ...visit, ordinal: 9, peopleCount: 5, visitorName: 'Người khác' }
    expect(changesOf(visit, told, ['visitorName', 'address'], true)).toEqual([
      { field: 'visitorName', before: null, after: null },
      { field: 'peopleCount', before: '1', after: '5' },
    ])
    expect(changesOf(visit, { ...visit, visitorName: null, address: null }, [], false)).toEqual([])
    expect(changesOf(visit, { ...visit, dayMs: DAY + 86_400_000 }, [], true)).toEqual([
      { field: 'dayMs', before: '20/11/2026', after: '21/11/2026' },
    ])
  })
})
