/** Vietnam has had one zone without daylight saving time since 1975: UTC+7. The process's TZ is never asked. */
export const vietnamOffsetMs = 7 * 3_600_000
export const dayMs = 86_400_000

export type VietnamDateTime = {
  readonly year: number
  /** 1–12 */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 = Sunday */
  readonly weekday: number
}

export function vietnamDateTime(epochMs: number): VietnamDateTime {
  const local = new Date(epochMs + vietnamOffsetMs)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: local.getUTCDay(),
  }
}

/** The instant of 00:00 Vietnam time on the day that `epochMs` falls on. */
export function vietnamMidnightMs(epochMs: number): number {
  return Math.floor((epochMs + vietnamOffsetMs) / dayMs) * dayMs - vietnamOffsetMs
}

/** `dd/MM/yyyy HH:mm:ss` */
export function formatVietnamDateTime(epochMs: number): string {
  const { year, month, day, hour, minute, second } = vietnamDateTime(epochMs)
  return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}:${two(second)}`
}

/** `yyMMdd`, the date part of a dossier code. */
export function formatDossierDate(epochMs: number): string {
  const { year, month, day } = vietnamDateTime(epochMs)
  return `${two(year % 100)}${two(month)}${two(day)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
