import type { TFunction } from 'i18next'
import type { Forecast, PolicyScope, RetentionDays } from '#shared/retention/retention.model.ts'
import { formatBytes, formatDate, formatNumber, formatShare, NONE } from '#renderer/ui/format.ts'

/** `12 GB/400 GB (3 %)`; `—` of nothing. */
export function bytesOf(partBytes: number, wholeBytes: number): string {
  if (wholeBytes === 0) return NONE
  return `${formatBytes(partBytes)}/${formatBytes(wholeBytes)} (${formatShare(partBytes / wholeBytes)})`
}

export type Outlook = {
  readonly value: string
  readonly note: string
  readonly tone: 'ok' | 'warning' | 'danger'
}

const SOON_DAYS = 14
const BEFORE_LONG_DAYS = 60

/** How long recording can go on, in words. */
export function outlookOf(t: TFunction, forecast: Forecast): Outlook {
  const { daysLeft, fullAtMs, bytesPerDay, keepsDays, bottleneck } = forecast
  if (bytesPerDay === null) {
    return { value: NONE, note: t('retention.outlook.nothingRecords'), tone: 'warning' }
  }
  if (daysLeft === null || fullAtMs === null) {
    const note =
      keepsDays === null
        ? t('retention.outlook.deletes')
        : t('retention.outlook.keeps', { days: formatNumber(Math.floor(keepsDays)) })
    return { value: t('retention.outlook.neverFull'), note, tone: 'ok' }
  }
  const cause = bottleneck === null ? '' : ` ${t(`retention.bottleneck.${bottleneck}`)}`
  return {
    value: t('retention.days', { days: formatNumber(Math.floor(daysLeft)) }),
    note: t('retention.outlook.fullOn', { date: formatDate(fullAtMs) }) + cause,
    tone: daysLeft < SOON_DAYS ? 'danger' : daysLeft < BEFORE_LONG_DAYS ? 'warning' : 'ok',
  }
}

/** What a policy does to footage, for people who do not think in floors and ceilings. */
export function policyMeaning(t: TFunction, { floorDays, ceilingDays }: RetentionDays): string {
  const floor =
    floorDays === 0 ? t('retention.meaning.noFloor') : t('retention.meaning.floor', { days: floorDays })
  const ceiling =
    ceilingDays === null
      ? t('retention.meaning.noCeiling')
      : t('retention.meaning.ceiling', { days: ceilingDays })
  return `${floor} ${ceiling}`
}

/** `30–180 ngày`, `từ 30 ngày`. */
export function policyDays(t: TFunction, { floorDays, ceilingDays }: RetentionDays): string {
  return ceilingDays === null
    ? t('retention.daysFrom', { floor: floorDays })
    : t('retention.daysRange', { floor: floorDays, ceiling: ceilingDays })
}

export function scopeWord(
  t: TFunction,
  scope: PolicyScope,
  nameOf: (cameraId: string | null) => string,
): string {
  switch (scope.kind) {
    case 'station':
      return t('retention.scope.station')
    case 'room-kind':
      return t(`retention.scope.${scope.roomKind}`)
    case 'camera':
      return nameOf(scope.cameraId)
  }
}

/** Whether somebody has typed the number of files that a purge deletes: `1.204` and `1204` alike. */
export function isCountTyped(text: string, count: number): boolean {
  return count > 0 && text.replaceAll(/[.\s]/g, '') === String(count)
}
