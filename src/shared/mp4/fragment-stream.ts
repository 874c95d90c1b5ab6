import { AppError } from '../kernel/app-error.ts'
import { concatBytes } from '../kernel/concat-bytes.ts'
import { boxHeader } from './boxes.ts'

/** No camera's keyframe group is this large: a claim beyond it is a broken stream, not footage. */
const MAX_BOX_BYTES = 512 * 1024 * 1024
const MAX_HEADER_BYTES = 16

export type FragmentPart = { readonly kind: 'init' | 'group'; readonly bytes: Uint8Array }

/** Bytes that came in pieces, taken off the front. */
function createByteQueue() {
  let chunks: Uint8Array[] = []
  let length = 0

  function take(count: number): Uint8Array {
    const joined = concatBytes(chunks)
    const rest = joined.subarray(count)
    chunks = rest.length > 0 ? [rest] : []
    length = rest.length
    return joined.subarray(0, count)
  }

  function peek(count: number): Uint8Array {
    const first = chunks[0]
    if (first && first.length >= count) return first.subarray(0, count)
    return concatBytes(chunks).subarray(0, count)
  }

  return {
    push: (chunk: Uint8Array) => {
      chunks.push(chunk)
      length += chunk.length
    },
    length: () => length,
    take,
    peek,
  }
}

/**
 * Cuts a fragmented MP4 that arrives in pieces into its init segment (`ftyp moov`) and its fragments (`moof mdat`). Other
 * boxes are dropped; an unfinished last fragment is never given out.
 * @throws AppError `data-loss mp4.malformed`
 */
export async function* readFragments(stream: AsyncIterable<Uint8Array>): AsyncGenerator<FragmentPart> {
  const queue = createByteQueue()
  let held: Uint8Array[] = []
  for await (const chunk of stream) {
    queue.push(chunk)
    for (;;) {
      const header = boxHeader(queue.peek(MAX_HEADER_BYTES), 0)
      if (!header) break
      if (header.size > MAX_BOX_BYTES) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
      if (queue.length() < header.size) break
      const bytes = queue.take(header.size)
      if (header.type === 'ftyp' || header.type === 'moof') held = [bytes]
      if (header.type === 'moov' || header.type === 'mdat') {
        if (held.length === 0) continue
        yield { kind: header.type === 'moov' ? 'init' : 'group', bytes: concatBytes([...held, bytes]) }
        held = []
      }
    }
  }
}
