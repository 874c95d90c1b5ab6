import type { UnreadableReason } from './limits.ts'

/**
 * What a compound file (MS-CFB) holds, by the names of the streams in its directory, which are UTF-16. Only enough of it
 * is read to say why it is refused: a workbook protected by a password is packed into such a file, and old .xls are one.
 */
export function reasonOfCompoundFile(bytes: Uint8Array): UnreadableReason {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (name: string): boolean => buffer.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) return 'encrypted'
  return holds('Workbook\0') || holds('Book\0') ? 'old-xls' : 'encrypted-or-xls'
}
