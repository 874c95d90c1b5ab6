import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatClockOffset,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRange,
  formatRatio,
  formatShare,
  toDateInput,
} from './format.ts'

describe('figures as Vietnamese offices write them', () => {
  it.each([
    [formatNumber(5612), '5.612'],
    [formatNumber(63.54, 1), '63,5'],
    [formatPercent(0.635), '63,5 %'],
    [formatPercent(null), '—'],
    [formatShare(0.0003), '< 0,1 %'],
    [formatShare(0), '0 %'],
    [formatShare(0.635), '63,5 %'],
    [
      formatRange({ fromMs: Date.UTC(2026, 10, 22, 1), toMs: Date.UTC(2026, 10, 22, 1, 15) }),
      '22/11/2026 08:00:00 – 08:15:00',
    ],
    [
      formatRange({ fromMs: Date.UTC(2026, 10, 22, 16), toMs: Date.UTC(2026, 10, 22, 17, 30) }),
      '22/11/2026 23:00:00 – 23/11/2026 00:30:00',
    ],
    [formatRatio(5, 8), '5/8 (62,5 %)'],
    [formatRatio(0, 0), '—'],
    [formatDuration(0), '0:00'],
    [formatDuration(400), '< 0:01'],
    [formatDuration(42_000), '0:42'],
    [formatDuration(370_000), '6:10'],
    [formatDuration(3_723_000), '1:02:03'],
    [formatClockOffset({ offsetMs: 400, uncertaintyMs: 100 }), '+0,4 s ± 0,1'],
    [formatClockOffset({ offsetMs: -41_000, uncertaintyMs: 5000 }), '−41 s ± 5'],
    [formatBytes(999), '999 B'],
    [formatBytes(1_440_000_000), '1,4 GB'],
    [toDateInput(Date.UTC(2026, 10, 19, 17)), '2026-11-20'],
  ])('writes %s', (written, expected) => {
    expect(written).toBe(expected)
  })
})
