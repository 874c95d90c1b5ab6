import type { Clock } from '#main/ports/clock.ts'

const WRITE_EVERY_MS = 500

export type ProgressWriter = {
  /** 0–1; kept at most every half second, since each write is a transaction. */
  readonly report: (fraction: number) => void
  /** Waits for the write under way. @throws what a write threw */
  readonly settle: () => Promise<void>
}

export function createProgressWriter(
  clock: Clock,
  write: (permille: number) => Promise<void>,
): ProgressWriter {
  let writtenAtMs = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | null = null
  let failure: { readonly thrown: unknown } | null = null

  function report(fraction: number): void {
    const nowMs = clock.nowMs()
    if (underWay || nowMs - writtenAtMs < WRITE_EVERY_MS) return
    writtenAtMs = nowMs
    underWay = write(Math.round(Math.min(1, Math.max(0, fraction)) * 1000))
      .catch((thrown: unknown) => {
        failure ??= { thrown }
      })
      .finally(() => {
        underWay = null
      })
  }

  async function settle(): Promise<void> {
    await underWay
    if (failure) throw failure.thrown
  }

  return { report, settle }
}
