import { AppError } from '#shared/kernel/app-error.ts'

/** What one import may be. Beyond these a file is refused with a reason, before it takes the station's memory. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024
export const MAX_ROWS = 200_000
export const MAX_COLUMNS = 512
export const MAX_CELLS = 8_000_000
/** Of all parts of an XLSX together, unpacked. 200 000 register rows take about 250 MB. */
export const MAX_UNPACKED_BYTES = 320 * 1024 * 1024

export const UNREADABLE_REASONS = [
  'empty',
  'too-large',
  'too-many-rows',
  'too-many-columns',
  'unpacks-too-large',
  'not-a-workbook',
  'encrypted',
  /** The binary workbook of Excel 97–2003. */
  'old-xls',
  /** A compound file that is neither. */
  'encrypted-or-xls',
  /** Markup without a table. */
  'no-table',
  'damaged',
  'encoding',
  'mixed-encodings',
  'open-quote',
  'bad-json',
  /** The reading took more memory than it is given. */
  'out-of-memory',
  /** The reading ended without an answer. */
  'crashed',
] as const
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number]

export function unreadable(
  reason: UnreadableReason,
  cause?: unknown,
  detail: Readonly<Record<string, number>> = {},
): AppError {
  return new AppError('invalid', 'import.unreadable', { reason, ...detail }, cause)
}
