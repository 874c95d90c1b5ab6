import { DAY_MS, type InstantMs } from '../kernel/instant.ts'

const LEAST_PASSWORD_LENGTH = 8
/** Firmware that is older gets no mending of the holes that were found since. */
export const OLD_FIRMWARE_YEARS = 5
const YEAR_MS = 365.25 * DAY_MS

/** What cameras are sold with and what is tried first on them; lower case. */
const KNOWN_PASSWORDS: ReadonlySet<string> = new Set([
  '00000000',
  '11111111',
  '12341234',
  '12345678',
  '123456789',
  '1234567890',
  '66666666',
  '88888888',
  '87654321',
  'a1234567',
  'a12345678',
  'aa123456',
  'abc12345',
  'abc123456',
  'abcd1234',
  'admin123',
  'admin1234',
  'admin12345',
  'admin123456',
  'admin@123',
  'admin@1234',
  'admin@12345',
  'admin@123456',
  'administrator',
  'camera123',
  'dahua123',
  'hik12345',
  'hik123456',
  'hik@12345',
  'hikvision',
  'kbvision',
  'kbvision123',
  'p@ssw0rd',
  'passw0rd',
  'password',
  'password1',
  'qwerty123',
  'uniview123',
  'matkhau123',
])

/** Default, easily guessed, equal to the user name, short, or none at all. */
export function isWeakPassword(username: string, password: string): boolean {
  const lower = password.toLowerCase()
  return (
    [...password].length < LEAST_PASSWORD_LENGTH ||
    lower === username.toLowerCase() ||
    KNOWN_PASSWORDS.has(lower) ||
    new Set(lower).size === 1
  )
}

/** How makers write the day on which firmware was built: `build 170725`, `Build Date 2021-08-16`, `…R.20190311`, `….220715`. */
const BUILD_DATES: readonly RegExp[] = [
  /\bbuild\D{0,8}(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)/i,
  /(?<!\d)(?<year>20\d\d)[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/,
  /(?<!\d)(?<year>20\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)/,
  /[._-](?<year>\d\d)(?<month>\d\d)(?<day>\d\d)$/,
]
const FIRST_YEAR = 2005

/** The day on which firmware was built; null where its name carries none. */
export function firmwareBuiltAtMs(firmware: string, nowMs: InstantMs): InstantMs | null {
  for (const pattern of BUILD_DATES) {
    const groups = pattern.exec(firmware.trim())?.groups
    if (!groups) continue
    const { year: yearText = '', month = '', day = '' } = groups
    const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText)
    const builtAtMs = Date.UTC(year, Number(month) - 1, Number(day))
    const isDate = new Date(builtAtMs).getUTCMonth() === Number(month) - 1 && Number(day) >= 1
    if (isDate && year >= FIRST_YEAR && builtAtMs <= nowMs + DAY_MS) return builtAtMs
  }
  return null
}

export const SECURITY_FINDINGS = ['weak-password', 'old-firmware', 'plain-http'] as const
export type SecurityFinding = (typeof SECURITY_FINDINGS)[number]

export type SecurityFacts = {
  /** null where the device lets anyone in: that is told elsewhere. */
  readonly login: { readonly username: string; readonly password: string } | null
  /** null: RTSP alone. */
  readonly secure: boolean | null
  readonly firmwareBuiltAtMs: InstantMs | null
}

/** What to mend, the worst first. */
export function securityFindings(facts: SecurityFacts, nowMs: InstantMs): SecurityFinding[] {
  const { login, secure, firmwareBuiltAtMs: builtAtMs } = facts
  const found: Readonly<Record<SecurityFinding, boolean>> = {
    'weak-password': login !== null && isWeakPassword(login.username, login.password),
    'old-firmware': builtAtMs !== null && nowMs - builtAtMs > OLD_FIRMWARE_YEARS * YEAR_MS,
    'plain-http': secure === false,
  }
  return SECURITY_FINDINGS.filter((finding) => found[finding])
}
