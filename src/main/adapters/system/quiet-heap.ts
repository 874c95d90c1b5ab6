import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { HOUR_MS } from '#shared/kernel/instant.ts'

const isProcedure = (value: unknown): value is () => void => typeof value === 'function'

/**
 * V8 takes a program that records and does little else for an idle one, and collects all of its memory every hundred
 * seconds to make it smaller. That costs a fifth of what recording a camera costs and wins nothing: once an hour is enough.
 * For a process that does nothing but this host.
 */
export function keepHeapQuiet(): void {
  setFlagsFromString('--no-memory-reducer')
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (!isProcedure(collect)) return
  // What the start needed goes first.
  collect()
  setInterval(collect, HOUR_MS).unref()
}
