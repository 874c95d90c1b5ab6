import type { StreamCopy } from './video-tool.ts'

export type LiveRequest = {
  /** RTSP, credentials inside. Never logged. */
  readonly url: string
  /** Make H.264 of it, for browsers that cannot decode the original. */
  readonly asH264: boolean
}

/** A running picture for watching now: fragmented MP4 with one `moof mdat` per picture, without sound. */
export type OpenLive = (request: LiveRequest) => StreamCopy
