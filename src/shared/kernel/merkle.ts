import { AppError } from '../kernel/app-error.ts'
import { concatBytes } from './concat-bytes.ts'

/** SHA-256 of some bytes, synchronous. Handed in: this layer knows neither Node nor WebCrypto. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** Keep leaves and inner nodes apart, so that no node can be passed off as a leaf (RFC 6962 §2.1). */
const LEAF_PREFIX = 0x00
const NODE_PREFIX = 0x01

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && left.every((byte, index) => byte === right[index])
}

export function leafHash(leaf: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concatBytes([Uint8Array.of(LEAF_PREFIX), leaf]))
}

function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concatBytes([Uint8Array.of(NODE_PREFIX), left, right]))
}

/** The largest power of two below `count`, for count ≥ 2. */
function splitPoint(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

function rootOfHashes(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  const [first] = hashes
  if (!first) return sha256(new Uint8Array())
  if (hashes.length === 1) return first
  const split = splitPoint(hashes.length)
  return nodeHash(
    rootOfHashes(hashes.slice(0, split), sha256),
    rootOfHashes(hashes.slice(split), sha256),
    sha256,
  )
}

/** RFC 6962 §2.1 Merkle tree hash; of no leaves: SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  return rootOfHashes(
    leaves.map((leaf) => leafHash(leaf, sha256)),
    sha256,
  )
}

function pathOfHashes(index: number, hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array[] {
  if (hashes.length <= 1) return []
  const split = splitPoint(hashes.length)
  const left = hashes.slice(0, split)
  const right = hashes.slice(split)
  return index < split
    ? [...pathOfHashes(index, left, sha256), rootOfHashes(right, sha256)]
    : [...pathOfHashes(index - split, right, sha256), rootOfHashes(left, sha256)]
}

/**
 * RFC 6962 §2.1.1 audit path from leaf `index` to the root, nearest sibling first.
 * @throws AppError `internal merkle.no-such-leaf {index}`
 */
export function inclusionPath(index: number, leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new AppError('internal', 'merkle.no-such-leaf', { index })
  }
  const hashes = leaves.map((leaf) => leafHash(leaf, sha256))
  return pathOfHashes(index, hashes, sha256)
}

/**
 * RFC 9162 §2.1.3.2: the root that leaf `index` of a tree of `treeSize` leaves and its audit path lead to, or null
 * when the path has not the length that such a tree demands.
 */
export function rootFromInclusionPath(
  leaf: Uint8Array,
  index: number,
  treeSize: number,
  path: readonly Uint8Array[],
  sha256: Sha256,
): Uint8Array | null {
  if (!Number.isInteger(index) || index < 0 || index >= treeSize) return null
  let node = index
  let lastNode = treeSize - 1
  let hash = leafHash(leaf, sha256)
  for (const sibling of path) {
    if (lastNode === 0) return null
    if (node % 2 === 1 || node === lastNode) {
      hash = nodeHash(sibling, hash, sha256)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        lastNode = Math.floor(lastNode / 2)
      }
    } else {
      hash = nodeHash(hash, sibling, sha256)
    }
    node = Math.floor(node / 2)
    lastNode = Math.floor(lastNode / 2)
  }
  return lastNode === 0 ? hash : null
}

export function verifyInclusion(
  proof: {
    readonly leaf: Uint8Array
    readonly index: number
    readonly treeSize: number
    readonly path: readonly Uint8Array[]
    readonly root: Uint8Array
  },
  sha256: Sha256,
): boolean {
  const root = rootFromInclusionPath(proof.leaf, proof.index, proof.treeSize, proof.path, sha256)
  return root !== null && equalBytes(root, proof.root)
}
