import type { ParameterSets, VideoCodec } from '../video/video-codec.ts'
import type { EncodedPicture } from '../video/video-encoder.ts'

/** Something an RTSP path can play: pictures as they are encoded. */
export type LiveStream = {
  readonly codec: VideoCodec
  readonly framesPerSecond: number
  readonly bitsPerSecond: number
  /** Null until the first keyframe. */
  readonly parameterSets: () => ParameterSets | null
  /** Returns its own end. */
  subscribe(listener: (picture: EncodedPicture) => void): () => void
}

export type LiveStreamFeed = LiveStream & { publish(picture: EncodedPicture): void }

export function createLiveStreamFeed(stream: Omit<LiveStream, 'subscribe'>): LiveStreamFeed {
  const listeners = new Set<(picture: EncodedPicture) => void>()
  return {
    ...stream,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish(picture) {
      for (const listener of listeners) listener(picture)
    },
  }
}
