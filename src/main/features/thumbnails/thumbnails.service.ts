import { setImmediate } from 'node:timers/promises'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { decodeStrip, encodeStrip, instantsOf, stripAt } from '#shared/thumbnails/strips.rules.ts'
import { type StripHead, THUMBNAIL_SCALES } from '#shared/thumbnails/thumbnails.model.ts'
import { decodeGroups } from './decode-groups.ts'
import { newestFirst } from './newest-first.ts'
import { sharedWork } from './shared-work.ts'
import { createStripCache, type StripKey, stripPath } from './strip-cache.ts'
import type { Pick, ThumbnailsDeps } from './thumbnails.ports.ts'

/** Recording comes first: more decoders than this never run at once. */
const AT_ONCE = 2

type Picks = StripHead['picks']

const picksOf = (groups: readonly Pick[]): Picks =>
  groups.map(({ segmentNumber, startAtMs }) => [segmentNumber, startAtMs])
const samePicks = (left: Picks, right: Picks): boolean => JSON.stringify(left) === JSON.stringify(right)

/** Small pictures to look for a moment by: made of keyframes when somebody wants them, kept for as long as their footage. */
export function createThumbnailsService<Group extends Pick>(deps: ThumbnailsDeps<Group>) {
  const { recordings, files, maxBytes, log } = deps
  const cache = createStripCache(files, maxBytes, log)
  const inTurn = newestFirst(AT_ONCE)
  const together = sharedWork<Uint8Array>()

  const groupsOf = (key: StripKey): Promise<Group[]> =>
    recordings.groupsAt(
      key.cameraId,
      instantsOf(key.level, stripAt(key.level, key.fromMs)),
      THUMBNAIL_SCALES[key.level].stepMs,
    )

  /** Pictures that are there already are not decoded again: a strip grows while its hour is being recorded. */
  async function make(
    key: StripKey,
    groups: readonly Group[],
    before: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const old = before && decodeStrip(before)
    const tried = new Set(old?.picks.map(([, startAtMs]) => startAtMs))
    const wanted = new Set(groups.map(({ startAtMs }) => startAtMs))
    const kept = old?.thumbnails.filter(({ atMs }) => wanted.has(atMs)) ?? []
    const missing = groups.filter(({ startAtMs }) => !tried.has(startAtMs))
    const made = missing.length === 0 ? [] : await decodeGroups(deps, missing, signal)
    const strip = encodeStrip(
      picksOf(groups),
      [...kept, ...made].toSorted((left, right) => left.atMs - right.atMs),
    )
    // Footage may have been deleted while it was decoded: its pictures must not outlive it.
    if (samePicks(picksOf(await groupsOf(key)), picksOf(groups))) await cache.write(key, strip)
    return strip
  }

  /**
   * The strip of a camera that begins at `fromMs`, as `decodeStrip` reads it. Empty where nothing was recorded. Checks no
   * rights: its callers do.
   * @throws AppError `not-found address.unknown` for a start that no strip of the level has, `cancelled call.cancelled`
   */
  async function strip(key: StripKey, signal: AbortSignal): Promise<Uint8Array> {
    if (stripAt(key.level, key.fromMs).fromMs !== key.fromMs)
      throw new AppError('not-found', 'address.unknown')
    const groups = await groupsOf(key)
    const kept = await cache.read(key)
    const head = kept && decodeStrip(kept)
    if (kept && head && samePicks(head.picks, picksOf(groups))) return kept
    return together(stripPath(key), signal, (stop) => inTurn(stop, () => make(key, groups, kept, stop)))
  }

  /** What was kept of footage that went while the station was down. */
  async function sweep(): Promise<void> {
    for (const key of await cache.keys()) {
      const bytes = await cache.read(key)
      const there = new Set((await groupsOf(key)).map(({ startAtMs }) => startAtMs))
      const head = bytes && decodeStrip(bytes)
      if (head && !head.thumbnails.every(({ atMs }) => there.has(atMs))) await cache.drop(key)
      await setImmediate()
    }
  }

  return {
    strip,
    /** Deleted footage takes its pictures along. */
    forget: (cameraId: Id, range: TimeRange): Promise<void> => cache.forget(cameraId, range),
    /** Ends when what the last stop left has been looked through; nobody has to wait for it. */
    start: (): Promise<void> => sweep().catch((thrown: unknown) => log(`thumbnails: ${messageOf(thrown)}`)),
  }
}
