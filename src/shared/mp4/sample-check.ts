import { readFragment } from './fragment.ts'
import { readInitSegment } from './init-segment.ts'

/** Pictures are stored as units with their length in front of each (ISO/IEC 14496-15). */
const LENGTH_BYTES = 4

function fillsExactly(view: DataView, offset: number, size: number): boolean {
  const end = offset + size
  let at = offset
  while (at < end) {
    if (at + LENGTH_BYTES > end) return false
    at += LENGTH_BYTES + view.getUint32(at)
  }
  return at === end
}

/**
 * Whether every picture of a fragment (H.264 or H.265) is made of units that fill it exactly. Spoiled bytes are seldom;
 * a decoder may end on them, and a parser that trusts the lengths may never end.
 */
export function hasSoundSamples(fragmentBytes: Uint8Array, initBytes: Uint8Array): boolean {
  const view = new DataView(fragmentBytes.buffer, fragmentBytes.byteOffset, fragmentBytes.byteLength)
  try {
    const init = readInitSegment(initBytes)
    const isVideo = new Set(init.tracks.filter(({ handler }) => handler === 'video').map(({ id }) => id))
    return readFragment(fragmentBytes, init)
      .tracks.filter(({ trackId }) => isVideo.has(trackId))
      .every(({ samples }) => samples.every(({ offset, size }) => fillsExactly(view, offset, size)))
  } catch {
    // Boxes that cannot be read are no sound fragment either.
    return false
  }
}
