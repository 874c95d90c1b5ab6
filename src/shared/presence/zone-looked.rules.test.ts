import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import { lookedOfAll, staysInZones, type ZoneSeen } from './zone-looked.rules.ts'

const minutes = (from: number, to: number): TimeRange => ({ fromMs: from * 60_000, toMs: to * 60_000 })
const DAY = minutes(0, 300)

const zone = (changes: Partial<ZoneSeen> = {}): ZoneSeen => ({
  life: { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
  hours: [0, HOUR_MS],
  looked: [minutes(0, 120)],
  stays: [minutes(10, 20)],
  ...changes,
})

describe('what was looked at of several zones', () => {
  it.each([
    ['one zone', [zone()], [minutes(0, 120)]],
    [
      'a second one on a camera that was looked at less',
      [zone(), zone({ looked: [minutes(30, 60)] })],
      [minutes(30, 60)],
    ],
    [
      'a zone that was drawn after its first hour was looked at',
      [zone({ hours: [HOUR_MS] })],
      [minutes(60, 120)],
    ],
    [
      'a zone in the place of another',
      [zone({ life: minutes(0, 50) }), zone({ life: minutes(50, 300) })],
      [minutes(0, 120)],
    ],
    ['zones that have all ended', [zone({ life: minutes(0, 45) })], [minutes(0, 45)]],
    ['no zone', [], []],
  ])('%s', (_name, zones, looked) => {
    expect(lookedOfAll(zones, DAY)).toEqual(looked)
  })

  it('knows of nobody outside of it', () => {
    const covered = zone({ looked: [minutes(0, 12), minutes(15, 120)] })
    expect(staysInZones([covered, zone({ stays: [minutes(50, 70)] })], DAY)).toEqual([
      minutes(10, 12),
      minutes(15, 20),
      minutes(50, 70),
    ])
    expect(staysInZones([zone({ life: minutes(18, 50) })], DAY)).toEqual([minutes(18, 20)])
  })
})
