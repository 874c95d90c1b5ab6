// Two commands started at the same time must not install into the same folder.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot, say } from './process.mjs'

// Outside the repository: a fresh clone has no folder of ours yet, and node_modules is deleted by `npm ci`.
const name = createHash('sha256').update(repositoryRoot).digest('hex').slice(0, 16)
const lockFolder = join(tmpdir(), `minh-chung-bootstrap-${name}`)
const longestWaitMs = 10 * 60_000

function isHolderAlive() {
  try {
    process.kill(Number(readFileSync(join(lockFolder, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function tryTake() {
  try {
    mkdirSync(lockFolder)
    writeFileSync(join(lockFolder, 'pid'), String(process.pid))
    return true
  } catch {
    return false
  }
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBootstrapLock(work) {
  const startedAtMs = Date.now()
  let hasSpoken = false
  while (!tryTake()) {
    const waitedMs = Date.now() - startedAtMs
    // The pid is written just after the folder is made: give a young holder a moment before calling it dead.
    if (waitedMs > longestWaitMs || (waitedMs > 1000 && !isHolderAlive())) {
      rmSync(lockFolder, { recursive: true, force: true })
      continue
    }
    if (!hasSpoken) say('another bootstrap of this folder is running: waiting for it')
    hasSpoken = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    return await work()
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
}
