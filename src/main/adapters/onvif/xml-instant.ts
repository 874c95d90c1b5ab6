import type { InstantMs } from '#shared/kernel/instant.ts'

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:Z|([+-])(\d{2}):?(\d{2}))?$/

/** An `xs:dateTime`; without a zone it is taken as UTC, as the standard asks of devices. null: none, or none that exists. */
export function readXmlInstant(text: string): InstantMs | null {
  const match = DATE_TIME.exec(text.trim())
  if (!match) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = match
  const [, , , , , , , , sign, zoneHours = '0', zoneMinutes = '0'] = match
  const isValid =
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 61
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (!isValid || Number(year) < 1970 || Number(day) < 1 || Number(day) > daysInMonth) return null
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const zoneMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  const atMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  )
  return sign === '-' ? atMs + zoneMs : atMs - zoneMs
}
