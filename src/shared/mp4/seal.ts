import { type Fragment, readFragment } from './fragment.ts'
import type { InitSegment } from './init-segment.ts'
import { concatBytes } from '../kernel/concat-bytes.ts'
import { merkleRoot, type Sha256 } from '../kernel/merkle.ts'

/**
 * The seal of a recording, made when its segment closes and proved again from every clip cut out of it:
 *
 * - sample digest = SHA-256 of the coded sample's bytes as they are stored in the MP4;
 * - group digest = SHA-256 over the digests of all samples of one keyframe group (one `moof`): tracks by ascending
 *   track id, the samples of each track in decode order. Headers and times are outside: a clip may stand elsewhere on
 *   its own timeline and still prove the same pictures;
 * - segment root = RFC 6962 Merkle root over the group digests of the segment, in order.
 */
export type GroupSeal = {
  /** 32 bytes. */
  readonly digest: Uint8Array
  /** Coded samples of all tracks. */
  readonly samples: number
}

/** @throws AppError `data-loss mp4.malformed {offset}` */
export function groupDigest(fragmentBytes: Uint8Array, init: InitSegment, sha256: Sha256): GroupSeal {
  return sealOf(readFragment(fragmentBytes, init), fragmentBytes, sha256)
}

/** The same for a fragment that was read already. */
export function sealOf(fragment: Fragment, fragmentBytes: Uint8Array, sha256: Sha256): GroupSeal {
  const tracks = fragment.tracks.toSorted((left, right) => left.trackId - right.trackId)
  const digests = tracks.flatMap((track) =>
    track.samples.map((sample) => sha256(fragmentBytes.subarray(sample.offset, sample.offset + sample.size))),
  )
  return { digest: sha256(concatBytes(digests)), samples: digests.length }
}

export function segmentRoot(groupDigests: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  return merkleRoot(groupDigests, sha256)
}
