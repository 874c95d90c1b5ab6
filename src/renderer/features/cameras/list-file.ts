/** What a chosen file turned out to be. */
export type ListFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'workbook' | 'too-long' | 'empty' }

/** As much as the station takes at once. */
export const MAX_LIST_CHARACTERS = 2_000_000

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** Excel saves CSV as UTF-8 with a mark, as UTF-16 ("Unicode text"), or in the code page of Vietnamese Windows. */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: no error of ours, only another way of writing.
    return new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  }
}

/** Reads a list that was saved as text. A workbook (.xlsx, .xls) is named as such: its cells can be pasted. */
export function readListFile(bytes: Uint8Array): ListFile {
  if (bytes.length === 0) return { kind: 'empty' }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { kind: 'workbook' }
  }
  if (bytes.length > MAX_LIST_CHARACTERS * 4) return { kind: 'too-long' }
  const text = decode(bytes)
  return text.length > MAX_LIST_CHARACTERS ? { kind: 'too-long' } : { kind: 'text', text }
}
