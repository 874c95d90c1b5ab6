import { setTimeout as delay } from 'node:timers/promises'

import { createCameraNetwork, type CameraNetwork } from './camera-network.ts'
import { startCameraPicture } from './camera-picture.ts'
import type { CameraFault } from './camera-fault.ts'
import { createDeviceClock, type DeviceClock } from './device-clock.ts'
import type { DeviceIdentity } from './onvif/device-facts.ts'
import type { EmittedEvent } from './onvif/event-topics.ts'
import { createHeldScreen, type ShownCode } from './scene/held-screen.ts'
import type { SceneScript } from './script/scene-script.ts'
import {
  cameraSettings,
  changedSettings,
  type VideoChanges,
  type VirtualCameraOptions,
} from './virtual-camera-options.ts'

export type VirtualCamera = {
  readonly name: string
  /** Address of the ONVIF device service. */
  readonly onvifUrl: string
  /** Where the main stream really is, without credentials, whatever ONVIF says of it. */
  readonly rtspUrl: string
  readonly username: string
  readonly password: string
  readonly script: SceneScript
  /** Replaces the fault in force; resolves when it is. */
  setFault(fault: CameraFault): Promise<void>
  /** Ends any fault; resolves when the camera answers again. */
  restore(): Promise<void>
  /** Steps the camera's clock: ONVIF time, burned-in clock and the NTP time of RTCP at once. */
  setClockOffsetMs(clockOffsetMs: number): void
  /** Changes what GetDeviceInformation answers, as an update of the firmware does. */
  setIdentity(changes: Partial<DeviceIdentity>): void
  /** Somebody holds a telephone into the picture that shows these, one after the other. */
  showCodes(codes: readonly ShownCode[]): void
  /** Tells all PullPoint subscriptions. */
  emitEvent(event: EmittedEvent): void
  /** PullPoint subscriptions that are alive now. */
  subscriptionCount(): number
  /** Films with other settings after a restart of `downMs` (default 500), as devices do; resolves when it is back. */
  changeVideo(changes: VideoChanges, downMs?: number): Promise<void>
  /** Ends ffmpeg, sockets and timers. */
  stop(): Promise<void>
}

const defaultDownMs = 500

/** Starts one camera and resolves when its first picture is encoded and both servers listen. */
export async function startVirtualCamera(options: VirtualCameraOptions): Promise<VirtualCamera> {
  let settings = cameraSettings(options)
  let { identity } = settings
  const clock = createDeviceClock(settings.clockOffsetMs, settings.now)
  const held = createHeldScreen()
  let picture = startCameraPicture(settings, clock, held)
  const network = createCameraNetwork(settings, clock, { picture: () => picture, identity: () => identity })

  async function stop(): Promise<void> {
    await Promise.all([network.faults.shutDown(), picture.stop()])
    network.forget()
  }

  async function startUp(): Promise<void> {
    try {
      await picture.started
      await network.faults.restore()
    } catch (cause) {
      await stop()
      throw new Error(`Virtual camera "${settings.name}" did not start`, { cause })
    }
  }

  await startUp()
  return {
    ...commandsOf(network, clock),
    name: settings.name,
    ...settings.credentials,
    script: settings.script,
    setIdentity(changes) {
      identity = { ...identity, ...changes }
    },
    showCodes: (codes) => held.show(codes),
    async changeVideo(changes, downMs = defaultDownMs) {
      const next = changedSettings(settings, changes)
      await network.faults.setFault({ kind: 'drop' })
      network.forget()
      await Promise.all([picture.stop(), delay(downMs)])
      settings = next
      picture = startCameraPicture(settings, clock, held)
      await startUp()
    },
    stop,
  }
}

type Commands = Omit<
  VirtualCamera,
  'name' | 'username' | 'password' | 'script' | 'setIdentity' | 'showCodes' | 'changeVideo' | 'stop'
>

function commandsOf(network: CameraNetwork, clock: DeviceClock): Commands {
  return {
    onvifUrl: network.onvifUrl(),
    rtspUrl: network.rtspUrl(),
    setFault: (fault) => network.faults.setFault(fault),
    restore: () => network.faults.restore(),
    setClockOffsetMs: (clockOffsetMs) => clock.step(clockOffsetMs),
    emitEvent: (event) => network.events.emit(event),
    subscriptionCount: () => network.events.subscriptionCount(),
  }
}
