/** NFC, without invisible characters, runs of white space (no-break spaces too) as one space, trimmed. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
