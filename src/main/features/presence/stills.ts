import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { type GreyPicture, PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX } from '#shared/presence/grey-picture.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Still } from '#shared/presence/presence.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { picturesIn } from './pictures-in.ts'
import type { PresenceDeps } from './presence.ports.ts'

/** Files that are tried, newest first: one may be damaged. */
const FILES_TRIED = 5

export type Stills = ReturnType<typeof createStills>

type Asked = { readonly cameraId: Id; readonly atMs: InstantMs }

export function stillOf({ atMs, pixels }: GreyPicture): Still {
  return {
    atMs,
    widthPx: PICTURE_WIDTH_PX,
    heightPx: PICTURE_HEIGHT_PX,
    pixelsBase64: Buffer.from(pixels).toString('base64'),
  }
}

/** What zones are drawn on: the very picture that is looked at, whatever codec the camera sends. */
export function createStills(deps: PresenceDeps) {
  const { cameras, recordings, readKeyframes } = deps
  const shown = { readKeyframes, recordings: { groups: recordings.groupsToNow } }
  const never = (): AbortSignal => new AbortController().signal

  /** The keyframe that is shown at that moment; null: nothing was recorded, or it cannot be read. */
  async function pictureAt(cameraId: Id, atMs: InstantMs, signal = never()): Promise<GreyPicture | null> {
    const moment = { fromMs: atMs, toMs: atMs + 1 }
    for await (const picture of picturesIn(shown, cameraId, [moment], signal))
      return { atMs: picture.atMs, pixels: picture.pixels }
    return null
  }

  /** The last instant before `atMs` of the file that is being written. */
  function lastUnderWay(cameraId: Id, atMs: InstantMs): TimeRange[] {
    const open = recordings.underWay(cameraId)
    if (!open || open.fromMs >= atMs) return []
    const toMs = Math.min(open.toMs, atMs)
    return [{ fromMs: toMs - 1, toMs }]
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours`, `cancelled call.cancelled` */
  async function still(actor: Actor, { cameraId, atMs }: Asked, signal = never()): Promise<Still | null> {
    await cameras.requireViewable(actor, [cameraId])
    const day = { fromMs: Math.max(0, atMs - DAY_MS), toMs: atMs }
    const recorded = (await recordings.recorded(cameraId, day)).slice(-FILES_TRIED)
    for (const range of [...recorded, ...lastUnderWay(cameraId, atMs)].toReversed())
      for await (const picture of picturesIn(shown, cameraId, [range], signal)) return stillOf(picture)
    return null
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours`, `cancelled call.cancelled` */
  async function moment(
    actor: Actor,
    { cameraId, atMs }: Asked,
    signal?: AbortSignal,
  ): Promise<Still | null> {
    await cameras.requireViewable(actor, [cameraId])
    const picture = await pictureAt(cameraId, atMs, signal)
    return picture && stillOf(picture)
  }

  return { pictureAt, still, moment }
}
