import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import type { FoundQr, OpenQrReader, QrPicture, QrReader } from '#main/ports/qr-reader.ts'
import { qrWorkerFile } from './qr-worker-file.ts'

const boxSchema = z.object({
  leftPx: z.number(),
  topPx: z.number(),
  widthPx: z.number(),
  heightPx: z.number(),
})
const answerSchema = z.object({ text: z.string(), box: boxSchema }).nullable()

/** One thread per reader; pictures are read one after the other. */
export const openQrReader: OpenQrReader = (): QrReader => {
  const worker = new Worker(qrWorkerFile())
  let last: Promise<unknown> = Promise.resolve()
  let failure: unknown = null
  // An error between two pictures must not end the program; the next picture tells it.
  worker.on('error', (error: unknown) => {
    failure = error
  })

  function readNow(picture: QrPicture): Promise<FoundQr | null> {
    const { promise, resolve, reject } = Promise.withResolvers<FoundQr | null>()
    const failed = (): void => reject(new AppError('unavailable', 'qr.failed', {}, failure))
    const answered = (answer: unknown): void => {
      worker.off('exit', failed)
      resolve(answerSchema.parse(answer))
    }
    if (failure !== null) failed()
    worker.once('message', answered)
    worker.once('exit', failed)
    // The caller keeps its bytes; the thread gets a copy as its own.
    const pixels = new Uint8Array(picture.pixels)
    worker.postMessage({ ...picture, pixels }, [pixels.buffer])
    return promise
  }

  return {
    read: (picture) => {
      const answer = last.then(() => readNow(picture))
      last = answer.catch(() => undefined)
      return answer
    },
    close: async () => {
      await worker.terminate()
    },
  }
}
