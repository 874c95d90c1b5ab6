import { parentPort } from 'node:worker_threads'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { ParsedImport } from '#shared/imports/parsed-import.model.ts'
import type { ImportFile, ImportRequest } from '#main/ports/import-reader.ts'
import type { ImportPart, WorkerAnswer, WorkerOrder } from './import-worker-messages.ts'
import { readImportHere } from './read-import.ts'

/** A thread of its own that reads one file and ends: see import-reader.ts, which starts it. */
const ROWS_PER_PART = 1000

let parts: ImportPart<ImportKind>[] = []

function answer(message: WorkerAnswer<ImportKind>): void {
  parentPort?.postMessage(message)
}

function cut<Item>(items: readonly Item[], part: number): readonly Item[] {
  return items.slice(part * ROWS_PER_PART, (part + 1) * ROWS_PER_PART)
}

function partsOf({ accepted, rejected }: ParsedImport<ImportKind>): ImportPart<ImportKind>[] {
  const count = Math.ceil(Math.max(accepted.length, rejected.length) / ROWS_PER_PART)
  return Array.from({ length: count }, (_, part) => ({
    accepted: cut(accepted, part),
    rejected: cut(rejected, part),
  }))
}

async function read(file: ImportFile, request: ImportRequest<ImportKind>): Promise<void> {
  const parsed = await readImportHere(file, request, () => answer({ type: 'read' }))
  parts = partsOf(parsed).toReversed()
  const head = { kind: parsed.kind, columns: parsed.columns, rows: parsed.rows, period: parsed.period }
  answer({ type: 'parsed', head, parts: parts.length })
}

function handNextPart(): void {
  const part = parts.pop()
  if (part) answer({ type: 'part', part })
}

parentPort?.on('message', (order: WorkerOrder<ImportKind>) => {
  if (order.type === 'next') {
    handNextPart()
    return
  }
  read(order.file, order.request).catch((error: unknown) => {
    // Anything but a refusal is a defect: it ends the thread, and the host sees it as a crash.
    if (!(error instanceof AppError)) throw error
    answer({ type: 'refused', code: error.code, detail: error.detail })
  })
})
