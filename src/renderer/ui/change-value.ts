import type { CameraChange } from '#shared/cameras/cameras.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import { formatNumber, formatSignedSeconds, NONE } from './format.ts'

/** A value of a noticed change as people read it: clocks and spacings come as milliseconds. */
export function changeValue(field: CameraChange['field'], value: string | null): string {
  if (value === null) return NONE
  if (field === 'clock') return formatSignedSeconds(Number(value))
  return field === 'keyframe-spacing' ? `${formatNumber(Number(value) / SECOND_MS, 1)} s` : value
}
