/** One word or date of printable ASCII, inner single spaces included. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/** NFC, without invisible characters, runs of white space (no-break spaces too) as one space, trimmed. */
export function cleanText(text: string): string {
  // Codes, numbers and dates are most of what a large file holds: they need no work.
  if (PLAIN.test(text)) return text
  return text
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
