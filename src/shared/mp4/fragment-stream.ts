import { AppError } from '../kernel/app-error.ts'
import { type BoxHeader, boxHeader } from './boxes.ts'

/** No camera's keyframe group is this large: a claim beyond it is a broken stream, not footage. */
const MAX_BOX_BYTES = 512 * 1024 * 1024
const MAX_HEADER_BYTES = 16

export type FragmentPart = { readonly kind: 'init' | 'group'; readonly bytes: Uint8Array }

/** One box that is arriving, behind what it completes; `bytes` is null for one that is dropped. */
type Arriving = { readonly type: string; readonly bytes: Uint8Array | null; filled: number; missing: number }

const BEGINS = new Set(['ftyp', 'moof'])
const COMPLETES: Readonly<Record<string, FragmentPart['kind']>> = { moov: 'init', mdat: 'group' }

/** Each byte is copied once, to where it stays: a keyframe group is a megabyte, and there are many cameras. */
function createAssembly() {
  const head = new Uint8Array(MAX_HEADER_BYTES)
  let headLength = 0
  let held: Uint8Array | null = null
  let box: Arriving | null = null

  function open({ type, size }: BoxHeader): Arriving {
    if (size > MAX_BOX_BYTES) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
    const before = COMPLETES[type] && held ? held : null
    const isKept = before !== null || BEGINS.has(type)
    const bytes = isKept ? new Uint8Array((before?.length ?? 0) + size) : null
    if (before) bytes?.set(before)
    return { type, bytes, filled: before?.length ?? 0, missing: size }
  }

  function fill(into: Arriving, piece: Uint8Array): void {
    into.bytes?.set(piece, into.filled)
    into.filled += piece.length
    into.missing -= piece.length
  }

  function close({ type, bytes }: Arriving): FragmentPart | null {
    box = null
    headLength = 0
    const kind = COMPLETES[type]
    if (BEGINS.has(type)) held = bytes
    else if (kind) held = null
    return kind && bytes ? { kind, bytes } : null
  }

  /** Takes from `chunk` at `at` what belongs to one box. */
  function take(chunk: Uint8Array, at: number): { readonly at: number; readonly part: FragmentPart | null } {
    let next = at
    while (!box && next < chunk.length) {
      head[headLength] = chunk[next] ?? 0
      headLength += 1
      next += 1
      const header = boxHeader(head.subarray(0, headLength), 0)
      if (!header) continue
      box = open(header)
      fill(box, head.subarray(0, headLength))
    }
    if (!box) return { at: next, part: null }
    const piece = chunk.subarray(next, next + box.missing)
    fill(box, piece)
    return { at: next + piece.length, part: box.missing === 0 ? close(box) : null }
  }

  return { take }
}

export type FragmentCutter = {
  /** Takes a piece, cut anywhere, and gives what became whole with it. Nothing of the piece is kept. */
  readonly push: (piece: Uint8Array) => readonly FragmentPart[]
}

const NONE: readonly FragmentPart[] = []

/**
 * Cuts a fragmented MP4 that arrives in pieces into its init segment (`ftyp moov`) and its fragments (`moof mdat`). Other
 * boxes are dropped; an unfinished last fragment is never given out. Each part has its own memory.
 * `push` throws AppError `data-loss mp4.malformed`.
 */
export function createFragmentCutter(): FragmentCutter {
  const assembly = createAssembly()

  function push(piece: Uint8Array): readonly FragmentPart[] {
    // Most pieces complete nothing.
    let whole = NONE
    for (let at = 0; at < piece.length; ) {
      const taken = assembly.take(piece, at)
      at = taken.at
      if (taken.part) whole = [...whole, taken.part]
    }
    return whole
  }

  return { push }
}
