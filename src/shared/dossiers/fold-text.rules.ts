/** NFC, without invisible characters, runs of white space (no-break spaces too) as one space, trimmed. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/**
 * Folds Vietnamese text for comparison: lower case, no accents, đ → d, anything but letters and digits one space.
 * `'Họ tên  chủ hồ sơ (*)'` → `'ho ten chu ho so'`
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
