import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ImportKind, ImportRowOf } from '#shared/imports/import-rows.model.ts'
import type { Rejection } from '#shared/imports/imports.model.ts'
import type { ParsedImport } from '#shared/imports/parsed-import.model.ts'
import type {
  ImportFile,
  ImportProgress,
  ImportReadOptions,
  ImportRequest,
  ReadImport,
} from '#main/ports/import-reader.ts'
import { importWorkerFile } from './import-worker-file.ts'
import type { WorkerAnswer, WorkerOrder } from './import-worker-messages.ts'
import { MAX_FILE_BYTES, unreadable } from './limits.ts'
import { createQueue } from './one-at-a-time.ts'

/** A file of 64 MB and what is unpacked from it stand outside of this; its rows and texts stand in it. */
const MEMORY_MB = 2048
const SHARE_WHEN_READ = 0.6
const SHARE_WHEN_PARSED = 0.75

const cancelled = (): AppError => new AppError('cancelled', 'import.cancelled')

/** What became of a worker that ended without an answer. */
function failureOf(error: unknown): AppError {
  const isOutOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return unreadable(isOutOfMemory ? 'out-of-memory' : 'crashed', error)
}

/** Gathers what the worker hands over, asking for each next part when it has the one before. */
function createGathering<Kind extends ImportKind>(
  send: (order: WorkerOrder<Kind>) => void,
  progress: (progress: ImportProgress) => void,
  settle: { readonly done: (parsed: ParsedImport<Kind>) => void; readonly failed: (error: AppError) => void },
) {
  const accepted: ImportRowOf[Kind][] = []
  const rejected: Rejection[] = []
  let parsed: Extract<WorkerAnswer<Kind>, { readonly type: 'parsed' }> | null = null
  let partsHad = 0

  function goOn(): void {
    if (!parsed) return
    const shareOfParts = parsed.parts === 0 ? 1 : partsHad / parsed.parts
    const share = SHARE_WHEN_PARSED + (1 - SHARE_WHEN_PARSED) * shareOfParts
    progress({ stage: 'handing-over', share })
    if (partsHad < parsed.parts) send({ type: 'next' })
    else settle.done({ ...parsed.head, accepted, rejected })
  }

  return function take(answer: WorkerAnswer<Kind>): void {
    if (answer.type === 'refused') {
      settle.failed(new AppError('invalid', answer.code, answer.detail))
      return
    }
    if (answer.type === 'read') {
      progress({ stage: 'recognising', share: SHARE_WHEN_READ })
      return
    }
    if (answer.type === 'parsed') parsed = answer
    else {
      for (const row of answer.part.accepted) accepted.push(row)
      for (const rejection of answer.part.rejected) rejected.push(rejection)
      partsHad += 1
    }
    goOn()
  }
}

type Settings = { readonly workerFile: URL; readonly memoryMb: number }

async function readInWorker<Kind extends ImportKind>(
  file: ImportFile,
  request: ImportRequest<Kind>,
  { signal, progress = () => {} }: ImportReadOptions,
  { workerFile, memoryMb }: Settings,
): Promise<ParsedImport<Kind>> {
  if (signal?.aborted) throw cancelled()
  const { promise, resolve, reject } = Promise.withResolvers<ParsedImport<Kind>>()
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
  const send = (order: WorkerOrder<Kind>, owned: ArrayBuffer[] = []): void => worker.postMessage(order, owned)
  const onAbort = (): void => reject(cancelled())
  signal?.addEventListener('abort', onAbort, { once: true })
  worker.on('message', createGathering<Kind>(send, progress, { done: resolve, failed: reject }))
  worker.once('error', (error: unknown) => reject(failureOf(error)))
  worker.once('exit', () => reject(failureOf(null)))
  progress({ stage: 'reading', share: 0 })
  // The caller keeps its bytes; the worker gets a copy as its own.
  const bytes = new Uint8Array(file.bytes)
  send({ type: 'read', file: { fileName: file.fileName, bytes }, request }, [bytes.buffer])
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', onAbort)
    await worker.terminate()
  }
}

/**
 * Reads imported files in a thread of their own, one file at a time: a host that records video has no time to read a
 * hundred thousand rows, and no memory for two such files at once.
 */
export function createImportReader(settings: Partial<Settings> = {}): ReadImport {
  const enqueue = createQueue()
  const used: Settings = {
    workerFile: settings.workerFile ?? importWorkerFile(),
    memoryMb: settings.memoryMb ?? MEMORY_MB,
  }
  return async (file, request, options = {}) => {
    if (file.bytes.byteLength > MAX_FILE_BYTES) throw unreadable('too-large')
    return enqueue(() => readInWorker(file, request, options, used))
  }
}
