import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'

/** A stretch of one recording on a camera's card, by station time. */
export type HeldRange = TimeRange & { readonly token: string }

export type CardContents = { readonly held: readonly HeldRange[]; readonly checkedAtMs: InstantMs }

/** An empty card leaves one row, so that "asked, and there is nothing" differs from "never asked". */
const EMPTY_TOKEN = ''

export async function replaceDeviceRecordings(
  transaction: Db,
  cameraId: Id,
  contents: CardContents,
): Promise<void> {
  const { held, checkedAtMs } = contents
  await transaction.deleteFrom('device_recordings').where('camera_id', '=', cameraId).execute()
  const rows = held.length > 0 ? held : [{ token: EMPTY_TOKEN, fromMs: 0, toMs: 1 }]
  for (const { token, fromMs, toMs } of rows) {
    await transaction
      .insertInto('device_recordings')
      .values({
        camera_id: cameraId,
        recording_token: token,
        from_ms: fromMs,
        to_ms: toMs,
        checked_at_ms: checkedAtMs,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** As the card said when it was last asked; null: it never was. */
export async function findCardContents(db: Db, cameraId: Id): Promise<CardContents | null> {
  const rows = await db
    .selectFrom('device_recordings')
    .selectAll()
    .where('camera_id', '=', cameraId)
    .orderBy('from_ms')
    .execute()
  const [first] = rows
  if (!first) return null
  return {
    checkedAtMs: first.checked_at_ms,
    held: rows
      .filter((row) => row.recording_token !== EMPTY_TOKEN)
      .map((row) => ({ token: row.recording_token, fromMs: row.from_ms, toMs: row.to_ms })),
  }
}
