import { concatBytes } from '../kernel/concat-bytes.ts'
import { type InstantMs, VIETNAM_OFFSET_MS } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import {
  type StripHead,
  stripHeadSchema,
  THUMBNAIL_LEVELS,
  THUMBNAIL_SCALES,
  type Thumbnail,
  type ThumbnailLevel,
} from './thumbnails.model.ts'

/** The strip of a level that holds an instant. */
export function stripAt(level: ThumbnailLevel, atMs: InstantMs): TimeRange {
  const { stripMs } = THUMBNAIL_SCALES[level]
  const fromMs = Math.floor((atMs + VIETNAM_OFFSET_MS) / stripMs) * stripMs - VIETNAM_OFFSET_MS
  return { fromMs, toMs: fromMs + stripMs }
}

/** Strips of a level that overlap the range, in order of time. */
export function stripsIn(level: ThumbnailLevel, range: TimeRange): TimeRange[] {
  const strips: TimeRange[] = []
  for (
    let strip = stripAt(level, range.fromMs);
    strip.fromMs < range.toMs;
    strip = stripAt(level, strip.toMs)
  )
    strips.push(strip)
  return strips
}

/** The instants of a strip for which a picture is wanted. */
export function instantsOf(level: ThumbnailLevel, strip: TimeRange): InstantMs[] {
  const { stepMs, stripMs } = THUMBNAIL_SCALES[level]
  return Array.from({ length: stripMs / stepMs }, (_, index) => strip.fromMs + index * stepMs)
}

/** Pictures this near to each other on the screen are as good as one. */
const PICTURE_SPACING_PX = 24

/** The coarsest level whose pictures still stand close enough for a view; the nearest level when none does. */
export function levelFor(viewMs: number, widthPx: number): ThumbnailLevel {
  const msPerPicture = (viewMs / Math.max(1, widthPx)) * PICTURE_SPACING_PX
  return THUMBNAIL_LEVELS.findLast((level) => THUMBNAIL_SCALES[level].stepMs <= msPerPicture) ?? 'seconds'
}

const LENGTH_BYTES = 4

/** A head as JSON after its length (32 bits, big-endian), then the JPEGs end to end. */
export function encodeStrip(picks: StripHead['picks'], thumbnails: readonly Thumbnail[]): Uint8Array {
  let offset = 0
  const pictures = thumbnails.map(({ atMs, jpeg }) => {
    const picture = { atMs, offset, size: jpeg.length }
    offset += jpeg.length
    return picture
  })
  // Figures and ASCII names alone: a byte for each character.
  const head = Uint8Array.from(JSON.stringify({ picks, pictures }), (character) => character.charCodeAt(0))
  const length = new Uint8Array(LENGTH_BYTES)
  new DataView(length.buffer).setUint32(0, head.length)
  return concatBytes([length, head, ...thumbnails.map(({ jpeg }) => jpeg)])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function textOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** null for what {@link encodeStrip} did not write, or what was cut short. */
export function decodeStrip(
  bytes: Uint8Array,
): { readonly picks: StripHead['picks']; readonly thumbnails: readonly Thumbnail[] } | null {
  if (bytes.length < LENGTH_BYTES) return null
  const headBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const bodyAt = LENGTH_BYTES + headBytes
  if (bodyAt > bytes.length) return null
  const head = stripHeadSchema.safeParse(parsed(textOf(bytes.subarray(LENGTH_BYTES, bodyAt))))
  if (!head.success) return null
  const { picks, pictures } = head.data
  if (pictures.some(({ offset, size }) => bodyAt + offset + size > bytes.length)) return null
  const thumbnails = pictures.map(({ atMs, offset, size }) => ({
    atMs,
    jpeg: bytes.subarray(bodyAt + offset, bodyAt + offset + size),
  }))
  return { picks, thumbnails }
}

/** Whether a strip shows anything. */
export function hasPictures(bytes: Uint8Array): boolean {
  return (decodeStrip(bytes)?.thumbnails.length ?? 0) > 0
}

/** Of pictures in order of time the one that is nearest to an instant; null when there is none within `reachMs`. */
export function nearestOf<Picture extends { readonly atMs: InstantMs }>(
  pictures: readonly Picture[],
  atMs: InstantMs,
  reachMs: number,
): Picture | null {
  let low = 0
  let high = pictures.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pictures[middle]?.atMs ?? 0) < atMs) low = middle + 1
    else high = middle
  }
  let nearest: Picture | null = null
  for (const picture of [pictures[low - 1], pictures[low]])
    if (picture && (nearest === null || Math.abs(picture.atMs - atMs) < Math.abs(nearest.atMs - atMs)))
      nearest = picture
  return nearest && Math.abs(nearest.atMs - atMs) <= reachMs ? nearest : null
}
