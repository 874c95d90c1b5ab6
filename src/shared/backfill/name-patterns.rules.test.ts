import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatVietnamDateTime } from '../kernel/instant.ts'
import { namePatternSchema, namePatternsSchema } from './name-patterns.model.ts'
import { readNameTime } from './name-patterns.rules.ts'

const folder = join(import.meta.dirname, '../../../resources/name-patterns')
const shipped = readdirSync(folder)
  .sort()
  .flatMap((name) => namePatternsSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))

const spoken = (path: string): string | null => {
  const time = readNameTime(path, shipped)
  if (!time) return null
  const end = time.endMs === null ? '' : ` – ${formatVietnamDateTime(time.endMs)}`
  return `${time.patternId}: ${formatVietnamDateTime(time.startMs)}${end}`
}

describe('the shipped name patterns', () => {
  it.each(shipped.map((pattern) => [pattern.id, pattern.example] as const))(
    '%s reads its own example first',
    (id, example) => {
      expect(readNameTime(example, shipped)?.patternId).toBe(id)
    },
  )

  it.each([
    ['NVR_ch1_main_20261120080000_20261120090000.mp4', '20/11/2026 08:00:00 – 20/11/2026 09:00:00'],
    ['ch01_20261120081500.mp4', 'hikvision-channel: 20/11/2026 08:15:00'],
    ['192.168.1.64_01_20261120081500123.mp4', 'hikvision-address: 20/11/2026 08:15:00'],
    [
      '2026-11-20/001/dav/08/08.00.00-09.00.00[R][0@0][0].dav',
      'dahua-day-folder: 20/11/2026 08:00:00 – 20/11/2026 09:00:00',
    ],
    ['2026-11-20/001/dav/23/23.30.00-00.30.00[M][0@0][0].dav', '20/11/2026 23:30:00 – 21/11/2026 00:30:00'],
    [
      '2026-11-20/001/dav/08/58.00-02.00[R][0@0][0].dav',
      'dahua-minute-folder: 20/11/2026 08:58:00 – 20/11/2026 09:02:00',
    ],
    ['the/xvr_ch3_sub_20261120080000_20261120083000.dav', '20/11/2026 08:00:00 – 20/11/2026 08:30:00'],
    ['D1_20261120080000-20261120090000.ts', 'uniview-export: 20/11/2026 08:00:00 – 20/11/2026 09:00:00'],
    ['2026-11-20T01-15-00Z.mkv', 'iso-utc: 20/11/2026 08:15:00'],
    ['2026-11-20 08_15_00.avi', 'iso: 20/11/2026 08:15:00'],
    ['20261120081500.mp4', 'digits: 20/11/2026 08:15:00'],
  ])('reads %s', (path, expected) => {
    expect(spoken(path)).toContain(expected)
  })

  it.each([
    ['hiv00012.mp4', 'a number, no time'],
    ['20261320081500.mp4', 'a thirteenth month'],
    ['20260230081500.mp4', 'the thirtieth of February'],
    ['20261120256100.mp4', 'an hour of 25'],
    ['19991120081500.mp4', 'a year before cameras'],
    [`${'a'.repeat(600)}20261120081500.mp4`, 'a path beyond all reason'],
  ])('reads nothing from %s: %s', (path) => {
    expect(readNameTime(path, shipped)).toBeNull()
  })

  it('keeps the milliseconds that a name tells', () => {
    expect((readNameTime('192.168.1.64_01_20261120081500123.mp4', shipped)?.startMs ?? 0) % 1000).toBe(123)
  })
})

describe('a pattern that people wrote', () => {
  const written = { id: 'own', name: 'own', zone: 'vietnam', example: '' } as const

  it('is refused when it is no expression or misses a part of the time', () => {
    expect(namePatternSchema.safeParse({ ...written, pattern: '(?<year>' }).success).toBe(false)
    expect(
      namePatternSchema.safeParse({ ...written, pattern: '(?<year>\\d{4})(?<month>\\d\\d)' }).success,
    ).toBe(false)
  })
})
