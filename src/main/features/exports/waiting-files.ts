import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Clock } from '#main/ports/clock.ts'

const WAITS_MS = 15 * MINUTE_MS
/** A sheet of 200.000 dossiers is about 20 MB. */
const MOST_BYTES = 128 * 1024 * 1024

type WaitingFile = {
  readonly actorId: Id
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly untilMs: number
}

/** Finished files until they are fetched: in memory, for the person who asked, for 15 minutes; the oldest go first. */
export function createWaitingFiles(clock: Clock) {
  const files = new Map<Id, WaitingFile>()

  function makeRoom(): void {
    let bytes = 0
    for (const [id, file] of [...files].toReversed()) {
      bytes += file.bytes.length
      if (file.untilMs <= clock.nowMs() || bytes > MOST_BYTES) files.delete(id)
    }
  }

  return {
    keep: (id: Id, file: Omit<WaitingFile, 'untilMs'>): void => {
      files.set(id, { ...file, untilMs: clock.nowMs() + WAITS_MS })
      makeRoom()
    },
    /** @throws AppError `not-found export.gone`, another person's too */
    find: (id: Id, actorId: Id): WaitingFile => {
      makeRoom()
      const file = files.get(id)
      if (!file || file.actorId !== actorId) throw new AppError('not-found', 'export.gone')
      return file
    },
  }
}
