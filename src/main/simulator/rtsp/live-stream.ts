import type { ParameterSets, VideoCodec } from '../video/video-codec.ts'
import type { EncodedPicture } from '../video/video-encoder.ts'

/** Something an RTSP path can play: pictures as they are encoded. */
export type LiveStream = {
  readonly codec: VideoCodec
  readonly declaredFramesPerSecond: number
  readonly bitsPerSecond: number
  /** Null until the first keyframe. */
  readonly parameterSets: () => ParameterSets | null
  /** Begins with the keyframe group under way, as devices that keep one do. Returns its own end. */
  subscribe(listener: (picture: EncodedPicture) => void): () => void
}

export type LiveStreamFeed = LiveStream & { publish(picture: EncodedPicture): void }

export function createLiveStreamFeed(stream: Omit<LiveStream, 'subscribe'>): LiveStreamFeed {
  const listeners = new Set<(picture: EncodedPicture) => void>()
  let sinceKeyframe: EncodedPicture[] = []
  return {
    ...stream,
    subscribe(listener) {
      let isOpen = true
      // After the answer to PLAY has gone out.
      setImmediate(() => {
        if (!isOpen) return
        for (const picture of sinceKeyframe) listener(picture)
        listeners.add(listener)
      })
      return () => {
        isOpen = false
        listeners.delete(listener)
      }
    },
    publish(picture) {
      sinceKeyframe = picture.keyframe ? [picture] : [...sinceKeyframe, picture]
      for (const listener of listeners) listener(picture)
    },
  }
}
