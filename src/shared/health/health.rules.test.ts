import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecorderStatus } from '../recordings/recordings.model.ts'
import { type CameraFacts, type Condition, conditionsOf, stepAlerts, type Watched } from './health.rules.ts'

const NOW_MS = 1_800_000_000_000
const never = (): boolean => false

function recorder(state: RecorderStatus['state'], reason: string | null = null): RecorderStatus {
  return {
    cameraId: 'c',
    state,
    lastGroupEndMs: NOW_MS,
    sinceMs: NOW_MS,
    reason,
    bitsPerSecond: null,
    keyframeSpacingMs: null,
    behindMs: 0,
    retries: 0,
    nextTryAtMs: null,
  }
}

function camera(extra: Partial<CameraFacts> = {}): CameraFacts {
  return {
    cameraId: 'c',
    recorder: recorder('recording'),
    hasClock: true,
    clockOffset: { offsetMs: 100, uncertaintyMs: 500, method: 'onvif-date-time', measuredAtMs: NOW_MS },
    keyframeSpacingMs: 2000,
    dropsInLastHour: 0,
    ...extra,
  }
}

const kindsOf = (cameras: CameraFacts[], station = {}, isOpen: Parameters<typeof conditionsOf>[1] = never) =>
  conditionsOf({ nowMs: NOW_MS, cameras, daysToFull: null, missingFolders: [], ...station }, isOpen).map(
    ({ kind }) => kind,
  )
const offset = (offsetMs: number, measuredAtMs = NOW_MS) => ({
  clockOffset: { offsetMs, uncertaintyMs: 500, method: 'onvif-date-time' as const, measuredAtMs },
})

describe('what is wrong with a station', () => {
  it('is nothing while it records with a right clock', () => expect(kindsOf([camera()])).toEqual([]))

  it.each([
    ['camera-offline', { recorder: recorder('retrying', 'timeout') }],
    ['camera-offline', { recorder: recorder('connecting') }],
    ['camera-login-refused', { recorder: recorder('retrying', 'unauthorized') }],
    ['recorder-failed', { recorder: recorder('retrying', 'tool-missing') }],
    ['disk-full', { recorder: recorder('disk-full', 'disk.full') }],
    ['clock-off', offset(6000)],
    ['clock-unread', offset(0, NOW_MS - 3_600_001)],
    ['clock-unread', { clockOffset: null }],
    ['keyframes-far', { keyframeSpacingMs: 20_000 }],
    ['keyframes-far', { recorder: { ...recorder('recording'), keyframeSpacingMs: 9000 } }],
    ['recorder-behind', { recorder: { ...recorder('recording'), behindMs: 6000 } }],
    ['camera-unstable', { dropsInLastHour: 6 }],
  ])('is %s', (kind, facts) => expect(kindsOf([camera(facts)])).toEqual([kind]))

  it('is a disk that will be full within the week, and a folder that is gone', () => {
    expect(kindsOf([], { daysToFull: 6.9 })).toEqual(['disk-low'])
    expect(kindsOf([], { missingFolders: [{ id: 'f', path: 'D:/ghi-hinh' }] })).toEqual(['folder-missing'])
  })

  it('is nothing for a camera that a person stopped, that is off its schedule, or that has no clock', () => {
    expect(kindsOf([camera({ recorder: recorder('stopped'), clockOffset: null })])).toEqual([])
    expect(kindsOf([camera({ recorder: recorder('off-schedule') })])).toEqual([])
    expect(kindsOf([camera({ hasClock: false, clockOffset: null })])).toEqual([])
  })

  it('does not call a clock wrong that may be right within the uncertainty of its reading', () => {
    expect(kindsOf([camera(offset(5400))])).toEqual([])
    expect(kindsOf([camera(offset(-5600))])).toEqual(['clock-off'])
  })

  it('lets go of an open alert only well below the limit that opened it', () => {
    const open = () => true
    expect(kindsOf([camera(offset(4000))], {}, open)).toEqual(['clock-off'])
    expect(kindsOf([camera(offset(3000))], {}, open)).toEqual([])
    expect(kindsOf([camera({ dropsInLastHour: 2 })], {}, open)).toEqual(['camera-unstable'])
    expect(kindsOf([], { daysToFull: 9 }, open)).toEqual(['disk-low'])
  })
})

const offline: Condition = { kind: 'camera-offline', cameraId: 'c', detail: { reason: 'timeout' } }

/** Looks every 10 s; `holds` says at which of them the camera is away. @returns instants at which alerts began or ended */
function run(holds: readonly boolean[]) {
  let watched: readonly Watched[] = []
  const told: string[] = []
  holds.forEach((isAway, look) => {
    const nowMs = look * 10_000
    const step = stepAlerts(watched, isAway ? [offline] : [], nowMs)
    watched = step.watched
    told.push(...step.opened.map(({ beganAtMs }) => `began ${beganAtMs / 1000} told ${nowMs / 1000}`))
    told.push(...step.closed.map(({ endedAtMs }) => `ended ${endedAtMs / 1000} told ${nowMs / 1000}`))
  })
  return told
}
const looks = (...parts: readonly (readonly [boolean, number])[]): boolean[] =>
  parts.flatMap(([isAway, count]) => Array.from({ length: count }, () => isAway))

describe('alerts', () => {
  it('open after a minute and tell when it really began, close after two and tell when it was really over', () => {
    expect(run(looks([false, 1], [true, 10], [false, 20]))).toEqual([
      'began 10 told 70',
      'ended 110 told 230',
    ])
  })

  it('say nothing of a camera that was away for less than a minute', () => {
    expect(run(looks([true, 5], [false, 20]))).toEqual([])
  })

  it('stay one alert while the camera comes and goes', () => {
    expect(run(looks([true, 8], [false, 5], [true, 2], [false, 5], [true, 9], [false, 15]))).toEqual([
      'began 0 told 60',
      'ended 290 told 410',
    ])
  })

  it('never begin twice without an end between, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (holds) => {
        const told = run(holds).map((word) => word.split(' ')[0])
        told.forEach((word, place) => expect(word).toBe(place % 2 === 0 ? 'began' : 'ended'))
      }),
    )
  })
})
