import { readdir, readFile } from 'node:fs/promises'

/** USER_HZ of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100

export type ProcessCost = {
  /** User and system time since the processes began, those of ended children included. */
  readonly cpuSeconds: number
  /** Proportional: what several share is counted once. */
  readonly memoryBytes: number
}

async function statOf(processId: number) {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The name in brackets may hold anything; the numbers begin behind it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0)
  return { parentId: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND }
}

async function memoryOf(processId: number): Promise<number> {
  const text = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
}

/** A process and everything that it started (Linux). */
export async function processTree(rootId: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = new Map<number, number>()
  for (const id of ids) {
    const stat = await statOf(id)
    if (stat) parents.set(id, stat.parentId)
  }
  const tree = [rootId]
  for (const id of tree) for (const [child, parent] of parents) if (parent === id) tree.push(child)
  return tree
}

/** What the processes cost up to now, each with all that it started. */
export async function costOf(rootIds: readonly number[]): Promise<ProcessCost> {
  const trees = await Promise.all(rootIds.map((id) => processTree(id)))
  let cpuSeconds = 0
  let memoryBytes = 0
  for (const id of new Set(trees.flat())) {
    cpuSeconds += (await statOf(id))?.cpuSeconds ?? 0
    memoryBytes += await memoryOf(id)
  }
  return { cpuSeconds, memoryBytes }
}
