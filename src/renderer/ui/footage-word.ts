import type { TFunction } from 'i18next'
import {
  BEFORE_CAMERA,
  type FootageState,
  IN_PROGRESS,
  NOT_SCHEDULED,
  SEGMENT_DAMAGED,
  STORAGE_MISSING,
} from '#shared/recordings/recordings.model.ts'

/** Reasons that say more than their state does. */
const TOLD_APART = [BEFORE_CAMERA, IN_PROGRESS, NOT_SCHEDULED, SEGMENT_DAMAGED, STORAGE_MISSING]

/** What a stretch of a lane is, in words. */
export function footageWord(t: TFunction, state: FootageState, reason: string | null): string {
  return t(`ui.footage.${reason !== null && TOLD_APART.includes(reason) ? reason : state}`)
}

/** The camera did not have to record then: nothing is missing, so nothing is drawn. */
export function isOutside({ reason }: { readonly reason: string | null }): boolean {
  return reason === NOT_SCHEDULED || reason === BEFORE_CAMERA
}
