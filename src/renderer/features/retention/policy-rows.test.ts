import { describe, expect, it } from 'vitest'
import { DEFAULT_RETENTION } from '#shared/retention/retention.model.ts'
import { policyRows } from './policy-rows.ts'

const cameraId = '01a2052f-7a76-7436-8e19-5e23fd159947'

describe('the rows of policies', () => {
  it('show what holds where nobody has set anything', () => {
    expect(policyRows([]).map(({ key, days, isSet }) => [key, days, isSet])).toEqual([
      ['station', DEFAULT_RETENTION, false],
      ['reception-room', DEFAULT_RETENTION, false],
      ['one-stop-desk', DEFAULT_RETENTION, false],
    ])
  })

  it('let rooms follow the station, and cameras stand for themselves', () => {
    const station = { floorDays: 20, ceilingDays: 60 }
    const camera = { floorDays: 90, ceilingDays: null }
    const rows = policyRows([
      { scope: { kind: 'camera', cameraId }, days: camera },
      { scope: { kind: 'station' }, days: station },
    ])
    expect(rows.map(({ key, days, isSet }) => [key, days, isSet])).toEqual([
      ['station', station, true],
      ['reception-room', station, false],
      ['one-stop-desk', station, false],
      [cameraId, camera, true],
    ])
  })
})
