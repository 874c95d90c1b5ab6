import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Sha256 } from '#shared/kernel/merkle.ts'

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/** SHA-256 of pieces that follow one another, lower-case hex. */
export function sha256Hex(...pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

export function crc32Of(...pieces: readonly Uint8Array[]): number {
  return pieces.reduce((value, piece) => crc32(piece, value), 0)
}

export function totalBytes(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
}
