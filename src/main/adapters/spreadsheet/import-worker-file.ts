import { existsSync } from 'node:fs'
import { AppError } from '#shared/kernel/app-error.ts'

/**
 * The worker's file: beside this one in the sources; in a built program, where this file is part of `host-entry.js` or of a
 * chunk, the entry `import-worker.js` of the same folder or of the one above (electron.vite.config.ts).
 */
export function importWorkerFile(): URL {
  const names = import.meta.url.endsWith('.ts')
    ? ['./import-worker.ts']
    : ['./import-worker.js', '../import-worker.js']
  const found = names.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url))
  if (!found) throw new AppError('internal', 'program.no-folder')
  return found
}
