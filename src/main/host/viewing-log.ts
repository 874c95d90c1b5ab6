import type { ErrorDetail } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { formatVietnamIso } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'

/** A player asks for the pieces of one minute many times; the minute is one viewing. */
const SAME_VIEWING_MS = 10 * 60_000
const REMEMBERED = 10_000

type Viewing = {
  readonly verb: 'recording.view' | 'live.view' | 'evidence.view' | 'evidence.download'
  readonly subject: { readonly kind: string; readonly id: Id }
  /** Tells viewings of the same subject apart. */
  readonly part: string
  readonly detail: ErrorDetail
}

/** Writes who saw what, before the first byte of it is sent. What cannot be written must not be sent. */
export type ViewingLog = {
  readonly footage: (actor: Actor, cameraId: Id, range: TimeRange) => Promise<void>
  /** Small still pictures of the range. */
  readonly thumbnails: (actor: Actor, cameraId: Id, range: TimeRange) => Promise<void>
  readonly live: (actor: Actor, cameraId: Id) => Promise<void>
  readonly evidence: (actor: Actor, clipId: Id, verb: 'evidence.view' | 'evidence.download') => Promise<void>
}

export function createViewingLog(work: UnitOfWork, clock: Clock): ViewingLog {
  const noted = new Map<string, { readonly atMs: number; readonly written: Promise<null> }>()

  const write = (actor: Actor, { verb, subject, detail }: Viewing): Promise<null> =>
    work.change({ actor, verb, audited: false }, async () => ({ result: null, subject, detail }))

  async function note(actor: Actor, viewing: Viewing): Promise<void> {
    const key = `${actor.id} ${viewing.verb} ${viewing.subject.id} ${viewing.part}`
    const nowMs = clock.nowMs()
    const earlier = noted.get(key)
    if (earlier && nowMs - earlier.atMs < SAME_VIEWING_MS) {
      await earlier.written
      return
    }
    if (noted.size >= REMEMBERED) noted.clear()
    const written = write(actor, viewing)
    noted.set(key, { atMs: nowMs, written })
    try {
      await written
    } catch (thrown) {
      noted.delete(key)
      throw thrown
    }
  }

  return {
    footage: (actor, cameraId, range) =>
      note(actor, {
        verb: 'recording.view',
        subject: { kind: 'camera', id: cameraId },
        // Not its end: that of a segment under way still moves.
        part: String(range.fromMs),
        detail: { from: formatVietnamIso(range.fromMs), to: formatVietnamIso(range.toMs) },
      }),
    thumbnails: (actor, cameraId, range) =>
      note(actor, {
        verb: 'recording.view',
        subject: { kind: 'camera', id: cameraId },
        part: `thumbnails ${range.fromMs} ${range.toMs}`,
        detail: {
          from: formatVietnamIso(range.fromMs),
          to: formatVietnamIso(range.toMs),
          pictures: 'thumbnails',
        },
      }),
    live: (actor, cameraId) =>
      note(actor, { verb: 'live.view', subject: { kind: 'camera', id: cameraId }, part: '', detail: {} }),
    evidence: (actor, clipId, verb) =>
      note(actor, { verb, subject: { kind: 'evidence-clip', id: clipId }, part: '', detail: {} }),
  }
}
