/** Half-open, device clock. */
export type AskedRange = { readonly fromDeviceMs: number; readonly toDeviceMs: number }

const clockRange = /^clock=(\S+?Z)-(\S+Z)?$/i
const nptRange = /^npt=(?:now|(\d+(?:\.\d+)?))-(\d+(?:\.\d+)?)?$/i
const clockTime = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\.\d+)?Z$/i

/**
 * What a `Range` header asks for: `clock=20261120T021500.000Z-…`, or `npt=` seconds from `startDeviceMs`. Without a
 * header everything. Null: not to be understood, or backwards.
 */
export function parseRange(header: string | undefined, startDeviceMs: number): AskedRange | null {
  const text = header ?? 'npt=0-'
  const clock = clockRange.exec(text)
  const npt = nptRange.exec(text)
  let range: AskedRange | null = null
  if (clock !== null) {
    range = {
      fromDeviceMs: parseClock(clock[1] ?? ''),
      toDeviceMs: clock[2] === undefined ? Number.POSITIVE_INFINITY : parseClock(clock[2]),
    }
  } else if (npt !== null) {
    const momentOf = (seconds: string): number => startDeviceMs + Math.round(Number(seconds) * 1_000)
    range = {
      fromDeviceMs: momentOf(npt[1] ?? '0'),
      toDeviceMs: npt[2] === undefined ? Number.POSITIVE_INFINITY : momentOf(npt[2]),
    }
  }
  return range !== null && range.toDeviceMs > range.fromDeviceMs ? range : null
}

/** A range as a header or SDP line shows it: in absolute time, or in seconds since `startDeviceMs` for plain players. */
export function formatRange(range: AskedRange, unit: 'clock' | 'npt', startDeviceMs: number): string {
  const { fromDeviceMs, toDeviceMs } = range
  if (unit === 'clock') return `clock=${formatClock(fromDeviceMs)}-${formatClock(toDeviceMs)}`
  const seconds = (deviceMs: number): string => ((deviceMs - startDeviceMs) / 1_000).toFixed(3)
  return `npt=${seconds(fromDeviceMs)}-${seconds(toDeviceMs)}`
}

/** `20261120T021500.123Z` */
function formatClock(epochMs: number): string {
  return new Date(epochMs).toISOString().replaceAll('-', '').replaceAll(':', '')
}

/** NaN when it is none. */
function parseClock(text: string): number {
  const match = clockTime.exec(text)
  if (match === null) return Number.NaN
  const [year, month, day, hour, minute, second] = match.slice(1, 7)
  return (
    Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) +
    Math.round(Number(match[7] ?? 0) * 1_000)
  )
}
