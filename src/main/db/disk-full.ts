/**
 * What the drivers say when the disk under the database is full: SQLite for the file and for its WAL index, PostgreSQL
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html, 53100).
 */
const DISK_FULL_CODES: readonly unknown[] = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', '53100']

export function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && DISK_FULL_CODES.includes(thrown.code)
}
