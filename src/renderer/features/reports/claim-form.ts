import { type ShareClaim, shareClaimSchema } from '#shared/reports/claim-check.model.ts'

/** A claim as people type it: `1.955`, `89`, `63,5`. */
export type ClaimValues = {
  readonly numerator: string
  readonly percent: string
  readonly increase: string
  readonly denominators: readonly { readonly label: string; readonly value: string }[]
}

export const NO_CLAIM: ClaimValues = {
  numerator: '',
  percent: '',
  increase: '',
  denominators: [{ label: '', value: '' }],
}

const WHOLE = /^\d{1,3}(?:\.\d{3})+$|^\d+$/
const DECIMAL = /^[-−+]?\d+(?:,(\d{1,2}))?$/

/** `5.957` → 5957; null for what is no whole number. */
function wholeOf(text: string): number | null {
  const trimmed = text.trim()
  return WHOLE.test(trimmed) ? Number(trimmed.replaceAll('.', '')) : null
}

/** `63,5` → 63.5 with one decimal; null for what is no such number. */
function decimalOf(text: string): { readonly value: number; readonly decimals: number } | null {
  const trimmed = text.trim().replace(/\s*%$/, '')
  const match = DECIMAL.exec(trimmed)
  if (!match) return null
  return { value: Number(trimmed.replace('−', '-').replace(',', '.')), decimals: match[1]?.length ?? 0 }
}

/** The claim, or null until numerator and percentage can be read. Denominators that cannot be read are left out. */
export function toClaim(values: ClaimValues): ShareClaim | null {
  const [numerator, percent] = [wholeOf(values.numerator), decimalOf(values.percent)]
  if (numerator === null || percent === null) return null
  const denominators = values.denominators.flatMap(({ label, value }, index) => {
    const number = wholeOf(value)
    return number === null ? [] : { label: label.trim() === '' ? `${index + 1}` : label, value: number }
  })
  const parsed = shareClaimSchema.safeParse({
    numerator,
    percent: percent.value,
    decimals: percent.decimals,
    denominators,
    increase: decimalOf(values.increase)?.value ?? null,
  })
  return parsed.success ? parsed.data : null
}

/** What cannot be read, by field; empty fields are no mistake. */
export function wrongFields({ numerator, percent, increase }: ClaimValues): ReadonlySet<string> {
  const wrong = new Set<string>()
  if (numerator.trim() !== '' && wholeOf(numerator) === null) wrong.add('numerator')
  if (percent.trim() !== '' && decimalOf(percent) === null) wrong.add('percent')
  if (increase.trim() !== '' && decimalOf(increase) === null) wrong.add('increase')
  return wrong
}
