import type { InstantMs } from '../kernel/instant.ts'
import { toVietnamDateTime } from '../kernel/instant.ts'
import type { PictureLight } from './references.model.ts'

const DAY_FROM_HOUR = 6
const DAY_TO_HOUR = 18

/** Which light is to be expected then; the picture decides. */
export function usualLightAt(atMs: InstantMs): PictureLight {
  const { hour } = toVietnamDateTime(atMs)
  return DAY_FROM_HOUR <= hour && hour < DAY_TO_HOUR ? 'day' : 'night'
}
