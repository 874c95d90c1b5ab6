export type ReadPace = {
  /** So many bytes were read. */
  readonly count: (bytes: number) => void
  /** Somebody cannot take more, until the same one lets go. */
  readonly hold: (who: 'reader') => void
  readonly release: (who: 'reader') => void
  readonly end: () => void
}

/** Ahead of the allowed rate by less is not worth a pause. */
const LEAST_PAUSE_MS = 20
/** What was not used is lost after this: a pause buys no burst. */
const BURST_MS = 200

/**
 * Keeps reading at a rate: the sender feels it, since TCP makes it wait.
 * @param maxBitsPerSecond null: no limit
 * @param setOpen told to stop and to go on, in turn
 */
export function createPace(maxBitsPerSecond: number | null, setOpen: (isOpen: boolean) => void): ReadPace {
  const held = new Set<string>()
  let dueMs = performance.now()
  let timer: NodeJS.Timeout | undefined
  let isOpen = true

  function look(): void {
    const shouldBeOpen = held.size === 0
    if (shouldBeOpen === isOpen) return
    isOpen = shouldBeOpen
    setOpen(isOpen)
  }

  function letGo(who: string): void {
    held.delete(who)
    look()
  }

  /** More of the same read is counted while it waits, so it looks again. */
  function waitForRate(): void {
    const aheadMs = dueMs - performance.now()
    if (aheadMs <= 0) letGo('rate')
    else timer = setTimeout(waitForRate, aheadMs)
  }

  return {
    count: (bytes) => {
      if (maxBitsPerSecond === null) return
      const nowMs = performance.now()
      dueMs = Math.max(dueMs, nowMs - BURST_MS) + (bytes * 8000) / maxBitsPerSecond
      if (dueMs - nowMs < LEAST_PAUSE_MS || held.has('rate')) return
      held.add('rate')
      look()
      waitForRate()
    },
    hold: (who) => {
      held.add(who)
      look()
    },
    release: letGo,
    end: () => clearTimeout(timer),
  }
}
