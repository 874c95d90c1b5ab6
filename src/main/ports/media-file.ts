import type { VideoCodec } from '#shared/cameras/cameras.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'

/** What the head of a recorded file tells. */
export type MediaFacts = {
  readonly codec: VideoCodec
  /** As the demuxer calls it, e.g. `mpeg4`. */
  readonly codecName: string
  readonly widthPx: number
  readonly heightPx: number
  /** null for formats that do not say. */
  readonly durationMs: number | null
  /** What the container says of its creation, taken for UTC; null when it says nothing. */
  readonly createdAtMs: InstantMs | null
}

export type MediaCopy = {
  /** Fragmented MP4 of the first video track, not decoded: a header, then one `moof mdat` per keyframe group. */
  readonly output: AsyncIterable<FragmentPart>
  /** Never rejects; `ok` false: the tool gave up on the file, after what came out. */
  readonly ended: Promise<{ readonly ok: boolean; readonly log: string }>
  readonly stop: () => void
}

/** Recorded files of any make, by absolute path. Nothing but the named file is opened, whatever it says of others. */
export type MediaFiles = {
  /** @throws AppError `invalid media.unreadable | media.no-video`, `unavailable ffmpeg.missing`, `cancelled call.cancelled` */
  readonly probe: (path: string, signal?: AbortSignal) => Promise<MediaFacts>
  readonly copy: (path: string) => MediaCopy
}
