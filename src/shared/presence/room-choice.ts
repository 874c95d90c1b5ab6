import { edgeAgreement, featuresOf, type PictureFeatures } from './picture-features.rules.ts'
import type { GreyPicture } from './grey-picture.model.ts'

/** The pictures of the empty room are held against what is shown so often. */
const EVERY_MS = 10_000
/** So much better another one has to fit, so often one after the other: who walks by changes nothing. */
const BETTER_BY = 0.1
const TIMES = 3

export type RoomChoice = {
  /** @returns index of the empty room that the picture is compared with from now on */
  readonly see: (picture: GreyPicture) => number
}

/**
 * Which picture of the empty room fits: by day another one than by night, when the camera's own lamp lights the room and
 * cloth that was dark is bright.
 */
export function createRoomChoice(rooms: readonly PictureFeatures[]): RoomChoice {
  let chosen: number | null = null
  let seenMs = Number.NEGATIVE_INFINITY
  let better = { room: 0, times: 0 }

  function agreements(picture: GreyPicture): number[] {
    const features = featuresOf(picture.pixels)
    return rooms.map((room) => edgeAgreement(room, features))
  }

  function see(picture: GreyPicture): number {
    if (rooms.length < 2) return 0
    if (picture.atMs - seenMs < EVERY_MS && chosen !== null) return chosen
    seenMs = picture.atMs
    const fits = agreements(picture)
    const best = fits.indexOf(Math.max(...fits))
    chosen ??= best
    const isBetter = (fits[best] ?? 0) - (fits[chosen] ?? 0) > BETTER_BY
    better = { room: best, times: isBetter && better.room === best ? better.times + 1 : isBetter ? 1 : 0 }
    if (better.times >= TIMES) chosen = best
    return chosen
  }

  return { see }
}
