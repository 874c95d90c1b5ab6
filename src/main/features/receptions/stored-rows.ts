import type { ImportScope } from '#main/ports/import-target.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { fromVietnamDateTime, type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import { listEntries, type StoredEntry } from './entries.repository.ts'
import type { RegisterKind } from './register-kinds.ts'

/** A row as it is stored: where it stands and what it tells. */
export type StoredRow<Body> = { readonly entry: StoredEntry; readonly body: Body }

const newYear = (year: number): InstantMs =>
  fromVietnamDateTime({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0 }) ?? 0

/** The whole years that the days touch: within them a moved day is found again. */
export function yearsOf(days: readonly InstantMs[], period: TimeRange | null): TimeRange | null {
  let [first, last] = [period?.fromMs ?? Infinity, period === null ? -Infinity : period.toMs - 1]
  for (const dayMs of days) {
    first = Math.min(first, dayMs)
    last = Math.max(last, dayMs)
  }
  if (first > last) return null
  return {
    fromMs: newYear(toVietnamDateTime(first).year),
    toMs: newYear(toVietnamDateTime(last).year + 1),
  }
}

/** Rows of the room that the source told or that were entered by hand. */
export async function storedRows<Body extends { readonly dayMs: number }>(
  db: Db,
  kind: RegisterKind<Body>,
  scope: Pick<ImportScope, 'roomId' | 'sourceId'>,
  range: TimeRange,
): Promise<StoredRow<Body>[]> {
  const entries = (await listEntries(db, kind.kind, scope.roomId, range)).filter(
    ({ sourceId }) => sourceId === null || sourceId === scope.sourceId,
  )
  return withBodies(db, kind, entries)
}

export async function withBodies<Body extends { readonly dayMs: number }>(
  db: Db,
  kind: RegisterKind<Body>,
  entries: readonly StoredEntry[],
): Promise<StoredRow<Body>[]> {
  const found = await kind.find(
    db,
    entries.map(({ id }) => id),
  )
  const bodies = new Map<Id, Body>(found.map((row) => [row.id, row]))
  return entries.flatMap((entry) => {
    const body = bodies.get(entry.id)
    return body === undefined ? [] : [{ entry, body }]
  })
}
