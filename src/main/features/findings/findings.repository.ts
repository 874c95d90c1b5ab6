import type { InstantMs } from '#shared/kernel/instant.ts'
import {
  type Finding,
  type FindingKind,
  findingDetailSchema,
  findingKindSchema,
  findingSchema,
  type FindingState,
  findingStateSchema,
} from '#shared/findings/findings.model.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Db } from '#main/db/db.ts'
import type { FindingsTable } from '#main/db/schema-findings.ts'

const BATCH_ROWS = 500

export type StoredFinding = { readonly finding: Finding; readonly dedupeKey: string }

export type FindingFilter = {
  readonly roomIds: readonly string[]
  readonly kinds?: readonly FindingKind[] | undefined
  readonly state?: FindingState | undefined
  readonly subjectId?: string | undefined
  readonly fromMs?: InstantMs | undefined
  readonly toMs?: InstantMs | undefined
}

function toFinding(row: FindingsTable): Finding {
  return findingSchema.parse({
    id: row.id,
    kind: row.kind,
    roomId: row.room_id,
    atMs: row.at_ms,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    origin: { kind: row.origin_kind, id: row.origin_id },
    subject: { kind: row.subject_kind, id: row.subject_id },
    detail: findingDetailSchema.parse(JSON.parse(row.detail_json)),
    confidence: row.confidence_permille / 1000,
    state: row.state,
    createdAtMs: row.created_at_ms,
    decidedAtMs: row.decided_at_ms,
    decidedBy: row.decided_by,
    decisionNote: row.decision_note,
    cameraId: row.camera_id,
  })
}

function toRow({ finding, dedupeKey }: StoredFinding): FindingsTable {
  return {
    id: finding.id,
    kind: finding.kind,
    room_id: finding.roomId,
    at_ms: finding.atMs,
    from_ms: finding.fromMs,
    to_ms: finding.toMs,
    origin_kind: finding.origin.kind,
    origin_id: finding.origin.id,
    subject_kind: finding.subject.kind,
    subject_id: finding.subject.id,
    dedupe_key: dedupeKey,
    detail_json: JSON.stringify(finding.detail),
    confidence_permille: Math.round(finding.confidence * 1000),
    state: finding.state,
    created_at_ms: finding.createdAtMs,
    decided_at_ms: finding.decidedAtMs,
    decided_by: finding.decidedBy,
    decision_note: finding.decisionNote,
    camera_id: finding.cameraId,
  }
}

/** @returns how many were not there yet */
export async function insertFindings(transaction: Db, findings: readonly StoredFinding[]): Promise<number> {
  let added = 0
  for (let first = 0; first < findings.length; first += BATCH_ROWS) {
    const batch = findings.slice(first, first + BATCH_ROWS).map(toRow)
    const result = await transaction
      .insertInto('findings')
      .values(batch)
      .onConflict((conflict) => conflict.columns(['kind', 'dedupe_key']).doNothing())
      .executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return added
}

/** The open findings of a scope, with what tells them apart. */
export async function listOpenKeys(
  db: Db,
  scope: { readonly kinds: readonly FindingKind[]; readonly roomId: string; readonly range: TimeRange },
): Promise<{ id: string; kind: string; dedupeKey: string }[]> {
  if (scope.kinds.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'kind', 'dedupe_key'])
    .where('room_id', '=', scope.roomId)
    .where('state', '=', 'open')
    .where('at_ms', '>=', scope.range.fromMs)
    .where('at_ms', '<', scope.range.toMs)
    .where('kind', 'in', scope.kinds)
    .execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind, dedupeKey: row.dedupe_key }))
}

export async function deleteOpen(transaction: Db, ids: readonly string[]): Promise<void> {
  for (let first = 0; first < ids.length; first += BATCH_ROWS) {
    await transaction
      .deleteFrom('findings')
      .where('id', 'in', ids.slice(first, first + BATCH_ROWS))
      .where('state', '=', 'open')
      .execute()
  }
}

export async function deleteOpenOfOrigin(transaction: Db, origin: Finding['origin']): Promise<void> {
  await transaction
    .deleteFrom('findings')
    .where('origin_kind', '=', origin.kind)
    .where('origin_id', '=', origin.id)
    .where('state', '=', 'open')
    .execute()
}

function filtered(db: Db, filter: FindingFilter) {
  let query = db.selectFrom('findings').where('room_id', 'in', filter.roomIds)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.fromMs !== undefined) query = query.where('at_ms', '>=', filter.fromMs)
  if (filter.toMs !== undefined) query = query.where('at_ms', '<', filter.toMs)
  return query
}

/** Newest first, and how many there are of each kind whatever `kinds` says. */
export async function listFindings(
  db: Db,
  filter: FindingFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: Finding[]; byKind: { kind: FindingKind; count: number }[] }> {
  if (filter.roomIds.length === 0) return { total: 0, rows: [], byKind: [] }
  const counted = await filtered(db, filter)
    .select((row) => ['kind', row.fn.countAll<number>().as('count')])
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  const byKind = counted.map((row) => ({ kind: findingKindSchema.parse(row.kind), count: Number(row.count) }))
  const { kinds } = filter
  const wanted = byKind.filter(({ kind }) => kinds === undefined || kinds.includes(kind))
  const rows = await filtered(db, filter)
    .selectAll()
    .where('kind', 'in', wanted.length === 0 ? [''] : wanted.map(({ kind }) => kind))
    .orderBy('at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total: wanted.reduce((sum, { count }) => sum + count, 0), rows: rows.map(toFinding), byKind }
}

/** What people decided from `sinceMs` on, newest decision first. */
export async function listDecided(
  db: Db,
  filter: { readonly roomIds: readonly string[]; readonly sinceMs: InstantMs },
  limit: number,
): Promise<Finding[]> {
  if (filter.roomIds.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .selectAll()
    .where('room_id', 'in', filter.roomIds)
    .where('decided_at_ms', '>=', filter.sinceMs)
    .orderBy('decided_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toFinding)
}

export async function listRoomsOfFindings(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('findings').select(['id', 'room_id']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.room_id]))
}

/** @returns how many were in another state before */
export async function updateDecision(
  transaction: Db,
  ids: readonly string[],
  decision: {
    readonly state: FindingState
    readonly note: string
    readonly decidedAtMs: InstantMs | null
    readonly decidedBy: string | null
  },
): Promise<number> {
  const result = await transaction
    .updateTable('findings')
    .set({
      state: decision.state,
      decision_note: decision.note,
      decided_at_ms: decision.decidedAtMs,
      decided_by: decision.decidedBy,
    })
    .where('id', 'in', ids)
    .where('state', '!=', decision.state)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** How many findings each camera has of each kind and state. */
export async function countByCamera(
  db: Db,
  cameraIds: readonly string[],
  range: TimeRange,
): Promise<{ cameraId: string; kind: FindingKind; state: FindingState; count: number }[]> {
  if (cameraIds.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select((row) => ['camera_id', 'kind', 'state', row.fn.countAll<number>().as('count')])
    .where('camera_id', 'in', cameraIds)
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
    .groupBy(['camera_id', 'kind', 'state'])
    .execute()
  return rows.map((row) => ({
    cameraId: row.camera_id ?? '',
    kind: findingKindSchema.parse(row.kind),
    state: findingStateSchema.parse(row.state),
    count: Number(row.count),
  }))
}
