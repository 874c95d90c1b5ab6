import type { TFunction } from 'i18next'
import type { LedgerCause, LedgerFigures } from '#shared/coverage/ledger.model.ts'
import { officeUptime, UPTIME_BANDS, uptimeBand } from '#shared/coverage/ledger.rules.ts'
import { HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { type FootageState, IN_PROGRESS } from '#shared/recordings/recordings.model.ts'
import { footageWord } from '#renderer/ui/footage-word.ts'
import { formatNumber, formatPercent } from '#renderer/ui/format.ts'
import type { StatusTone } from '#renderer/ui/status-mark.tsx'

/** Of little the hours would say nothing. */
const unitOf = (wholeMs: number) =>
  wholeMs < HOUR_MS
    ? ({ word: 'minutes', ms: MINUTE_MS } as const)
    : ({ word: 'hours', ms: HOUR_MS } as const)

const amountOf = (lengthMs: number, unitMs: number): string => formatNumber(lengthMs / unitMs, 1)

/** `1.234,5 giờ`, `6,4 phút`. */
export function hours(t: TFunction, lengthMs: number): string {
  const { word, ms } = unitOf(lengthMs)
  return t(`coverage.${word}`, { amount: amountOf(lengthMs, ms) })
}

/** `98,2/100 giờ`, `6,1/6,4 phút`; the share is told apart. */
export function hoursOf(t: TFunction, partMs: number, wholeMs: number): string {
  const { word, ms } = unitOf(wholeMs)
  return t(`coverage.${word}Of`, { part: amountOf(partMs, ms), whole: amountOf(wholeMs, ms) })
}

export type Uptime = {
  readonly share: string
  readonly ratio: string
  readonly points: string
  readonly tone: StatusTone
}

const TONES: readonly StatusTone[] = ['ok', 'warning', 'warning', 'danger']

/** Uptime in office hours with the band of criterion 3.4 that it falls into; null: there were no office hours. */
export function uptimeOf(t: TFunction, figures: LedgerFigures): Uptime | null {
  const share = officeUptime(figures)
  if (share === null) return null
  const band = uptimeBand(share)
  return {
    share: formatPercent(share),
    ratio: hoursOf(t, figures.officeFilmedMs, figures.officeMs),
    points: formatNumber((UPTIME_BANDS[band]?.hundredths ?? 0) / 100, 1),
    tone: TONES[band] ?? 'danger',
  }
}

export type CauseBar = { readonly word: string; readonly state: FootageState; readonly lengthMs: number }

/** Causes as people tell them apart, the longest first; what is being recorded right now is none. */
export function causeBars(t: TFunction, causes: readonly LedgerCause[]): CauseBar[] {
  const told = causes
    .filter(({ reason }) => reason !== IN_PROGRESS)
    .map(({ state, reason, lengthMs }) => ({ word: footageWord(t, state, reason), state, lengthMs }))
  return [...Map.groupBy(told, ({ word }) => word)]
    .map(([word, parts]) => ({
      word,
      state: parts[0]?.state ?? 'unknown',
      lengthMs: parts.reduce((sum, part) => sum + part.lengthMs, 0),
    }))
    .toSorted((left, right) => right.lengthMs - left.lengthMs)
}
