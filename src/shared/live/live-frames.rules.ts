import { concatBytes } from '../kernel/concat-bytes.ts'

/**
 * One answer carries the pictures of several cameras: a browser keeps no more than six connections to a host, and a wall
 * has sixteen. Each frame is 8 bytes of header (kind, 0, channel as 16 bits, payload length as 32 bits, big-endian) and
 * its payload.
 */
export const LIVE_FRAME_KINDS = ['init', 'fragment', 'state'] as const
export type LiveFrameKind = (typeof LIVE_FRAME_KINDS)[number]

export type LiveFrame = {
  readonly kind: LiveFrameKind
  /** Place of the camera in the request, from 0. */
  readonly channel: number
  /** `ftyp moov`, `moof mdat` of one picture, or JSON of {@link LiveState}. */
  readonly payload: Uint8Array
}

const HEADER_BYTES = 8
/** No picture is larger: a claim beyond it is no answer of ours. */
const MAX_PAYLOAD_BYTES = 64 * 1024 * 1024

export function encodeLiveFrame({ kind, channel, payload }: LiveFrame): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, LIVE_FRAME_KINDS.indexOf(kind))
  view.setUint16(2, channel)
  view.setUint32(4, payload.length)
  bytes.set(payload, HEADER_BYTES)
  return bytes
}

/** Takes pieces as they come and gives out the whole frames in them. @throws RangeError for what is no such answer */
export function createLiveFrameReader(): (chunk: Uint8Array) => LiveFrame[] {
  let chunks: Uint8Array[] = []
  let length = 0
  let wanted = HEADER_BYTES

  return (chunk) => {
    chunks.push(chunk)
    length += chunk.length
    if (length < wanted) return []
    const bytes = concatBytes(chunks)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const frames: LiveFrame[] = []
    let offset = 0
    wanted = HEADER_BYTES
    while (bytes.length - offset >= HEADER_BYTES) {
      const kind = LIVE_FRAME_KINDS[view.getUint8(offset)]
      const payloadBytes = view.getUint32(offset + 4)
      if (kind === undefined || payloadBytes > MAX_PAYLOAD_BYTES) throw new RangeError('no live frame')
      wanted = HEADER_BYTES + payloadBytes
      if (bytes.length - offset < wanted) break
      const payload = bytes.slice(offset + HEADER_BYTES, offset + wanted)
      frames.push({ kind, channel: view.getUint16(offset + 2), payload })
      offset += wanted
      wanted = HEADER_BYTES
    }
    const rest = bytes.slice(offset)
    chunks = rest.length > 0 ? [rest] : []
    length = rest.length
    return frames
  }
}
