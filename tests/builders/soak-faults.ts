import { messageOf } from '#shared/kernel/app-error.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { CameraFault } from '#main/simulator/camera-fault.ts'
import type { Random } from '#main/simulator/script/random.ts'
import type { VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { processesWith, startStationProcess, type StationProcess } from './station-process.ts'

const SECOND_MS = 1000

export type Kill = { readonly what: 'host' | 'ffmpeg' | 'both'; readonly atMs: number }

export type SoakEvents = {
  /** When which camera was upset; the last may go on. */
  readonly cameraFaults: { readonly camera: number; readonly kind: string; range: TimeRange }[]
  readonly kills: Kill[]
  readonly count: (what: string) => void
  readonly say: (line: string) => void
}

/** Resolves when it is time or the soak is over. */
function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const end = (): void => {
      clearTimeout(timer)
      resume()
    }
    const timer = setTimeout(end, delayMs)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}

function drawFault(random: Random): CameraFault {
  return random.pick<CameraFault>([
    { kind: 'drop' },
    { kind: 'refuse' },
    { kind: 'freeze' },
    { kind: 'not-found' },
    { kind: 'foreign-ssrc' },
    { kind: 'restart', downMs: Math.round(random.between(1 * SECOND_MS, 10 * SECOND_MS)) },
    { kind: 'slow-link', bitsPerSecond: 20_000 },
  ])
}

/** Upsets one camera again and again, for a few seconds to most of a minute each time. */
export async function upsetCamera(
  index: number,
  virtual: VirtualCamera,
  random: Random,
  events: SoakEvents,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await wait(random.between(20 * SECOND_MS, 120 * SECOND_MS), signal)
    if (signal.aborted) return
    if (random.chance(0.15)) {
      events.count('camera-clock-step')
      virtual.setClockOffsetMs(Math.round(random.between(-3_600_000, 3_600_000)))
      continue
    }
    const fault = drawFault(random)
    const upset = {
      camera: index,
      kind: fault.kind,
      range: { fromMs: Date.now(), toMs: Number.MAX_SAFE_INTEGER },
    }
    events.cameraFaults.push(upset)
    events.count(fault.kind)
    try {
      await virtual.setFault(fault)
      await wait(random.between(3 * SECOND_MS, 45 * SECOND_MS), signal)
      await virtual.restore()
    } catch (thrown) {
      events.say(`camera ${index + 1}: ${fault.kind}: ${messageOf(thrown)}`)
      await virtual.restore().catch(() => undefined)
    }
    upset.range = { ...upset.range, toMs: Date.now() }
  }
}

async function ffmpegsOf(virtuals: readonly VirtualCamera[]): Promise<number[]> {
  const found = await Promise.all(virtuals.map(({ rtspUrl }) => processesWith(new URL(rtspUrl).host)))
  return found.flat()
}

function killProcess(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Kills the host, one of its ffmpegs, or both, again and again. Ends with a running station. */
export async function killAgainAndAgain(
  folder: string,
  virtuals: readonly VirtualCamera[],
  holder: { station: StationProcess },
  random: Random,
  events: SoakEvents,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await wait(random.between(25 * SECOND_MS, 90 * SECOND_MS), signal)
    if (signal.aborted) return
    const what = random.pick(['host', 'ffmpeg', 'both'] as const)
    const children = await ffmpegsOf(virtuals)
    const victims = what === 'both' ? children : children.slice(0, 1)
    events.kills.push({ what, atMs: Date.now() })
    events.count(`kill-${what}`)
    if (what !== 'host') victims.forEach(killProcess)
    if (what === 'ffmpeg') continue
    await holder.station.kill()
    await wait(random.between(0, 8 * SECOND_MS), signal)
    holder.station = await startStationProcess(folder)
  }
}
