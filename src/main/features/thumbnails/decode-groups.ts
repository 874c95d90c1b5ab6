import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { type InitSegment, readInitSegment } from '#shared/mp4/init-segment.ts'
import { keyframeFragment, placeAtSeconds, secondsAtPlace } from '#shared/mp4/keyframe-fragment.ts'
import type { Thumbnail } from '#shared/thumbnails/thumbnails.model.ts'
import { readAhead } from './read-ahead.ts'
import type { Pick, ThumbnailsDeps } from './thumbnails.ports.ts'

const READ_AT_ONCE = 8

type Read = { readonly startAtMs: InstantMs; readonly initBytes: Uint8Array; readonly bytes: Uint8Array }

/** null for what cannot be read: damaged, gone, or on a disk that is away. The others are shown all the same. */
async function unlessUnreadable<Found>(read: () => Promise<Found>): Promise<Found | null> {
  try {
    return await read()
  } catch (thrown) {
    if (thrown instanceof AppError && ['data-loss', 'not-found', 'unavailable'].includes(thrown.kind))
      return null
    throw thrown
  }
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0

/**
 * The group's keyframe at its place on the made-up clock; null when there is none, or when it is no fragmented MP4 any more.
 * The other pictures stay behind: they are nine tenths of what would have to go through a pipe.
 */
async function placedAt(read: Read, init: InitSegment, place: number): Promise<Uint8Array | null> {
  return unlessUnreadable(async () => keyframeFragment(read.bytes, init, secondsAtPlace(place)))
}

/**
 * The keyframes of the groups as small pictures, by time. As many processes as there are different headers in a row: a camera
 * whose picture changed its size in between takes two.
 * @throws AppError `cancelled call.cancelled`
 */
export async function decodeGroups<Group extends Pick>(
  { recordings, readThumbnails, log }: ThumbnailsDeps<Group>,
  groups: readonly Group[],
  signal: AbortSignal,
): Promise<Thumbnail[]> {
  const thumbnails: Thumbnail[] = []
  const inits = new Map<Id, Promise<Uint8Array>>()
  const initOf = (group: Group): Promise<Uint8Array> => {
    const known = inits.get(group.runId) ?? recordings.readInit(group)
    inits.set(group.runId, known)
    return known
  }
  const reads = readAhead(groups, READ_AT_ONCE, (group) =>
    unlessUnreadable(async (): Promise<Read> => {
      const [initBytes, bytes] = await Promise.all([initOf(group), recordings.readGroup(group)])
      return { startAtMs: group.startAtMs, initBytes, bytes }
    }),
  )
  let held: Read | null = null

  async function next(): Promise<Read | null> {
    for (;;) {
      const step = await reads.next()
      if (step.done) return null
      if (step.value) return step.value
    }
  }

  for (held = await next(); held; ) {
    const first: Read = held
    const init = await unlessUnreadable(async () => readInitSegment(first.initBytes))
    if (!init) {
      held = await next()
      continue
    }
    const startsMs: InstantMs[] = []
    const alike = async function* () {
      yield first.initBytes
      for (; held && sameBytes(held.initBytes, first.initBytes); held = await next()) {
        const placed = await placedAt(held, init, startsMs.length)
        if (!placed) continue
        startsMs.push(held.startAtMs)
        yield placed
      }
    }
    try {
      for await (const { mediaSeconds, jpeg } of readThumbnails(alike(), signal)) {
        const atMs = startsMs[placeAtSeconds(mediaSeconds)]
        if (atMs !== undefined && thumbnails.at(-1)?.atMs !== atMs) thumbnails.push({ atMs, jpeg })
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.kind === 'cancelled') throw thrown
      log(`thumbnails: ${thrown.code}`)
      if (held === first) held = await next()
    }
  }
  return thumbnails
}
