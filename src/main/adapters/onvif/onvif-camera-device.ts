import type { CameraDevice } from '#main/ports/camera-device.ts'
import { type Clock, systemClock } from '#main/ports/clock.ts'
import { OnvifSession } from './onvif-session.ts'

const DEVICE_TIMEOUT_MS = 8000

/** Cameras over ONVIF, through the npm package `onvif` and what it lacks (docs/design/onvif-notes.md). */
export function createOnvifCameraDevice(
  options: { readonly clock?: Clock; readonly timeoutMs?: number } = {},
): CameraDevice {
  const { clock = systemClock, timeoutMs = DEVICE_TIMEOUT_MS } = options
  return {
    connect: async (target, signal) => {
      const session = new OnvifSession({ target, clock, timeoutMs })
      await session.reach(signal)
      return session
    },
  }
}
