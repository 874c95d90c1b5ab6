/** A frame as ffmpeg encoded it, and when it is shown in the stream's own media time. */
export type TimedFrame = { readonly mediaSeconds: number; readonly bytes: Uint8Array }

/**
 * Output that tells each frame's time beside its bytes. `showinfo` tells it with nine writes a frame, and one more for each
 * byte of the user data that an encoder put in: reading them cost more than reading the frames, and of a time there were
 * six digits only. Matroska's clock counts milliseconds.
 */
export const TIMED_OUTPUT: readonly string[] = ['-enc_time_base', '1:1000', '-f', 'matroska']

/** Elements of Matroska (RFC 9559); all others are passed over whole. Looked into: segment, cluster, block group. */
const LOOKED_INTO = new Set([0x1853_8067, 0x1f43_b675, 0xa0])
const TIMESTAMP = 0xe7
const SIMPLE_BLOCK = 0xa3
const BLOCK = 0xa1

/** Track (one byte), time from the cluster's on (two), flags (one). */
const BLOCK_HEAD_BYTES = 4

/** Gives a stream in the lengths that are asked for; null once it has no more. */
function createTaker(stream: AsyncIterable<Uint8Array>) {
  const chunks = stream[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array()

  async function take(length: number): Promise<Uint8Array | null> {
    const taken = new Uint8Array(length)
    for (let filled = 0; filled < length; ) {
      if (chunk.length === 0) {
        const next = await chunks.next()
        if (next.done) return null
        chunk = next.value
        continue
      }
      const piece = chunk.subarray(0, length - filled)
      taken.set(piece, filled)
      filled += piece.length
      chunk = chunk.subarray(piece.length)
    }
    return taken
  }

  return { take, close: () => chunks.return?.() }
}

const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

/** The number that begins here, whose first byte tells its length; `marked`: with the bit that told it. */
async function takeNumber(take: (length: number) => Promise<Uint8Array | null>, marked: boolean) {
  const head = (await take(1))?.[0]
  if (head === undefined) return null
  const more = Math.clz32(head) - 24
  const rest = await take(more)
  const first = marked ? head : head - (0x80 >> more)
  return rest && first * 256 ** more + numberOf(rest)
}

function frameOf(block: Uint8Array, clusterMs: number): TimedFrame {
  const sinceMs = new DataView(block.buffer, block.byteOffset).getInt16(1)
  return { mediaSeconds: (clusterMs + sinceMs) / 1000, bytes: block.subarray(BLOCK_HEAD_BYTES) }
}

/**
 * Frames of what ffmpeg writes with {@link TIMED_OUTPUT}, each with memory of its own. Left out: an unfinished last one, and
 * those whose time went back, which ffmpeg writes down at the time of the one before.
 */
export async function* readTimedFrames(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TimedFrame> {
  const { take, close } = createTaker(stream)
  let clusterMs = 0
  let lastSeconds = Number.NEGATIVE_INFINITY
  try {
    for (;;) {
      const id = await takeNumber(take, true)
      const length = await takeNumber(take, false)
      if (id === null || length === null) return
      if (LOOKED_INTO.has(id)) continue
      const content = await take(length)
      if (!content) return
      if (id === TIMESTAMP) clusterMs = numberOf(content)
      if (id !== SIMPLE_BLOCK && id !== BLOCK) continue
      const frame = frameOf(content, clusterMs)
      if (frame.mediaSeconds <= lastSeconds) continue
      lastSeconds = frame.mediaSeconds
      yield frame
    }
  } finally {
    await close()
  }
}
