import type { InstantMs } from '#shared/kernel/instant.ts'
import type { StreamCopy } from './video-tool.ts'

export type ReplayRequest = {
  /** RTSP replay address, credentials inside. Never logged. */
  readonly url: string
  /** By the device's clock. */
  readonly fromDeviceMs: InstantMs
  readonly toDeviceMs: InstantMs
  /** Reads no faster than this; null: as fast as device and link can. */
  readonly maxBitsPerSecond: number | null
}

/** Recorded footage on its way from a device's card: fragmented MP4 like a live copy, ends by itself after the range. */
export type ReplayCopy = StreamCopy & {
  /**
   * Device time of a picture, from its place in the output (milliseconds since the output's first picture): what the
   * device wrote beside the frame (RTP header extension 0xABAC), else counted from `fromDeviceMs`. Holes in the recording
   * are closed in the output: a group's last millisecond lies before the hole, the next group's first picture behind it.
   * Known for what has come out of `output`.
   */
  readonly deviceTimeOf: (mediaMs: number) => InstantMs
}

/** Plays a stretch of a device's own recordings (ONVIF streaming specification, Replay). */
export type OpenReplay = (request: ReplayRequest) => ReplayCopy
