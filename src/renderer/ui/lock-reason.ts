import type { TFunction } from 'i18next'
import { REPLY_WINDOW_REASON } from '#shared/retention/retention.model.ts'

/** Why a range is locked: people's own words, or the station's reason in words. */
export function lockReason(t: TFunction, reason: string): string {
  return reason === REPLY_WINDOW_REASON ? t('retention.reasons.reply-window') : reason
}
