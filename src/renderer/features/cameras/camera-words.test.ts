import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { blanksOf, clockWord, lengthOf, shortAddress } from './camera-words.ts'

describe('shortAddress', () => {
  it.each([
    ['http://192.168.1.64/onvif/device_service', '192.168.1.64'],
    ['http://192.168.1.64:8000/onvif/device_service', '192.168.1.64:8000'],
    ['http://10.0.0.5/onvif/device?channel=2', '10.0.0.5/onvif/device?channel=2'],
    ['https://10.0.0.5/onvif/device_service', 'https://10.0.0.5'],
    ['rtsp://10.0.0.5/main', 'rtsp://10.0.0.5/main'],
  ])('shows %s as %s', (address, shown) => {
    expect(shortAddress(address)).toBe(shown)
  })
})

describe('the blanks of a rung', () => {
  it('are figures as people read them', () => {
    const detail = {
      offsetMs: -41_000,
      spacingMs: 20_400,
      measuredMilli: 21_000,
      count: 2,
      host: 'nvr',
      open: null,
    }
    expect(blanksOf({ detail })).toMatchObject({
      offset: '−41 s',
      spacing: '20,4',
      measured: '21',
      count: '2',
      host: 'nvr',
    })
    expect(blanksOf({ detail })).not.toHaveProperty('open')
  })
})

describe('words for a clock', () => {
  it.each([
    [400, 500, 'agrees'],
    [-900, 100, 'agrees'],
    [1500, 600, 'fast'],
    [-41_000, 500, 'slow'],
  ])('%i ms ± %i: %s', (offsetMs, uncertaintyMs, word) => {
    expect(clockWord({ offsetMs, uncertaintyMs })).toBe(word)
  })

  it.each([
    [12 * SECOND_MS, { count: 12, unit: 'seconds' }],
    [-7 * MINUTE_MS, { count: 7, unit: 'minutes' }],
    [3 * HOUR_MS, { count: 3, unit: 'hours' }],
    [-4000 * DAY_MS, { count: 4000, unit: 'days' }],
  ])('%i ms is said as %j', (ms, length) => {
    expect(lengthOf(ms)).toEqual(length)
  })
})
