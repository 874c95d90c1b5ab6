import type { Alert } from '#shared/health/health.model.ts'
import { alertSchema } from '#shared/health/health.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import type { AlertsTable } from '#main/db/schema-real-cameras.ts'

function parseDetail(json: string): unknown {
  return JSON.parse(json)
}

function toAlert(row: AlertsTable): Alert {
  return alertSchema.parse({
    id: row.id,
    kind: row.kind,
    cameraId: row.camera_id,
    beganAtMs: row.began_at_ms,
    endedAtMs: row.ended_at_ms,
    detail: parseDetail(row.detail_json),
    seenBy: row.seen_by,
    seenAtMs: row.seen_at_ms,
    sentState: row.sent_state,
  })
}

export async function insertAlert(transaction: Db, alert: Alert): Promise<void> {
  await transaction
    .insertInto('alerts')
    .values({
      id: alert.id,
      kind: alert.kind,
      camera_id: alert.cameraId,
      began_at_ms: alert.beganAtMs,
      ended_at_ms: alert.endedAtMs,
      detail_json: JSON.stringify(alert.detail),
      seen_by: alert.seenBy,
      seen_at_ms: alert.seenAtMs,
      sent_state: alert.sentState,
      sent_tries: 0,
    })
    .execute()
}

export async function listOpenAlerts(db: Db): Promise<Alert[]> {
  const rows = await db.selectFrom('alerts').selectAll().where('ended_at_ms', 'is', null).execute()
  return rows.map(toAlert)
}

export type AlertFilter = { readonly cameraId?: Id | undefined; readonly sinceMs?: InstantMs | undefined }

/** Open ones first, then the newest. */
export async function listAlerts(db: Db, filter: AlertFilter, limit: number): Promise<Alert[]> {
  let query = db.selectFrom('alerts').selectAll()
  const { cameraId, sinceMs } = filter
  if (cameraId !== undefined) query = query.where('camera_id', '=', cameraId)
  if (sinceMs !== undefined)
    query = query.where((where) =>
      where.or([where('ended_at_ms', 'is', null), where('ended_at_ms', '>=', sinceMs)]),
    )
  const rows = await query
    .orderBy((by) => by.case().when('ended_at_ms', 'is', null).then(0).else(1).end())
    .orderBy('began_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toAlert)
}

export async function findAlert(db: Db, id: Id): Promise<Alert | null> {
  const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toAlert(row) : null
}

/** `sentState` as it has to be now: its end is told as well. */
export async function endAlert(
  transaction: Db,
  id: Id,
  endedAtMs: InstantMs,
  sentState: Alert['sentState'],
): Promise<void> {
  await transaction
    .updateTable('alerts')
    .set({ ended_at_ms: endedAtMs, sent_state: sentState, sent_tries: 0 })
    .where('id', '=', id)
    .where('ended_at_ms', 'is', null)
    .execute()
}

export async function markAlertSeen(transaction: Db, id: Id, by: string, atMs: InstantMs): Promise<void> {
  await transaction
    .updateTable('alerts')
    .set({ seen_by: by, seen_at_ms: atMs })
    .where('id', '=', id)
    .execute()
}

/** What still has to be told outside, oldest first, with how often it was tried. */
export async function listUnsent(db: Db, limit: number): Promise<{ alert: Alert; tries: number }[]> {
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('sent_state', '=', 'waiting')
    .orderBy('began_at_ms')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ alert: toAlert(row), tries: row.sent_tries }))
}

/** Only while it still says what was sent: an alert that ended meanwhile has to be told again. */
export async function markSent(
  transaction: Db,
  alert: Pick<Alert, 'id' | 'endedAtMs'>,
  sentState: Alert['sentState'],
  tries: number,
): Promise<void> {
  const update = transaction
    .updateTable('alerts')
    .set({ sent_state: sentState, sent_tries: tries })
    .where('id', '=', alert.id)
  await (alert.endedAtMs === null
    ? update.where('ended_at_ms', 'is', null)
    : update.where('ended_at_ms', '=', alert.endedAtMs)
  ).execute()
}

export async function deleteAlertsBefore(transaction: Db, beforeMs: InstantMs): Promise<void> {
  await transaction.deleteFrom('alerts').where('ended_at_ms', '<', beforeMs).execute()
}

const WEBHOOK_KEY = 'webhook'

export async function readWebhookJson(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('settings')
    .select('value_json')
    .where('key', '=', WEBHOOK_KEY)
    .executeTakeFirst()
  return row?.value_json ?? null
}

/** null takes it away. */
export async function writeWebhookJson(transaction: Db, valueJson: string | null): Promise<void> {
  await transaction.deleteFrom('settings').where('key', '=', WEBHOOK_KEY).execute()
  if (valueJson === null) return
  await transaction.insertInto('settings').values({ key: WEBHOOK_KEY, value_json: valueJson }).execute()
}
