import { cpus } from 'node:os'
import type { ProcessorLoad } from '#main/ports/processor-load.ts'

/** From the processors' own counters: the load average of Windows is always 0. */
function countersNow(): { readonly idleMs: number; readonly allMs: number } {
  let [idleMs, allMs] = [0, 0]
  for (const { times } of cpus()) {
    idleMs += times.idle
    allMs += times.user + times.nice + times.sys + times.irq + times.idle
  }
  return { idleMs, allMs }
}

export function createProcessorLoad(): ProcessorLoad {
  let before = countersNow()
  return () => {
    const now = countersNow()
    const allMs = now.allMs - before.allMs
    const busyMs = allMs - (now.idleMs - before.idleMs)
    before = now
    return allMs <= 0 ? 0 : Math.max(0, Math.min(1, busyMs / allMs))
  }
}
