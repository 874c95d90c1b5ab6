/** A keyframe as a small JPEG, {@link THUMBNAIL_WIDTH_PX} wide. */
export type KeyframeThumbnail = {
  /** When it is shown, in the stream's own media time. */
  readonly mediaSeconds: number
  readonly jpeg: Uint8Array
}

/**
 * Decodes the keyframes of a fragmented MP4 that comes in pieces: one init segment, then keyframe groups. Runs in a process
 * of its own, at low priority. A keyframe that cannot be decoded is left out; the ones after it come.
 * @throws AppError `unavailable keyframes.failed` {log} when the decoder ends early, `cancelled call.cancelled`
 */
export type ReadThumbnails = (
  fragmentedMp4: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
) => AsyncIterable<KeyframeThumbnail>
