import type { Readable } from 'node:stream'
import { toError } from '#shared/kernel/app-error.ts'
import { freeBytes } from '#shared/kernel/free-bytes.ts'
import { createFragmentCutter, type FragmentPart } from '#shared/mp4/fragment-stream.ts'

/** So much may wait for whoever reads; with more the process has to wait. One part alone may be larger. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024

/**
 * What a process writes as fragmented MP4, part by part. It is cut as it flows: a stream's own iterator stops and starts
 * the pipe for every piece, and to hand each piece on by a promise takes longer than to read it.
 * @throws AppError `data-loss mp4.malformed`, and what the stream threw, behind what came before
 */
export async function* readFragments(stream: Readable): AsyncGenerator<FragmentPart> {
  const cutter = createFragmentCutter()
  const waiting: FragmentPart[] = []
  let waitingBytes = 0
  let wake = Promise.withResolvers<void>()
  stream.on('data', (piece: Uint8Array) => {
    try {
      for (const part of cutter.push(piece)) {
        waiting.push(part)
        waitingBytes += part.bytes.length
        wake.resolve()
      }
      if (waitingBytes > MAX_WAITING_BYTES) stream.pause()
    } catch (thrown) {
      stream.destroy(toError(thrown))
    } finally {
      freeBytes(piece)
    }
  })
  // Told by `errored` once everything before it was read.
  stream.on('error', () => undefined)
  stream.once('close', () => wake.resolve())
  try {
    for (;;) {
      const part = waiting.shift()
      if (part) {
        waitingBytes -= part.bytes.length
        yield part
        if (waiting.length === 0 && stream.isPaused()) stream.resume()
      } else if (stream.closed) {
        if (stream.errored) throw stream.errored
        return
      } else {
        wake = Promise.withResolvers()
        await wake.promise
      }
    }
  } finally {
    stream.destroy()
  }
}
