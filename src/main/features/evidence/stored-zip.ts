import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import { equalBytes } from '#shared/kernel/merkle.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { crc32Of, totalBytes } from './digests.ts'

/**
 * The only ZIP that a bundle may be: entries stored, sorted by name, one fixed date, no flags, no extra fields, no
 * comment. The same files give the same bytes, so that a verifier can tell every byte of the container.
 */
export type ZipContent = { readonly name: string; readonly pieces: readonly Uint8Array[] }

export type ZipEntry = {
  readonly name: string
  /** Where its content begins in the ZIP. */
  readonly offset: number
  readonly size: number
  /** As the ZIP says. */
  readonly crc32: number
}

const LOCAL_SIGNATURE = 0x0403_4b50
const CENTRAL_SIGNATURE = 0x0201_4b50
const END_SIGNATURE = 0x0605_4b50
const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
export const ZIP_END_BYTES = 22
const VERSION = 20
/** 1 January 1980, midnight: ZIP's zero. */
const DOS_DATE = 0x21
const MAX_ZIP_BYTES = 0xffff_ffff
const NAME = /^[\x21-\x7e]{1,100}$/

const broken = (offset: number): AppError => new AppError('data-loss', 'zip.malformed', { offset })

type Field = readonly [bytes: 2 | 4, value: number]

function encode(fields: readonly Field[], name = ''): Uint8Array {
  const length = fields.reduce((sum, [bytes]) => sum + bytes, 0)
  const encoded = new Uint8Array(length + name.length)
  const view = new DataView(encoded.buffer)
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bytes
  }
  for (let index = 0; index < name.length; index += 1) encoded[at + index] = name.charCodeAt(index)
  return encoded
}

/** Version to date, checksum, sizes and name length: the same in the local header and in the directory. */
function sharedFields(entry: ZipEntry): Field[] {
  const flagsMethodTime: Field[] = [
    [2, VERSION],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, DOS_DATE],
  ]
  return [
    ...flagsMethodTime,
    [4, entry.crc32],
    [4, entry.size],
    [4, entry.size],
    [2, entry.name.length],
    [2, 0],
  ]
}

function localHeader(entry: ZipEntry): Uint8Array {
  return encode([[4, LOCAL_SIGNATURE], ...sharedFields(entry)], entry.name)
}

function headerOffset(entry: ZipEntry): number {
  return entry.offset - LOCAL_BYTES - entry.name.length
}

/** Everything after the last entry's content. */
function directory(entries: readonly ZipEntry[]): Uint8Array {
  const last = entries.at(-1)
  const start = last ? last.offset + last.size : 0
  const records = entries.map((entry) =>
    encode(
      [
        [4, CENTRAL_SIGNATURE],
        [2, VERSION],
        ...sharedFields(entry),
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, headerOffset(entry)],
      ],
      entry.name,
    ),
  )
  const count = entries.length
  const end = encode([
    [4, END_SIGNATURE],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, totalBytes(records)],
    [4, start],
    [2, 0],
  ])
  return concatBytes([...records, end])
}

/**
 * The ZIP in pieces to be written one after the other; contents are not copied.
 * @throws AppError `invalid evidence.too-large` at 4 GiB
 */
export function storedZip(contents: readonly ZipContent[]): Uint8Array[] {
  const sorted = contents.toSorted((left, right) => (left.name < right.name ? -1 : 1))
  const pieces: Uint8Array[] = []
  const entries: ZipEntry[] = []
  let at = 0
  for (const content of sorted) {
    if (!NAME.test(content.name)) throw new AppError('internal', 'zip.name', { name: content.name })
    const offset = at + LOCAL_BYTES + content.name.length
    const size = totalBytes(content.pieces)
    const entry = { name: content.name, offset, size, crc32: crc32Of(...content.pieces) }
    at = offset + size
    if (at > MAX_ZIP_BYTES) throw new AppError('invalid', 'evidence.too-large', { bytes: at })
    entries.push(entry)
    pieces.push(localHeader(entry), ...content.pieces)
  }
  const tail = directory(entries)
  if (at + tail.byteLength > MAX_ZIP_BYTES) throw new AppError('invalid', 'evidence.too-large', { bytes: at })
  return [...pieces, tail]
}

/**
 * The entries of a ZIP made by {@link storedZip}, read from front to back.
 * @throws AppError `data-loss zip.malformed {offset}` at the first byte that such a ZIP cannot have
 */
export function readStoredZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 4 <= bytes.byteLength && view.getUint32(at, true) === LOCAL_SIGNATURE) {
    if (at + LOCAL_BYTES > bytes.byteLength) throw broken(at)
    const size = view.getUint32(at + 18, true)
    const nameLength = view.getUint16(at + 26, true)
    const offset = at + LOCAL_BYTES + nameLength
    if (nameLength > 100 || offset + size > bytes.byteLength) throw broken(at)
    const name = String.fromCharCode(...bytes.subarray(at + LOCAL_BYTES, offset))
    entries.push({ name, offset, size, crc32: view.getUint32(at + 14, true) })
    at = offset + size
  }
  if (entries.length === 0) throw broken(0)
  return entries
}

function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.byteLength, right.byteLength)
  for (let index = 0; index < length; index += 1) if (left[index] !== right[index]) return index
  return length
}

/**
 * Whether the container is byte for byte what {@link storedZip} would write around these contents (with the checksums
 * that it states): null, or the offset of the first byte that is not.
 */
export function firstNonCanonicalByte(bytes: Uint8Array, entries: readonly ZipEntry[]): number | null {
  for (const [index, entry] of entries.entries()) {
    const start = headerOffset(entry)
    const expected = localHeader(entry)
    const actual = bytes.subarray(start, entry.offset)
    if (!equalBytes(expected, actual)) return start + firstDifference(expected, actual)
    const previous = entries[index - 1]
    if (!NAME.test(entry.name) || (previous && previous.name >= entry.name)) return start + LOCAL_BYTES
  }
  const last = entries.at(-1)
  const start = last ? last.offset + last.size : 0
  const expected = directory(entries)
  const actual = bytes.subarray(start)
  return equalBytes(expected, actual) ? null : start + firstDifference(expected, actual)
}

/** Where the directory lies, from the ZIP's last {@link ZIP_END_BYTES} bytes. */
export function readZipEnd(end: Uint8Array): { readonly fromByte: number; readonly toByte: number } {
  const view = new DataView(end.buffer, end.byteOffset, end.byteLength)
  if (end.byteLength !== ZIP_END_BYTES || view.getUint32(0, true) !== END_SIGNATURE) throw broken(0)
  const fromByte = view.getUint32(16, true)
  return { fromByte, toByte: fromByte + view.getUint32(12, true) }
}

/** The entries that a directory lists, for reading parts of a large bundle without the rest. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ZipEntry[] = []
  for (let at = 0; at < bytes.byteLength; ) {
    if (at + CENTRAL_BYTES > bytes.byteLength || view.getUint32(at, true) !== CENTRAL_SIGNATURE)
      throw broken(at)
    const nameLength = view.getUint16(at + 28, true)
    const name = String.fromCharCode(...bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength))
    entries.push({
      name,
      offset: view.getUint32(at + 42, true) + LOCAL_BYTES + nameLength,
      size: view.getUint32(at + 20, true),
      crc32: view.getUint32(at + 16, true),
    })
    at += CENTRAL_BYTES + nameLength
  }
  return entries
}
