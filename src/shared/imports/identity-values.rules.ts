import { cleanText } from '../kernel/clean-text.ts'

const CITIZEN_DIGITS = 12
const OLD_CARD_DIGITS = 9

function digitsOf(text: string): string | null {
  const digits = cleanText(text).replaceAll(/[\s.-]/g, '')
  return /^\d+$/.test(digits) ? digits : null
}

/**
 * A telephone number with the zero that a numeric cell took away: 9 digits that begin as mobile and landline numbers do.
 * null: no number of that form.
 */
export function repairPhone(text: string): string | null {
  const digits = digitsOf(text)?.replace(/^84(?=\d{9}$)/, '') ?? ''
  if (/^0\d{9}$/.test(digits)) return digits
  return /^[2-9]\d{8}$/.test(digits) ? `0${digits}` : null
}

/**
 * An identity number with the zeros that a numeric cell took away. Citizens' numbers have 12 digits and begin with their
 * province's code (001–096), so 10 and 11 digits lost two zeros and one; cards until 2020 have 9 digits. Passports
 * (a letter and digits) stay as they are. null: it looks like none of these.
 */
export function repairIdentityNumber(text: string): string | null {
  const cleaned = cleanText(text).replaceAll(' ', '')
  if (/^[A-Z]{1,2}\d{6,8}$/i.test(cleaned)) return cleaned.toUpperCase()
  const digits = digitsOf(text)
  if (digits === null) return null
  if (digits.length === CITIZEN_DIGITS || digits.length === OLD_CARD_DIGITS) return digits
  if (digits.length === 8) return digits.padStart(OLD_CARD_DIGITS, '0')
  const lostZeros = (digits.length === 10 || digits.length === 11) && !digits.startsWith('0')
  return lostZeros ? digits.padStart(CITIZEN_DIGITS, '0') : null
}

/** By its look alone an identity number, and no telephone number. */
export function looksLikeIdentityNumber(text: string): boolean {
  return repairIdentityNumber(text) !== null && repairPhone(text) === null
}

export type NameAndAddress = { readonly name: string | null; readonly address: string | null }

/** One cell `Nguyễn Văn An - Thôn Đông, xã …` (or the address on a line of its own) as name and address. */
export function splitNameAndAddress(text: string): NameAndAddress {
  const [first = '', ...rest] = text.split(/\r?\n|\s+[-–—]\s+|\s*;\s*/u).map(cleanText)
  if (rest.length > 0) return { name: first || null, address: rest.filter(Boolean).join(', ') || null }
  const comma = first.indexOf(',')
  if (comma < 0) return { name: first || null, address: null }
  return { name: first.slice(0, comma).trim() || null, address: first.slice(comma + 1).trim() || null }
}
