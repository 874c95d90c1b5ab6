import { afterEach, describe, expect, it } from 'vitest'
import { fails, fakeSession, GOOD_IDENTITY } from '#tests/builders/fake-camera.ts'
import { createSimulatedTime } from '#tests/builders/simulated-time.ts'
import { ALWAYS, type Camera } from '#shared/cameras/cameras.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { DeviceEvent, DeviceSession } from '#main/ports/camera-device.ts'
import { createCameraMonitor } from './camera-monitor.ts'
import { type ClockStep, isClockStep, retryDelayMs } from './camera-watcher.ts'
import type { KeptEvent } from './event-filter.ts'

const START_MS = 1_795_000_000_000
const MINUTE_MS = 60_000

const camera = (id: string, changes: Partial<Camera> = {}): Camera => ({
  id,
  name: id,
  roomId: 'room',
  counterIds: [],
  address: `http://${id}/onvif/device_service`,
  streamUri: `rtsp://${id}/main`,
  username: 'admin',
  device: GOOD_IDENTITY,
  codec: 'h265',
  widthPx: 1920,
  heightPx: 1080,
  keyframeSpacingMs: 2000,
  clockOffset: null,
  state: 'recording',
  audioEnabled: false,
  audioReason: null,
  capabilities: { media2: true, events: false, recordings: false },
  profileToken: '001',
  subStream: null,
  recordedStream: 'main',
  schedule: ALWAYS,
  createdAtMs: START_MS,
  removedAtMs: null,
  ...changes,
})

const WITH_EVENTS = { media2: true, events: true, recordings: false }
const motion = (active: boolean): DeviceEvent => ({
  kind: 'motion',
  active,
  topic: 'motion',
  source: 'v',
  deviceAtMs: null,
})

const running: { stop: () => Promise<void> }[] = []
afterEach(async () => {
  for (const monitor of running.splice(0)) await monitor.stop()
})

type Open = (id: string, signal: AbortSignal) => Promise<DeviceSession>

/** A monitor in simulated time that writes down what it would store. */
function bench(cameras: readonly Camera[], open?: Open) {
  const time = createSimulatedTime(START_MS)
  const nowMs = time.clock.nowMs
  const asked: { readonly id: string; readonly atMs: number }[] = []
  const log: string[] = []
  const kept = {
    readings: new Array<[id: string, offset: ClockOffset]>(),
    identities: new Array<string>(),
    capabilities: new Array<string>(),
    events: new Array<KeptEvent>(),
    forgotten: 0,
  }
  const steps: ClockStep[] = []
  const monitor = createCameraMonitor({
    clock: time.clock,
    timers: time.openTimers(),
    random: () => 0.5,
    log: (message) => log.push(message),
    store: {
      keepReading: async (id, offset) => void kept.readings.push([id, offset]),
      noticeIdentity: async ({ id }, identity) => {
        kept.identities.push(`${id} ${identity.firmware}`)
        return []
      },
      noticeProfiles: async () => [],
      noticeClockStep: async () => undefined,
      keepCapabilities: async (id, capabilities) =>
        void kept.capabilities.push(`${id} ${JSON.stringify(capabilities)}`),
      keepEvents: async (_, events) => void kept.events.push(...events),
      forgetOldEvents: async () => {
        kept.forgotten += 1
      },
    },
    cameras: async () => [...cameras],
    camera: async (id) => cameras.find((each) => each.id === id) ?? camera(id),
    openSession: async (id, signal) => {
      asked.push({ id, atMs: nowMs() - START_MS })
      const capabilities = cameras.find((each) => each.id === id)?.capabilities ?? WITH_EVENTS
      return open ? open(id, signal) : fakeSession({ nowMs, getCapabilities: async () => capabilities })
    },
    newestOffset: async () => null,
  })
  monitor.onClockStep((step) => steps.push(step))
  running.push(monitor)
  return { time, monitor, asked, kept, steps, log, nowMs }
}

const minutesOf = (asked: readonly { readonly atMs: number }[]) => asked.map(({ atMs }) => atMs / MINUTE_MS)

describe('the monitor of cameras', () => {
  it('reads the clock of each ONVIF camera in service every five minutes, spread over them', async () => {
    const { time, monitor, asked, kept } = bench([
      camera('a'),
      camera('b', { state: 'stopped' }),
      camera('gone', { state: 'removed' }),
      camera('rtsp', { address: 'rtsp://rtsp/main' }),
    ])
    await monitor.start()
    await time.pass(9 * MINUTE_MS)
    expect(asked.map(({ id, atMs }) => `${id} ${atMs / MINUTE_MS}`)).toEqual(['a 0', 'b 2.5', 'a 5', 'b 7.5'])
    expect(kept.readings[0]).toEqual([
      'a',
      { offsetMs: 0, uncertaintyMs: 500, method: 'onvif-date-time', measuredAtMs: START_MS },
    ])
  })

  it('asks at most four at once', async () => {
    let now = 0
    let most = 0
    const { time, monitor, nowMs } = bench(
      Array.from({ length: 30 }, (_, index) => camera(`c${index}`)),
      async () =>
        fakeSession({
          nowMs,
          getDateAndTime: async (signal) => {
            now += 1
            most = Math.max(most, now)
            await new Promise<void>((resume) => {
              time.after(4 * MINUTE_MS, resume)
              signal?.addEventListener('abort', () => resume())
            })
            now -= 1
            throw new Error('slow')
          },
        }),
    )
    await monitor.start()
    await time.pass(60 * MINUTE_MS)
    expect(most).toBe(4)
  })

  it('asks a dead camera less and less often, and looks closely when it is back', async () => {
    let isDead = true
    const { time, monitor, asked, kept, log, nowMs } = bench([camera('a')], async () => {
      if (isDead) return fails('unavailable', 'reach.timeout')()
      return fakeSession({ nowMs, getCapabilities: async () => camera('a').capabilities })
    })
    await monitor.start()
    await time.pass(100 * MINUTE_MS)
    expect(minutesOf(asked)).toEqual([0, 10, 30, 60, 90])
    expect(log).toEqual([])
    isDead = false
    await time.pass(35 * MINUTE_MS)
    expect(minutesOf(asked).slice(5)).toEqual([120, 125, 130, 135])
    expect(kept.identities).toEqual(['a 2.40'])
  })

  it('compares what the camera says of itself every hour', async () => {
    const { time, monitor, kept } = bench([camera('a')])
    await monitor.start()
    await time.pass(121 * MINUTE_MS)
    expect(kept.identities).toHaveLength(3)
    expect(kept.readings).toHaveLength(25)
  })

  it('reads the clock though the camera says nothing else', async () => {
    const { time, monitor, kept, nowMs } = bench([camera('a')], async () =>
      fakeSession({ nowMs, verifyCredentials: fails('forbidden', 'credentials.wrong') }),
    )
    await monitor.start()
    await time.pass(11 * MINUTE_MS)
    expect(kept.readings).toHaveLength(3)
  })

  it('tells of a clock that jumped, and not of drift', async () => {
    let aheadMs = 0
    const { time, monitor, steps, nowMs } = bench([camera('a')], async () =>
      fakeSession({ nowMs, aheadMs: () => aheadMs }),
    )
    await monitor.start()
    for (const ms of [0, 1500, 3000, 3_603_000]) {
      aheadMs = ms
      await time.pass(5 * MINUTE_MS)
    }
    expect(steps.map(({ cameraId, before, after }) => [cameraId, after.offsetMs - before.offsetMs])).toEqual([
      ['a', 3_600_000],
    ])
  })

  it('keeps the hints of a camera and subscribes anew with growing pauses', async () => {
    const opened: number[] = []
    const { time, monitor, kept, nowMs } = bench([camera('a', { capabilities: WITH_EVENTS })], async () =>
      fakeSession({
        nowMs,
        watchEvents: async (onEvents) => {
          opened.push((nowMs() - START_MS) / 1000)
          await onEvents([motion(opened.length % 2 === 1), motion(opened.length % 2 === 1)])
          throw new Error('dead')
        },
      }),
    )
    await monitor.start()
    await time.pass(20 * MINUTE_MS)
    // After 2.5 s, then 5, 10, 20 … 300 s apart.
    expect(opened).toEqual([2.5, 7.5, 17.5, 37.5, 77.5, 157.5, 317.5, 617.5, 917.5])
    expect(kept.events.map(({ active }) => active)).toEqual(opened.map((_, index) => index % 2 === 0))
  })

  it('begins with short pauses again after a subscription that held', async () => {
    const opened: number[] = []
    const { time, monitor, nowMs } = bench([camera('a', { capabilities: WITH_EVENTS })], async () =>
      fakeSession({
        nowMs,
        watchEvents: async () => {
          opened.push((nowMs() - START_MS) / 1000)
          if (opened.length === 4) await new Promise<void>((resume) => time.after(2 * MINUTE_MS, resume))
          throw new Error('dead')
        },
      }),
    )
    await monitor.start()
    await time.pass(3 * MINUTE_MS)
    expect(opened).toEqual([2.5, 7.5, 17.5, 37.5, 162.5, 172.5])
  })

  it('listens to a camera that turns out to have events, and keeps what it can do', async () => {
    let watched = 0
    const known = { media2: false, events: false, recordings: false }
    const { time, monitor, kept, nowMs } = bench([camera('a', { capabilities: known })], async () =>
      fakeSession({
        nowMs,
        watchEvents: (_, signal) => {
          watched += 1
          return new Promise((resume) => signal.addEventListener('abort', () => resume()))
        },
      }),
    )
    await monitor.start()
    await time.pass(70 * MINUTE_MS)
    expect(watched).toBe(1)
    expect(kept.capabilities[0]).toBe('a {"media2":true,"events":true,"recordings":true}')
  })

  it('follows a camera that is added, leaves one that is removed, and forgets old hints daily', async () => {
    const { time, monitor, asked, kept } = bench([])
    await monitor.start()
    monitor.follow(camera('new'))
    monitor.follow(camera('new'))
    await time.pass(11 * MINUTE_MS)
    expect(minutesOf(asked.filter(({ id }) => id === 'new'))).toContain(5)
    monitor.follow(camera('new', { state: 'removed' }))
    const before = asked.length
    await time.pass(3 * 24 * 60 * MINUTE_MS)
    expect(asked).toHaveLength(before)
    expect(kept.forgotten).toBe(4)
  })

  it('does nothing before it is started and nothing after it is stopped', async () => {
    const { time, monitor, asked } = bench([camera('a', { capabilities: WITH_EVENTS })])
    monitor.follow(camera('b'))
    await time.pass(10 * MINUTE_MS)
    expect(asked).toEqual([])
    await monitor.start()
    await time.pass(MINUTE_MS)
    await monitor.stop()
    const before = asked.length
    monitor.follow(camera('b'))
    await time.pass(60 * MINUTE_MS)
    expect(asked).toHaveLength(before)
  })

  it('says what nobody foresaw, and goes on', async () => {
    const { time, monitor, asked, log } = bench([camera('a')], () => Promise.reject(new Error('a bug')))
    await monitor.start()
    await time.pass(15 * MINUTE_MS)
    expect(asked).toHaveLength(2)
    expect(log).toEqual(['camera a: clock: a bug', 'camera a: clock: a bug'])
  })
})

describe('retryDelayMs', () => {
  it('grows from five seconds to five minutes, and differs from camera to camera', () => {
    expect([1, 2, 3, 7, 50].map((failures) => retryDelayMs(failures, 0.5))).toEqual([
      5000, 10_000, 20_000, 300_000, 300_000,
    ])
    expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).toEqual([3750, 6250])
  })
})

describe('isClockStep', () => {
  const reading = (offsetMs: number, uncertaintyMs = 500): ClockOffset => ({
    offsetMs,
    uncertaintyMs,
    method: 'onvif-date-time',
    measuredAtMs: START_MS,
  })
  it.each([
    [reading(0), reading(2000), false],
    [reading(0), reading(2001), true],
    [reading(0), reading(-2001), true],
    [reading(0, 4000), reading(4400), false],
  ])('%#', (before, after, step) => {
    expect(isClockStep(before, after)).toBe(step)
  })
})
