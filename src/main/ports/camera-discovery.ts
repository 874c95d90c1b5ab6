import type { FoundDevice } from '#shared/cameras/cameras.model.ts'

export type AnsweredDevice = Omit<FoundDevice, 'knownCameraId'>

export type DiscoveryListener = {
  /** Each device once; a later answer that knows more replaces nothing. */
  readonly onFound: (device: AnsweredDevice) => void
  readonly onAsked: (done: number, total: number) => void
}

/** Finds ONVIF devices without logging in anywhere. A stray or broken answer is passed over. */
export type CameraDiscovery = {
  /** WS-Discovery by multicast, asked thrice on every network card. Ends after `durationMs`, or when `signal` fires. */
  readonly search: (durationMs: number, listener: DiscoveryListener, signal: AbortSignal) => Promise<void>
  /** Asks each `host` or `host:port` for its time; without a port, at those that cameras are known to use. */
  readonly scan: (
    addresses: readonly string[],
    listener: DiscoveryListener,
    signal: AbortSignal,
  ) => Promise<void>
}
