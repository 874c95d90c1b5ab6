/**
 * Encoded pictures out of ffmpeg's AVI output on a pipe: each is a chunk `00dc` with its length in front, so that a
 * picture is complete the moment its last byte arrives. (In a bare Annex B stream only the next picture shows that.)
 */
export type AviReader = { push(chunk: Buffer): void }

const listOfPackets = Buffer.from('movi', 'latin1')
const videoChunk = '00dc'
const chunkHeaderBytes = 8
/** More than any picture of these scenes, and than the header of the file; beyond it this is no AVI. */
const maximumPendingBytes = 8 * 1024 * 1024

/** Throws when the bytes are not what ffmpeg writes as AVI. */
export function createAviReader(onPacket: (packet: Buffer) => void): AviReader {
  let pending: Buffer = Buffer.alloc(0)
  let inPackets = false

  /** Bytes used up from the front of `pending`; 0 when more are needed. */
  function takeOne(): number {
    if (!inPackets) {
      const start = pending.indexOf(listOfPackets)
      if (start === -1) return 0
      inPackets = true
      return start + listOfPackets.length
    }
    if (pending.length < chunkHeaderBytes) return 0
    const contentBytes = pending.readUInt32LE(4)
    // Chunks start at even offsets.
    const totalBytes = chunkHeaderBytes + contentBytes + (contentBytes % 2)
    if (totalBytes > maximumPendingBytes) throw new Error('Encoder output holds no AVI packets')
    if (pending.length < totalBytes) return 0
    const packet = pending.subarray(chunkHeaderBytes, chunkHeaderBytes + contentBytes)
    if (pending.toString('latin1', 0, 4) === videoChunk && contentBytes > 0) onPacket(packet)
    return totalBytes
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      if (pending.length > 2 * maximumPendingBytes) throw new Error('Encoder output holds no AVI packets')
      while (pending.length > 0) {
        const used = takeOne()
        if (used === 0) return
        pending = pending.subarray(used)
      }
    },
  }
}
