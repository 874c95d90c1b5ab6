import { describe, expect, it } from 'vitest'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { DeviceEvent } from '#main/ports/camera-device.ts'
import { createEventFilter, eventTimeMs } from './event-filter.ts'

const NOW_MS = 1_795_000_000_000
const OFFSET: ClockOffset = {
  offsetMs: -7_200_000,
  uncertaintyMs: 500,
  method: 'onvif-date-time',
  measuredAtMs: NOW_MS,
}
const motion = (active: boolean | null, deviceAtMs: number | null = null, source = 'v1'): DeviceEvent => ({
  kind: 'motion',
  active,
  topic: 'tns1:VideoSource/MotionAlarm',
  source,
  deviceAtMs,
})

describe('eventTimeMs', () => {
  it.each([
    ['no time of its own', null, OFFSET, NOW_MS],
    ['a wrong clock that was measured', NOW_MS - 7_200_000 - 2000, OFFSET, NOW_MS - 2000],
    ['a right clock that was never measured', NOW_MS - 2000, null, NOW_MS - 2000],
    ['a wrong clock that was never measured', NOW_MS - 7_200_000, null, NOW_MS],
    ['a time five minutes off after correction', NOW_MS - 7_200_000 - 300_001, OFFSET, NOW_MS],
    ['a clock in 1970', 0, null, NOW_MS],
  ])('%s', (_, deviceAtMs, offset, atMs) => {
    expect(eventTimeMs(deviceAtMs, offset, NOW_MS)).toBe(atMs)
  })
})

describe('createEventFilter', () => {
  it('keeps each change of a state and drops what repeats it', () => {
    const filter = createEventFilter()
    const kept = filter(
      [motion(false), motion(false), motion(true), motion(true), motion(true, null, 'v2'), motion(false)],
      null,
      NOW_MS,
    )
    expect(kept.map(({ active, source }) => [active, source])).toEqual([
      [false, 'v1'],
      [true, 'v1'],
      [true, 'v2'],
      [false, 'v1'],
    ])
    expect(filter([motion(false)], null, NOW_MS + 3_600_000)).toEqual([])
  })

  it('keeps moments, but not one that is told again', () => {
    const filter = createEventFilter()
    const moments = [motion(null, NOW_MS), motion(null, NOW_MS), motion(null, NOW_MS + 1000), motion(null)]
    expect(filter(moments, null, NOW_MS)).toHaveLength(3)
  })

  it('stops at sixty in a minute, and what it kept stays a sequence of states', () => {
    const filter = createEventFilter()
    const flood = Array.from({ length: 491 }, (_, index) => motion(index % 2 === 0))
    const kept = filter(flood, null, NOW_MS)
    expect(kept).toHaveLength(60)
    expect(kept.at(-1)?.active).toBe(false)
    expect(filter([motion(true)], null, NOW_MS + 59_999)).toEqual([])
    expect(filter([motion(false)], null, NOW_MS + 60_000)).toEqual([])
    expect(filter([motion(true)], null, NOW_MS + 60_000)).toHaveLength(1)
  })

  it('keeps what the camera tells in order in order, though each reading of its clock differs', () => {
    const filter = createEventFilter()
    const reading = (offsetMs: number): ClockOffset => ({ ...OFFSET, offsetMs })
    const [began] = filter([motion(true, NOW_MS)], reading(-400), NOW_MS)
    const [ended] = filter([motion(false, NOW_MS + 300)], reading(400), NOW_MS + 300)
    expect([began?.atMs, ended?.atMs]).toEqual([NOW_MS + 400, NOW_MS + 400])
    const [earlier] = filter([motion(true, NOW_MS - 60_000)], reading(0), NOW_MS)
    expect(earlier?.atMs).toBe(NOW_MS - 60_000)
  })

  it('goes on after the station’s clock was set back', () => {
    const filter = createEventFilter()
    filter(
      Array.from({ length: 60 }, (_, index) => motion(index % 2 === 0)),
      null,
      NOW_MS,
    )
    expect(filter([motion(true)], null, NOW_MS - 3_600_000)).toHaveLength(1)
  })

  it('cuts endless texts and forgets the oldest of endless sources', () => {
    const filter = createEventFilter()
    const [kept] = filter([motion(true, null, 'x'.repeat(5000))], null, NOW_MS)
    expect(kept?.source).toHaveLength(300)
    for (let index = 0; index < 600; index += 1) {
      filter([motion(true, null, `source ${index}`)], null, NOW_MS + index * 60_000)
    }
    expect(filter([motion(true, null, 'source 0')], null, NOW_MS + 7_200_000_000)).toHaveLength(1)
    expect(filter([motion(true, null, 'source 599')], null, NOW_MS + 7_200_000_000)).toEqual([])
  })
})
