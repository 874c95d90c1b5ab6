import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#shared/kernel/app-error.ts'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import { idSchema, type Id } from '#shared/kernel/ids.ts'
import { type InstantMs, instantMsSchema, MINUTE_MS } from '#shared/kernel/instant.ts'
import { readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import type { BoardCause } from '#shared/notice-boards/notice-boards.model.ts'
import { cropOf, dueTimes, monthOf } from '#shared/notice-boards/notice-boards.rules.ts'
import type { Zone } from '#shared/presence/presence.model.ts'
import type { JobHandler } from '#main/features/jobs/jobs.service.ts'
import { systemCall } from '#main/ports/call.ts'
import type { BoardsDeps } from './notice-boards.ports.ts'
import { listDue, listSchedules, putPicture, type StoredPicture } from './notice-boards.repository.ts'

export const takeInputSchema = z.object({
  cameraId: idSchema,
  zoneId: idSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
})

/** How far from its due time a picture may be: later is tried first. */
const AROUND_MS = 10 * MINUTE_MS

type Taken = Pick<StoredPicture, 'takenAtMs' | 'filePath' | 'sha256' | 'sizeBytes' | 'widthPx' | 'heightPx'>
const NOT_TAKEN = {
  takenAtMs: null,
  filePath: null,
  sha256: null,
  sizeBytes: null,
  widthPx: null,
  heightPx: null,
}

/** Takes pictures of boards out of the footage. */
export function createTaking(deps: BoardsDeps): JobHandler {
  const { work, clock, newId, files, recordings, takeJpeg } = deps

  /** The keyframe group that is shown at the time, or the next one within ten minutes, or the last one before. */
  async function groupNear(cameraId: Id, dueAtMs: InstantMs) {
    for await (const group of recordings.groups(cameraId, { fromMs: dueAtMs, toMs: dueAtMs + AROUND_MS }))
      return group
    let last = null
    for await (const group of recordings.groups(cameraId, { fromMs: dueAtMs - AROUND_MS, toMs: dueAtMs }))
      last = group
    return last
  }

  async function causeAt(cameraId: Id, atMs: InstantMs): Promise<BoardCause> {
    const [lane] = await recordings.lanes([cameraId], { fromMs: atMs, toMs: atMs + 1 })
    const state = lane?.spans[0]?.state
    if (state === undefined) return 'not-scheduled'
    return state === 'recorded' || state === 'backfilled' ? 'unreadable' : state
  }

  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const writer = await files.create(path)
    try {
      await writer.write([bytes])
      await writer.sync()
    } finally {
      await writer.close()
    }
  }

  /** null: what is there cannot be read. */
  async function takeFrom(
    zone: Zone,
    dueAtMs: InstantMs,
    group: { readonly initBytes: Uint8Array; readonly startAtMs: InstantMs; readonly bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<Taken | null> {
    try {
      const crop = cropOf(zone.polygon, videoTrackOf(readInitSegment(group.initBytes)))
      const jpeg = await takeJpeg(concatBytes([group.initBytes, group.bytes]), crop, signal)
      const filePath = `boards/${monthOf(dueAtMs)}/${zone.id}-${dueAtMs}.jpg`
      await write(filePath, jpeg)
      return {
        takenAtMs: group.startAtMs,
        filePath,
        sha256: createHash('sha256').update(jpeg).digest('hex'),
        sizeBytes: jpeg.length,
        widthPx: crop.widthPx,
        heightPx: crop.heightPx,
      }
    } catch (thrown) {
      const isUnreadable =
        thrown instanceof AppError && (thrown.code === 'frames.failed' || thrown.kind === 'data-loss')
      if (!isUnreadable) throw thrown
      return null
    }
  }

  async function takeOne(zone: Zone, dueAtMs: InstantMs, signal: AbortSignal): Promise<void> {
    const group = await groupNear(zone.cameraId, dueAtMs)
    const taken = group ? await takeFrom(zone, dueAtMs, group, signal) : null
    const cause = taken ? null : group ? 'unreadable' : await causeAt(zone.cameraId, dueAtMs)
    const picture: StoredPicture = {
      ...(taken ?? NOT_TAKEN),
      id: newId(),
      zoneId: zone.id,
      dueAtMs,
      cause,
      deletedAtMs: null,
    }
    await work.bookkeep((transaction) => putPicture(transaction, picture, clock.nowMs()))
  }

  return {
    run: async ({ input, progress, signal }) => {
      const { cameraId, zoneId, fromMs, toMs } = takeInputSchema.parse(input)
      const schedule = (await listSchedules(work.db)).find((each) => each.zoneId === zoneId)
      const { actor } = systemCall('boards', 'board.take')
      const zone = (await deps.zones(actor, cameraId)).find(({ id }) => id === zoneId)
      if (!schedule || !zone) return
      const range = {
        fromMs: Math.max(fromMs, zone.validFromMs),
        toMs: Math.min(toMs, zone.validToMs ?? toMs, clock.nowMs()),
      }
      const there = new Set(
        (await listDue(work.db, zoneId, range)).flatMap((each) => (each.hasPicture ? [each.dueAtMs] : [])),
      )
      const due = dueTimes(schedule, range).filter((atMs) => !there.has(atMs))
      for (const [index, dueAtMs] of due.entries()) {
        if (signal.aborted) throw new AppError('cancelled', 'job.cancelled')
        await takeOne(zone, dueAtMs, signal)
        progress((index + 1) / due.length)
      }
    },
  }
}
