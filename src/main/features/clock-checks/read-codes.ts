import { createHmac } from 'node:crypto'
import type { CheckRefusal, Sighting } from '#shared/clock-checks/clock-check.rules.ts'
import { type CodeMac, readClockCode } from '#shared/clock-checks/clock-code.rules.ts'
import { fromHex } from '#shared/kernel/hex.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { FoundQr, QrPicture, QrReader } from '#main/ports/qr-reader.ts'
import type { PlacedFrame } from './frames-in.ts'

/** While nothing was seen yet, one frame in this time is searched: a whole picture without a code takes longest. */
const LOOK_EVERY_MS = 400
/** Not seen for so long: it is looked for in the whole picture again. */
const LOST_AFTER_MS = 1000
/** Around the last code, in its own widths: a hand moves. */
const MARGIN = 0.6

export function macOf(keyHex: string): CodeMac {
  const key = fromHex(keyHex)
  return (bytes) => createHmac('sha256', key).update(bytes).digest()
}

/** The part of the picture around where the code was last. */
export function cropAround(
  picture: QrPicture,
  box: FoundQr['box'],
): { readonly part: QrPicture; readonly at: { readonly x: number; readonly y: number } } {
  const margin = Math.max(box.widthPx, box.heightPx) * MARGIN
  const left = Math.max(0, Math.floor(box.leftPx - margin))
  const top = Math.max(0, Math.floor(box.topPx - margin))
  const right = Math.min(picture.widthPx, Math.ceil(box.leftPx + box.widthPx + margin))
  const bottom = Math.min(picture.heightPx, Math.ceil(box.topPx + box.heightPx + margin))
  const widthPx = Math.max(2, (right - left) & ~1)
  const heightPx = Math.max(2, (bottom - top) & ~1)
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    const from = (top + row) * picture.widthPx + left
    pixels.set(picture.pixels.subarray(from, from + widthPx), row * widthPx)
  }
  return { part: { widthPx, heightPx, pixels }, at: { x: left, y: top } }
}

/** Reads code after code: all over the picture until one is found, then around it, frame by frame. */
function createFollower(reader: QrReader) {
  let box: FoundQr['box'] | null = null
  let seenAtMs = Number.NEGATIVE_INFINITY
  let lookedAtMs = Number.NEGATIVE_INFINITY

  return async function follow(frame: PlacedFrame): Promise<string | null> {
    if (box && frame.recordedAtMs - seenAtMs > LOST_AFTER_MS) box = null
    if (!box && frame.recordedAtMs - lookedAtMs < LOOK_EVERY_MS) return null
    if (!box) lookedAtMs = frame.recordedAtMs
    const { part, at } = box ? cropAround(frame, box) : { part: frame, at: { x: 0, y: 0 } }
    const found = await reader.read(part)
    if (!found) return null
    seenAtMs = frame.recordedAtMs
    box = { ...found.box, leftPx: found.box.leftPx + at.x, topPx: found.box.topPx + at.y }
    return found.text
  }
}

export type CodesRead = {
  readonly sightings: readonly Sighting[]
  /** Codes that were read and not counted. */
  readonly refused: { readonly foreign: number; readonly other: number; readonly forged: number }
}

type Key = {
  readonly codeTag: string
  readonly mac: CodeMac
  readonly isOurs: (codeTag: string) => Promise<boolean>
}

/** What the codes of the frames say, each held against the key of its check. Posters and packets count as nothing. */
export async function readCodes(
  frames: AsyncIterable<PlacedFrame>,
  reader: QrReader,
  key: Key,
  onFrame: (recordedAtMs: InstantMs) => void,
): Promise<CodesRead> {
  const follow = createFollower(reader)
  const sightings: Sighting[] = []
  const refused = { foreign: 0, other: 0, forged: 0 }
  for await (const frame of frames) {
    onFrame(frame.recordedAtMs)
    const text = await follow(frame)
    const read = text === null ? null : readClockCode(text)
    if (!read) continue
    const { code } = read
    if (code.checkTag !== key.codeTag) refused[(await key.isOurs(code.checkTag)) ? 'other' : 'foreign'] += 1
    else if (read.isSignedBy(key.mac)) sightings.push({ recordedAtMs: frame.recordedAtMs, code })
    else refused.forged += 1
  }
  // Fetched footage reaches over the edges of what it fills: there two runs tell of the same moment.
  return { sightings: sightings.toSorted((left, right) => left.recordedAtMs - right.recordedAtMs), refused }
}

/** The sentence for footage without enough good codes says what was there instead. */
export function refusalCode({ refused, sightings }: CodesRead, refusal: CheckRefusal): string {
  if (refusal !== 'too-few-codes') return `clock-check.${refusal}`
  if (refused.forged > 0) return 'clock-check.forged-code'
  if (refused.other > 0) return 'clock-check.other-check'
  if (refused.foreign > 0) return 'clock-check.foreign-code'
  return sightings.length === 0 ? 'clock-check.no-code' : 'clock-check.too-few-codes'
}
