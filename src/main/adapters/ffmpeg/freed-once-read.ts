import type { Readable } from 'node:stream'
import { freeBytes } from '#shared/kernel/free-bytes.ts'

/** Chunks of at most 64 KiB that may wait for whoever reads; with more the process has to wait. */
const MAX_WAITING_CHUNKS = 64

/**
 * What comes, chunk by chunk; each is freed when the next one is asked for. Taken as it flows: stopping and starting the
 * pipe for every chunk, as a stream's own iterator does, takes longer than to read it.
 */
export async function* freedOnceRead(stream: Readable): AsyncGenerator<Uint8Array> {
  const waiting: Uint8Array[] = []
  let wake = Promise.withResolvers<void>()
  stream.on('data', (chunk: Uint8Array) => {
    waiting.push(chunk)
    if (waiting.length === MAX_WAITING_CHUNKS) stream.pause()
    wake.resolve()
  })
  // Told by `errored` once everything before it was read.
  stream.on('error', () => undefined)
  stream.once('close', () => wake.resolve())
  try {
    for (;;) {
      const chunk = waiting.shift()
      if (chunk) {
        yield chunk
        freeBytes(chunk)
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
