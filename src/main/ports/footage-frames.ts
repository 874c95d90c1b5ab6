/** One decoded frame in grey, row by row from the top left. */
export type GreyFrame = {
  /** When it is shown, in the stream's own media time. */
  readonly mediaSeconds: number
  readonly pixels: Uint8Array
}

export type FrameSize = { readonly widthPx: number; readonly heightPx: number }

/**
 * Decodes every frame of a fragmented MP4 that comes in pieces (one init segment, then keyframe groups) at the size asked
 * for. Runs in a process of its own, at low priority. What cannot be decoded is left out.
 * @throws AppError `unavailable frames.failed` {log} when the decoder ends early, `cancelled call.cancelled`
 */
export type ReadFrames = (
  fragmentedMp4: AsyncIterable<Uint8Array>,
  size: FrameSize,
  signal: AbortSignal,
) => AsyncIterable<GreyFrame>

/** A part of a picture, in pixels from its top left. */
export type PictureCrop = FrameSize & { readonly leftPx: number; readonly topPx: number }

/**
 * The first frame of an init segment and one keyframe group, cut to the crop, as a JPEG.
 * @throws AppError `unavailable frames.failed` {log}, `cancelled call.cancelled`
 */
export type TakeJpeg = (
  fragmentedMp4: Uint8Array,
  crop: PictureCrop,
  signal: AbortSignal,
) => Promise<Uint8Array>
