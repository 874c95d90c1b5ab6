/**
 * Folds Vietnamese text for comparison: lower case, no accents, đ → d, anything but letters and digits one space.
 * `'Địa chỉ IP (*)'` → `'dia chi ip'`
 */
export function foldWords(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
