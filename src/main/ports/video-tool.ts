import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'

/** A running stream copy. */
export type StreamCopy = {
  /**
   * Fragmented MP4: a header, then one `moof mdat` per keyframe group as soon as the next keyframe arrives. Ends with the
   * process; throws AppError `data-loss mp4.malformed` where it is none.
   */
  readonly output: AsyncIterable<FragmentPart>
  /**
   * Coded pictures that came so far. Grows while the camera sends, long before a group is whole: keyframes may be twenty
   * seconds apart.
   */
  readonly pictures: () => number
  /** Coded packets that came out of their order so far: another session's, or many lost ones. */
  readonly strayPackets: () => number
  /** Asks it to end; the last group still comes. Killed after `graceMs`. */
  readonly stop: (graceMs?: number) => void
  /** Never rejects. `reason` is a key under `recorder.` in the locales. */
  readonly ended: Promise<{ readonly reason: StreamEndReason; readonly log: string }>
}

export type StreamEndReason =
  | 'stopped'
  | 'connection-refused'
  | 'unreachable'
  | 'unauthorized'
  | 'not-found'
  | 'timeout'
  | 'connection-lost'
  | 'tool-missing'
  | 'tool-killed'
  | 'audio-format'

/**
 * Sound: left out, copied as it is, or turned into AAC where MP4 cannot hold it (G.711). A copy of what MP4 cannot hold ends
 * at once with `audio-format`.
 */
export type CopyAudio = 'none' | 'copy' | 'aac'

export type VideoTool = {
  /**
   * Connects to an RTSP address (credentials inside) and copies its video, and sound if asked, without decoding it.
   * @param tellsEveryMs how often `pictures` is brought up to date; 2 s when absent
   */
  readonly copyStream: (url: string, audio?: CopyAudio, tellsEveryMs?: number) => StreamCopy
  /** Keyframe groups (with their init segment before them) as MPEG-TS in H.264, timestamps kept. */
  readonly transcodeToH264: (fragmentedMp4: Uint8Array, signal: AbortSignal) => Promise<Uint8Array>
}
