import type { Camera, CameraSchedule } from '#shared/cameras/cameras.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { createRandom } from '#main/simulator/script/random.ts'
import { makeFootage } from './evidence-footage.ts'
import { createMemoryFiles } from './memory-files.ts'
import { type CameraMood, createSimulatedCameras, type SimulatedCamera } from './simulated-cameras.ts'
import { createSimulatedStation, type SimulatedStation } from './simulated-station.ts'
import { createSimulatedTime } from './simulated-time.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** Ten minutes before the offices get ready, on a Friday. */
const START_MS = Date.parse('2026-11-20T06:50:00+07:00')
/** How long before and after a fault footage may be missing: a group under way; the longest pause and the next group. */
const BEFORE_MS = 45 * SECOND_MS
const AFTER_MS = 90 * SECOND_MS
const OFFICE: CameraSchedule = { kind: 'office-hours', preRollMs: 5 * MINUTE_MS, postRollMs: 10 * MINUTE_MS }
/** How long groups of 8 s by their own media time really take: some cameras are slower or faster than they declare. */
const GROUPS_MS = [8000, 8000, 9500, 6500, 8000, 8000, 9500] as const
/** A smart codec, slower than it declares too. */
const FAR_GROUPS_MS = 23_000
const MOODS: readonly [CameraMood, ...CameraMood[]] = [
  'connection-lost',
  'connection-refused',
  'unauthorized',
  'frozen',
  'unreachable',
]
const STEPS_MS = [HOUR_MS, -HOUR_MS, 7000, -7000, 5 * MINUTE_MS] as const

type Kept = { readonly camera: Camera; readonly simulated: SimulatedCamera; readonly disturbed: TimeRange[] }

export type SimulatedDay = {
  readonly station: SimulatedStation
  readonly range: TimeRange
  readonly cameras: readonly Kept[]
  /** How often each thing happened. */
  readonly happened: ReadonlyMap<string, number>
  /** What the station's clock went through twice, since it was set back. */
  readonly repeated: readonly TimeRange[]
}

/**
 * Lets eight cameras be recorded through a working day of random faults. What is left is the running station; `disturbed`
 * holds when something was amiss with a camera or with the station (station time), and a margin around it.
 */
export async function liveThroughDay(db: Db, seed: number, lastsMs: number): Promise<SimulatedDay> {
  const random = createRandom(seed)
  const time = createSimulatedTime(START_MS)
  const files = createMemoryFiles()
  const small = { size: '64x48', framesPerSecond: 1 } as const
  const footage = await makeFootage({ ...small, seconds: 16, groupSeconds: 8 })
  const farFootage = await makeFootage({ ...small, seconds: 40, groupSeconds: 20 })
  const simulatedCameras = createSimulatedCameras(time)
  const station = await createSimulatedStation({
    db,
    time,
    files,
    video: simulatedCameras.tool,
    random: () => random.next(),
  })
  const happened = new Map<string, number>()
  const count = (what: string): void => void happened.set(what, (happened.get(what) ?? 0) + 1)
  const cameras: Kept[] = []
  for (const [index, groupMs] of [...GROUPS_MS, FAR_GROUPS_MS].entries()) {
    const url = `rtsp://10.0.0.${index}/main`
    const camera = await station.addCamera(url, index < 3 ? OFFICE : { kind: 'always' })
    const filmed = groupMs === FAR_GROUPS_MS ? farFootage : footage
    cameras.push({ camera, simulated: simulatedCameras.add(url, filmed, groupMs), disturbed: [] })
  }
  const untilMs = time.steadyMs() + lastsMs
  const isOver = (): boolean => time.steadyMs() >= untilMs - 10 * MINUTE_MS
  const repeated: TimeRange[] = []

  /** From `fromMs` until now. */
  const disturb = (which: readonly Kept[], fromMs: number, toMs = time.clock.nowMs()): void => {
    for (const { disturbed } of which)
      disturbed.push({ fromMs: Math.min(fromMs, toMs) - BEFORE_MS, toMs: Math.max(fromMs, toMs) + AFTER_MS })
  }

  function upsetCamera(kept: Kept): void {
    if (isOver()) return
    const mood = random.pick(MOODS)
    const fromMs = time.clock.nowMs()
    count(mood)
    kept.simulated.turn(mood)
    time.after(random.between(3 * SECOND_MS, 6 * MINUTE_MS), () => {
      kept.simulated.turn('up')
      disturb([kept], fromMs)
      time.after(random.between(2 * MINUTE_MS, 50 * MINUTE_MS), () => upsetCamera(kept))
    })
  }

  /** Dies in the middle of whatever it does; half a group is left at the end of some files. */
  async function killStation(): Promise<void> {
    const fromMs = time.clock.nowMs()
    station.kill(Math.floor(random.between(0, 12)))
    for (let waited = 0; !station.isDead() && waited < 60; waited += 1) await time.pass(SECOND_MS)
    station.kill(0)
    for (const path of files.openPaths())
      if (random.chance(0.5)) files.tear(path, (footage.groups[0] ?? new Uint8Array()).subarray(0, 700))
    await time.pass(random.between(3 * SECOND_MS, 4 * MINUTE_MS))
    disturb(cameras, fromMs)
    await station.start()
  }

  async function stepClock(): Promise<void> {
    const fromMs = time.clock.nowMs()
    const byMs = random.pick(STEPS_MS)
    time.stepClock(byMs)
    if (byMs < 0) repeated.push({ fromMs: time.clock.nowMs() - AFTER_MS, toMs: fromMs + AFTER_MS })
    disturb(cameras, fromMs)
  }

  async function failDisk(): Promise<void> {
    const fromMs = time.clock.nowMs()
    files.failWrites(random.pick(['disk.full', 'disk.read-only', 'disk.failed']))
    await time.pass(random.between(10 * SECOND_MS, 5 * MINUTE_MS))
    if (random.chance(0.3)) await killStation()
    files.failWrites(null)
    disturb(cameras, fromMs)
  }

  async function stopByPerson(): Promise<void> {
    const kept = cameras[Math.floor(random.between(0, cameras.length))]
    if (!kept) return
    const fromMs = time.clock.nowMs()
    station.change(kept.camera.id, { state: 'stopped' })
    await time.pass(random.between(10 * SECOND_MS, 20 * MINUTE_MS))
    station.change(kept.camera.id, { state: 'recording' })
    disturb([kept], fromMs)
  }

  async function changeCamera(): Promise<void> {
    const index = Math.floor(random.between(0, cameras.length))
    const kept = cameras[index]
    if (!kept) return
    const fromMs = time.clock.nowMs()
    // The schedule that is in force may lie ahead since the clock was set back: who would change it then?
    if (random.chance(0.5) || station.scheduleLiesAhead(kept.camera.id)) {
      const url = `${kept.camera.streamUri}?${happened.get('changeCamera')}`
      simulatedCameras.rename(kept.simulated, url)
      station.change(kept.camera.id, { streamUri: url })
    } else station.change(kept.camera.id, { schedule: random.chance(0.5) ? OFFICE : { kind: 'always' } })
    disturb([kept], fromMs)
  }

  const acts = { killStation, stepClock, failDisk, stopByPerson, changeCamera }
  await station.start()
  for (const kept of cameras)
    time.after(random.between(2 * MINUTE_MS, 50 * MINUTE_MS), () => upsetCamera(kept))
  while (!isOver()) {
    for (const [name, act] of Object.entries(acts).toSorted(() => random.next() - 0.5)) {
      await time.pass(random.between(2 * MINUTE_MS, 12 * MINUTE_MS))
      count(name)
      await act()
    }
  }
  await time.pass(Math.max(5 * MINUTE_MS, untilMs - time.steadyMs()))
  return {
    station,
    range: { fromMs: START_MS, toMs: time.clock.nowMs() },
    cameras,
    happened,
    repeated,
  }
}
