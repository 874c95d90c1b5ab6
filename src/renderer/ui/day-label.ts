/**
 * What a field of days is called by those who hear it: `Ngày: 21/11/2026`, `Ngày: 20/11/2026 – 21/11/2026`. Such a field
 * is a button, and a name that leaves out what stands on it would hide that.
 *
 * @param days as `yyyy-MM-dd`; null: not chosen
 * @param ifNone what stands there while none is chosen; absent: the label itself
 */
export function dayLabel(label: string, days: readonly (string | null)[], ifNone?: string): string {
  const chosen = days.flatMap((day) => (day === null ? [] : [day.split('-').toReversed().join('/')]))
  if (chosen.length === 0) return ifNone === undefined ? label : `${label}: ${ifNone}`
  return `${label}: ${chosen.join(' – ')}`
}
