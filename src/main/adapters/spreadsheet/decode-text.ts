import { unreadable } from './limits.ts'

const LINE_FEED = 0x0a

function encodingByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The lines of a file, with what each one's bytes are: plain ASCII says nothing about the encoding. */
function* linesWithSigns(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, from)
    const to = end < 0 ? bytes.length : end
    const line = bytes.subarray(from, to)
    if (line.some((byte) => byte > 0x7f)) yield line
    from = to + 1
  }
}

/** A file glued together from two: the line at which the second encoding begins, from 1; null: one encoding. */
function lineOfSecondEncoding(bytes: Uint8Array): number | null {
  let first: boolean | null = null
  for (const line of linesWithSigns(bytes)) {
    const isUtf8 = decodeStrictly(line, 'utf-8') !== null
    first ??= isUtf8
    if (isUtf8 !== first) return lineNumberAt(bytes, line.byteOffset - bytes.byteOffset)
  }
  return null
}

function lineNumberAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let at = bytes.indexOf(LINE_FEED); at >= 0 && at < offset; at = bytes.indexOf(LINE_FEED, at + 1))
    line += 1
  return line
}

const VIETNAMESE = /[aăâeêioôơuưyđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu
/** Letters that Windows-1258 shares its places with; none is Vietnamese. */
const FOREIGN = /[^\p{ASCII}\p{P}\p{S}\p{Z}]/gu
const MOST_FOREIGN_SHARE = 0.05

/** Windows-1258 writes five tones as signs of their own behind the vowel: composed, every such letter is Vietnamese. */
function decodeWindows1258(bytes: Uint8Array): string | null {
  const text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  if (text.includes('\0')) return null
  const letters = text.match(FOREIGN) ?? []
  const foreign = letters.filter((letter) => !VIETNAMESE.test(letter))
  return foreign.length <= letters.length * MOST_FOREIGN_SHARE ? text : null
}

/**
 * UTF-8 with or without its mark, UTF-16 with one, or Windows-1258, which is taken only where what it gives is
 * Vietnamese: a wrong guess spoils names.
 * @throws AppError `invalid import.unreadable` {reason: 'encoding' | 'mixed-encodings', line}
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = encodingByMark(bytes)
  const text = decodeStrictly(bytes, marked ?? 'utf-8')
  if (text !== null && !text.includes('\0')) return text
  if (marked?.startsWith('utf-16') || text !== null) throw unreadable('encoding')
  const line = lineOfSecondEncoding(bytes)
  if (line !== null) throw unreadable('mixed-encodings', undefined, { line })
  const asWindows = marked === null ? decodeWindows1258(bytes) : null
  if (asWindows === null) throw unreadable('encoding')
  return asWindows
}
