import { existsSync } from 'node:fs'
import { AppError } from '#shared/kernel/app-error.ts'

/** As in import-worker-file.ts: beside this one in the sources, an entry of its own in a built program. */
export function qrWorkerFile(): URL {
  const names = import.meta.url.endsWith('.ts') ? ['./qr-worker.ts'] : ['./qr-worker.js', '../qr-worker.js']
  const found = names.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url))
  if (!found) throw new AppError('internal', 'program.no-folder')
  return found
}
