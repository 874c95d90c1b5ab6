import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { atMost } from './at-most.ts'
import { CameraWatcher, CLOCK_EVERY_MS, type ClockStep, type WatcherDeps } from './camera-watcher.ts'

export type MonitorDeps = Omit<WatcherDeps, 'inTurn' | 'onClockStep'> & {
  /** Removed ones too. */
  readonly cameras: () => Promise<Camera[]>
}

export type ClockStepListener = (step: ClockStep) => void

/** So many devices are asked at once, however many there are. */
const DEVICES_AT_ONCE = 4

const isOnvif = (camera: Camera): boolean => parseCameraAddress(camera.address)?.kind === 'onvif'

/**
 * Follows every ONVIF camera in service: reads its clock every five minutes, compares what it says of itself every hour,
 * and keeps its hints. A camera that does not answer is asked less and less often.
 */
export function createCameraMonitor(deps: MonitorDeps) {
  const watchers = new Map<Id, CameraWatcher>()
  const listeners = new Set<ClockStepListener>()
  const inTurn = atMost(DEVICES_AT_ONCE)
  let endForgetting: (() => void) | null = null
  /** What goes on after its caller left; `stop` waits for it. */
  let underWay: Promise<unknown> = Promise.resolve()

  function onClockStep(step: ClockStep): void {
    for (const listener of listeners) listener(step)
  }

  function watch(camera: Camera, firstMs: number): void {
    if (watchers.has(camera.id) || !isOnvif(camera)) return
    const watcher = new CameraWatcher({ ...deps, inTurn, onClockStep }, camera.id)
    watchers.set(camera.id, watcher)
    watcher.start(firstMs, camera.capabilities.events)
  }

  async function leave(cameraId: Id): Promise<void> {
    const watcher = watchers.get(cameraId)
    watchers.delete(cameraId)
    await watcher?.stop()
  }

  function forgetOldEvents(): void {
    const forgetting = deps
      .cameras()
      .then((cameras) => deps.store.forgetOldEvents(cameras.map(({ id }) => id)))
      .catch((error: unknown) => deps.log(`old hints not forgotten: ${messageOf(error)}`))
    underWay = Promise.all([underWay, forgetting])
  }

  async function start(): Promise<void> {
    const inService = (await deps.cameras()).filter((camera) => camera.state !== 'removed' && isOnvif(camera))
    for (const [index, camera] of inService.entries()) {
      watch(camera, Math.round((CLOCK_EVERY_MS * index) / inService.length))
    }
    forgetOldEvents()
    endForgetting = deps.timers.every(DAY_MS, forgetOldEvents)
  }

  async function stop(): Promise<void> {
    endForgetting?.()
    endForgetting = null
    await Promise.all([underWay, ...[...watchers.keys()].map(leave)])
  }

  /** After a camera was added, changed or removed. Before `start` and after `stop` it does nothing. */
  function follow(camera: Camera): void {
    if (endForgetting === null) return
    if (camera.state === 'removed') underWay = Promise.all([underWay, leave(camera.id)])
    // It was looked at just now.
    else watch(camera, CLOCK_EVERY_MS)
  }

  return {
    start,
    stop,
    follow,
    /** Told when a camera's clock jumped between two readings. A listener must not throw. @returns ends the subscription */
    onClockStep: (listener: ClockStepListener): (() => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
