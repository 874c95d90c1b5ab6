import type { TFunction } from 'i18next'
import { REPLY_WINDOW_REASON } from '#shared/retention/retention.model.ts'

/** Why a range is locked: people's own words, or what the station locked it for. */
export function lockReason(t: TFunction, reason: string): string {
  if (reason === REPLY_WINDOW_REASON) return t('retention.reasons.reply-window')
  return reason === '' ? t('retention.reasons.bookmark') : reason
}
