import { type CameraBench, createCameraBench } from '#tests/builders/camera-bench.ts'
import { GOOD_STREAM, GOOD_SUB_STREAM } from '#tests/builders/fake-camera.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { until } from '#tests/builders/until.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { HOUR_MS } from '#shared/kernel/instant.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { systemTimers, type Timers } from '#main/ports/timers.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'

const FAR = { fromMs: 0, toMs: 8_000_000_000_000 }

/** Five minutes pass in a fifth of a second; nothing else of the monitor is any different. */
const hastyTimers: Timers = {
  ...systemTimers,
  wait: (delayMs, signal) => systemTimers.wait(Math.min(delayMs, 200), signal),
}

describe('a running camera', () => {
  let database: OpenDatabase
  let bench: CameraBench
  let virtual: VirtualCamera
  let camera: Camera
  let aheadMs = 0

  beforeEach(async () => {
    aheadMs = 0
    const [sqlite] = testDatabases
    if (!sqlite) throw new Error('no database')
    database = await sqlite.openMigrated()
    virtual = await startVirtualCamera({
      name: 'Quầy 1',
      widthPx: 320,
      heightPx: 180,
      framesPerSecond: 5,
      script: createScript({
        seed: 1,
        startMs: Date.now(),
        durationMs: 600_000,
        room: 'one-stop-desk',
        unitCode: 'H42.18',
        firstCounter: 1,
      }),
    })
    bench = await createCameraBench({
      db: database.db,
      device: createOnvifCameraDevice({ timeoutMs: 3000 }),
      probeStream: async ({ url }) => (url.includes('/sub') ? GOOD_SUB_STREAM : GOOD_STREAM),
      timers: hastyTimers,
      nowMs: () => Date.now() + aheadMs,
    })
    const { onvifUrl: address, username, password } = virtual
    camera = await bench.cameras.add(bench.call('camera.add'), {
      address,
      username,
      password,
      name: 'Quầy 1',
      roomId: bench.desk.id,
    })
    await bench.cameras.start()
  })
  afterEach(async () => {
    await bench.close()
    await virtual.stop()
    await database.close()
  })

  const changes = async () =>
    (await bench.cameras.changes(camera.id)).map(({ field, before, after }) => `${field} ${before} ${after}`)
  const events = async () =>
    (await bench.cameras.events(camera.id, FAR)).map(({ kind, active }) => `${kind} ${active}`)
  const readings = async () => (await bench.cameras.clockReadings(camera.id, FAR)).length

  it('is asked for its clock again and again, and a jump is kept', async () => {
    await until(20_000, 'three readings', async () => (await readings()) >= 3)
    virtual.setClockOffsetMs(3_600_000)
    const steps = async () =>
      (await bench.cameras.changes(camera.id)).filter((change) => change.field === 'clock')
    await until(20_000, 'the jump was kept', async () => (await steps()).length === 1)
    const [step] = await steps()
    expect(Math.abs(Number(step?.after) - Number(step?.before) - 3_600_000)).toBeLessThan(2000)
    expect(bench.log).toEqual([])
  })

  it('is noticed to have new firmware within the hour, and at once after it was away', async () => {
    await until(20_000, 'it was asked', async () => (await readings()) >= 2)
    virtual.setIdentity({ firmwareVersion: '2.50' })
    aheadMs = HOUR_MS
    await until(20_000, 'the change was noticed', async () =>
      (await changes()).includes('firmware 2.40 2.50'),
    )
    await virtual.setFault({ kind: 'restart', downMs: 600 })
    virtual.setIdentity({ firmwareVersion: '2.60' })
    await until(20_000, 'the second was noticed', async () =>
      (await changes()).includes('firmware 2.50 2.60'),
    )
    expect((await bench.cameras.get(camera.id)).device?.firmware).toBe('2.60')
  })

  it('tells what it sees, also after its subscription died', async () => {
    const subscribed = async () => virtual.subscriptionCount() > 0
    await until(20_000, 'it has a subscription', subscribed)
    virtual.emitEvent({ kind: 'motion', active: true })
    await until(20_000, 'motion is kept', async () => (await events()).at(-1) === 'motion true')
    await virtual.setFault({ kind: 'pull-point-dead' })
    await until(20_000, 'the subscription is gone', async () => virtual.subscriptionCount() === 0)
    await virtual.restore()
    await until(30_000, 'it has a new subscription', subscribed)
    virtual.emitEvent({ kind: 'motion', active: true })
    virtual.emitEvent({ kind: 'motion', active: false })
    // Each new subscription begins by telling the state as it is: what repeats it is not kept.
    await until(20_000, 'its end is kept', async () => (await events()).at(-1) === 'motion false')
    const kept = (await events()).filter((event) => event.startsWith('motion'))
    expect(kept.slice(kept.indexOf('motion true'))).toEqual(['motion true', 'motion false'])
    const [first] = await bench.cameras.events(camera.id, FAR)
    expect(Math.abs((first?.atMs ?? 0) - Date.now())).toBeLessThan(60_000)
  })
})
