import { concatBytes } from '../kernel/concat-bytes.ts'
import type { InstantMs } from '../kernel/instant.ts'
import { fromBase45, toBase45 } from './base45.rules.ts'

/**
 * One code of a clock check: 25 bytes, 38 letters, the smallest code (25 × 25 modules) that holds them with 15 % of repair.
 *
 * `version 1 | check 6 | instant 6 (ms, big endian) | uncertainty 2 (ms) | tag 10`
 *
 * The tag is the beginning of HMAC-SHA256 over what stands before it, under a key of that check alone.
 */
export type ClockCode = {
  /** Which check it belongs to: 6 bytes in hex. */
  readonly checkTag: string
  /** Station time from which it is shown; the next one takes its place after {@link CODE_MS}. */
  readonly atMs: InstantMs
  /** How well the page that shows it knows station time. */
  readonly uncertaintyMs: number
}

/** How long each code is shown. */
export const CODE_MS = 200
export const MAX_PAGE_UNCERTAINTY_MS = 65_535

const VERSION = 1
const SIGNED_BYTES = 15
const TAG_BYTES = 10

/** HMAC-SHA256 under the key of one check. */
export type CodeMac = (bytes: Uint8Array) => Uint8Array

function signedPart({ checkTag, atMs, uncertaintyMs }: ClockCode): Uint8Array {
  const bytes = new Uint8Array(SIGNED_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  for (let at = 0; at < 6; at += 1)
    view.setUint8(1 + at, Number.parseInt(checkTag.slice(at * 2, at * 2 + 2), 16))
  view.setUint16(7, Math.floor(atMs / 2 ** 32))
  view.setUint32(9, atMs % 2 ** 32)
  view.setUint16(13, Math.min(MAX_PAGE_UNCERTAINTY_MS, Math.ceil(uncertaintyMs)))
  return bytes
}

/** What the code says, as text for a QR code. */
export function writeClockCode(code: ClockCode, mac: CodeMac): string {
  const signed = signedPart(code)
  return toBase45(concatBytes([signed, mac(signed).subarray(0, TAG_BYTES)]))
}

export type ReadClockCode = {
  readonly code: ClockCode
  /** True where the tag was made with this key. */
  readonly isSignedBy: (mac: CodeMac) => boolean
}

/** null for a code that is none of ours: a poster's address, a product's number, another version. */
export function readClockCode(text: string): ReadClockCode | null {
  const bytes = fromBase45(text)
  if (bytes?.length !== SIGNED_BYTES + TAG_BYTES || bytes[0] !== VERSION) return null
  const view = new DataView(bytes.buffer)
  const code: ClockCode = {
    checkTag: [...bytes.subarray(1, 7)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    atMs: view.getUint16(7) * 2 ** 32 + view.getUint32(9),
    uncertaintyMs: view.getUint16(13),
  }
  const signed = bytes.subarray(0, SIGNED_BYTES)
  const tag = bytes.subarray(SIGNED_BYTES)
  return {
    code,
    isSignedBy: (mac) => {
      const right = mac(signed)
      return tag.every((byte, at) => byte === right[at])
    },
  }
}
