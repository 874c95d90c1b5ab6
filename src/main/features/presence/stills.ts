import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs } from '#shared/kernel/instant.ts'
import { PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX } from '#shared/presence/grey-picture.model.ts'
import type { Still } from '#shared/presence/presence.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { picturesIn } from './pictures-in.ts'
import type { PresenceDeps } from './presence.ports.ts'

/** Files that are tried, newest first: one may be damaged. */
const FILES_TRIED = 5

/** What zones are drawn on: the very picture that is looked at, whatever codec the camera sends. */
export function createStills(deps: PresenceDeps) {
  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours`, `cancelled call.cancelled` */
  return async (
    actor: Actor,
    { cameraId, atMs }: { readonly cameraId: Id; readonly atMs: InstantMs },
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Still | null> => {
    await deps.cameras.requireViewable(actor, [cameraId])
    const recorded = await deps.recordings.recorded(cameraId, {
      fromMs: Math.max(0, atMs - DAY_MS),
      toMs: atMs,
    })
    for (const file of recorded.slice(-FILES_TRIED).toReversed())
      for await (const picture of picturesIn(deps, cameraId, [file], signal))
        return {
          atMs: picture.atMs,
          widthPx: PICTURE_WIDTH_PX,
          heightPx: PICTURE_HEIGHT_PX,
          pixelsBase64: Buffer.from(picture.pixels).toString('base64'),
        }
    return null
  }
}
