import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Forecast } from '#shared/retention/retention.model.ts'
import { vi } from './locales/vi.ts'
import { bytesOf, isCountTyped, outlookOf, policyDays, policyMeaning } from './storage-words.ts'

const words = createInstance()
await words.init({ lng: 'vi', resources: { vi: { translation: { retention: vi } } } })
const { t } = words

const T0 = Date.UTC(2026, 10, 20)
const forecast: Forecast = {
  nowMs: T0,
  bytesPerDay: 10,
  capacityBytes: 1000,
  deletingFromMs: null,
  fullAtMs: T0 + 9.5 * DAY_MS,
  daysLeft: 9.5,
  keepsDays: 9.5,
  bottleneck: 'locks',
  points: [],
}

describe('the outlook', () => {
  it('names the days left, the date and what stands in the way', () => {
    const outlook = outlookOf(t, forecast)
    expect(outlook).toMatchObject({ value: '9 ngày', tone: 'danger' })
    expect(outlook.note).toContain('29/11/2026')
    expect(outlook.note).toContain(vi.bottleneck.locks)
  })

  it('says how long footage stays where the disk never fills up', () => {
    const outlook = outlookOf(t, { ...forecast, daysLeft: null, fullAtMs: null, keepsDays: 62.7 })
    expect(outlook).toMatchObject({ value: vi.outlook.neverFull, tone: 'ok' })
    expect(outlook.note).toContain('62 ngày')
  })

  it('claims nothing while nothing records', () => {
    expect(outlookOf(t, { ...forecast, bytesPerDay: null, daysLeft: null, fullAtMs: null })).toEqual({
      value: '—',
      note: vi.outlook.nothingRecords,
      tone: 'warning',
    })
  })
})

describe('words of a policy', () => {
  it('say what happens to footage', () => {
    const meaning = policyMeaning(t, { floorDays: 30, ceilingDays: 180 })
    expect(meaning).toContain('30 ngày')
    expect(meaning).toContain('180 ngày')
    expect(policyDays(t, { floorDays: 30, ceilingDays: 180 })).toBe('30–180 ngày')
  })

  it('know a policy without floor or ceiling', () => {
    const meaning = policyMeaning(t, { floorDays: 0, ceilingDays: null })
    expect(meaning).toBe(`${vi.meaning.noFloor} ${vi.meaning.noCeiling}`)
    expect(policyDays(t, { floorDays: 15, ceilingDays: null })).toBe('từ 15 ngày')
  })
})

describe('a share in bytes', () => {
  it('carries both of its figures', () => {
    expect(bytesOf(12e9, 400e9)).toBe('12 GB/400 GB (3 %)')
    expect(bytesOf(72e6, 271e9)).toBe('72 MB/271 GB (< 0,1 %)')
    expect(bytesOf(0, 271e9)).toBe('0 B/271 GB (0 %)')
    expect(bytesOf(0, 0)).toBe('—')
  })
})

describe('the count that confirms a purge', () => {
  it('is taken with and without points', () => {
    expect(isCountTyped(' 1.204 ', 1204)).toBe(true)
    expect(isCountTyped('1204', 1204)).toBe(true)
    expect(isCountTyped('1203', 1204)).toBe(false)
    expect(isCountTyped('', 0)).toBe(false)
    expect(isCountTyped('0', 0)).toBe(false)
  })
})
