import type { DeviceIdentity, MediaProfile, StreamFacts } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DeviceSession } from '#main/ports/camera-device.ts'

export const GOOD_IDENTITY: DeviceIdentity = {
  manufacturer: 'KBVision',
  model: 'KX-4K',
  firmware: '2.40',
  serialNumber: '20261123000000000001',
}

export const MAIN_PROFILE: MediaProfile = {
  token: '001',
  name: 'main',
  codec: 'h265',
  widthPx: 1920,
  heightPx: 1080,
  declaredFrameRateMilli: 25_000,
  declaredBitsPerSecond: 2_000_000,
}
export const SUB_PROFILE: MediaProfile = {
  token: '002',
  name: 'sub',
  codec: 'h264',
  widthPx: 640,
  heightPx: 360,
  declaredFrameRateMilli: 12_000,
  declaredBitsPerSecond: 300_000,
}

export const GOOD_STREAM: StreamFacts = {
  codec: 'h265',
  widthPx: 1920,
  heightPx: 1080,
  frameRateMilli: 25_000,
  keyframeSpacingMs: 2000,
  hasAudio: false,
  declaredFrameRateMilli: 25_000,
  bitsPerSecond: 2_000_000,
  timestampJumps: 0,
}
export const GOOD_SUB_STREAM: StreamFacts = {
  ...GOOD_STREAM,
  codec: 'h264',
  widthPx: 640,
  heightPx: 360,
  frameRateMilli: 12_000,
  declaredFrameRateMilli: 12_000,
}

export const fails =
  (kind: 'unavailable' | 'forbidden' | 'precondition' | 'internal' | 'cancelled', code: string) =>
  (): Promise<never> =>
    Promise.reject(new AppError(kind, code))

export type FakeSessionOptions = Partial<DeviceSession> & {
  readonly nowMs: () => number
  /** Its clock, ahead of the station's. */
  readonly aheadMs?: () => number
}

/** A device on which every rung of the ladder holds: H.265 and a sub-stream, events, an empty card. */
export function fakeSession({ nowMs, aheadMs = () => -500, ...changes }: FakeSessionOptions): DeviceSession {
  const host = changes.host ?? '10.0.0.5'
  return {
    host,
    getDateAndTime: async () => ({
      cameraTimeMs: nowMs() + aheadMs(),
      sentAtMs: nowMs(),
      receivedAtMs: nowMs(),
    }),
    verifyCredentials: async () => ({ identity: GOOD_IDENTITY, auth: 'digest' }),
    getCapabilities: async () => ({ media2: true, events: true, recordings: true }),
    getProfiles: async () => [MAIN_PROFILE, SUB_PROFILE],
    getStreamUri: async (token) => `rtsp://${host}:554/${token === SUB_PROFILE.token ? 'sub' : 'main'}`,
    getSnapshotUri: async () => `http://${host}/snapshot`,
    getSnapshot: async () => new Uint8Array([0xff, 0xd8, 0xff]),
    watchEvents: (_, signal) =>
      new Promise((resume) => {
        if (signal.aborted) resume()
        else signal.addEventListener('abort', () => resume())
      }),
    findRecordings: async () => [],
    getReplayUri: async () => `rtsp://${host}:554/replay`,
    ...changes,
  }
}
