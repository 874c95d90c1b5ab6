import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (thrown) {
    // EPERM: it lives, and belongs to someone else.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

function holderOf(path: string): number | null {
  try {
    const processId = Number(readFileSync(path, 'utf8'))
    return Number.isInteger(processId) && processId > 0 && isAlive(processId) ? processId : null
  } catch {
    return null
  }
}

/**
 * Makes this process the only one that writes a data folder; returns what gives it back. A lock whose process died is
 * taken over.
 * @throws AppError `conflict data.in-use {processId}`
 */
export function lockDataFolder(dataFolder: string): () => void {
  mkdirSync(dataFolder, { recursive: true })
  const path = join(dataFolder, 'station.lock')
  const holder = holderOf(path)
  if (holder !== null && holder !== process.pid)
    throw new AppError('conflict', 'data.in-use', { processId: holder })
  writeFileSync(path, String(process.pid))
  return () => {
    if (holderOf(path) === process.pid) rmSync(path, { force: true })
  }
}
