import { unreadable } from './limits.ts'

/**
 * UTF-8 with or without its mark, or UTF-16 with one.
 * @throws AppError `invalid import.unreadable` {reason: 'encoding'} rather than guessing: a wrong guess spoils names
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw unreadable('encoding', error)
  }
  if (text.includes('\0')) throw unreadable('encoding')
  return text
}
