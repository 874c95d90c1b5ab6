import { describe, expect, it } from 'vitest'
import { MAX_ROLL_MS } from '#shared/cameras/cameras.model.ts'
import type { Room } from '#shared/units/units.model.ts'
import { INITIAL_CAMERA, newCameraOf, suggestedName, valuesForNext } from './camera-form.ts'
import { INITIAL_SCHEDULE, scheduleOf, valuesOfSchedule } from './schedule-values.ts'

const room: Room = {
  id: 'room',
  communeUnitId: 'commune',
  kind: 'one-stop-desk',
  name: 'Một cửa',
  ownerUnitId: 'owner',
  counters: [
    { id: 'c1', roomId: 'room', code: '01', name: 'Quầy 1' },
    { id: 'c2', roomId: 'room', code: '02', name: 'Quầy 2' },
  ],
}
const device = { manufacturer: 'Hãng', model: 'X', firmware: '', serialNumber: '' }

describe('the form of a camera', () => {
  it('keeps login, commune, stream and schedule for the next camera, and nothing of the place', () => {
    const filled = {
      ...INITIAL_CAMERA,
      address: '10.0.0.1',
      username: 'admin',
      password: 'mật khẩu',
      name: 'Quầy 1',
      communeUnitId: 'commune',
      roomId: 'room',
      counterIds: ['c1'],
      schedule: { ...INITIAL_SCHEDULE, kind: 'office-hours' as const },
    }
    expect(valuesForNext(filled, '10.0.0.2')).toEqual({
      ...filled,
      address: '10.0.0.2',
      name: '',
      roomId: null,
      counterIds: [],
    })
  })

  it('sends the address and the name without blanks around them, and the password as it was typed', () => {
    const camera = newCameraOf({
      ...INITIAL_CAMERA,
      address: ' 10.0.0.1 ',
      username: ' admin ',
      password: ' a ',
    })
    expect(camera).toMatchObject({ address: '10.0.0.1', username: 'admin', password: ' a ' })
  })

  it.each([
    [room, ['c2', 'c1'], 'Quầy 1, Quầy 2'],
    [room, [], 'Một cửa'],
    [undefined, [], 'Hãng X'],
  ])('suggests a name by place, else by device', (place, counterIds, name) => {
    expect(suggestedName(place, counterIds, device)).toBe(name)
  })
})

describe('the form of a schedule', () => {
  it('is minutes on the screen and milliseconds for the station', () => {
    const schedule = { kind: 'office-hours' as const, preRollMs: 1_800_000, postRollMs: 0 }
    expect(valuesOfSchedule(schedule)).toEqual({ kind: 'office-hours', preMinutes: 30, postMinutes: 0 })
    expect(scheduleOf(valuesOfSchedule(schedule))).toEqual(schedule)
  })

  it.each([
    ['', 0],
    ['abc', 0],
    [-5, 0],
    [9999, MAX_ROLL_MS],
    [7.6, 480_000],
  ])('takes %j minutes as %i ms', (preMinutes, preRollMs) => {
    expect(scheduleOf({ kind: 'office-hours', preMinutes, postMinutes: 0 })).toMatchObject({ preRollMs })
  })

  it('has no rolls around the clock', () => {
    expect(scheduleOf(INITIAL_SCHEDULE)).toEqual({ kind: 'always' })
  })
})
