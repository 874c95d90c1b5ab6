import { evidenceClipSchema, type EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import type { EvidenceClipsTable } from '#main/db/schema.ts'

/** A clip without the dossier's code, which its own feature knows, and with where its bundle lies. */
export type StoredClip = {
  readonly clip: Omit<EvidenceClip, 'dossierCode'>
  readonly bundlePath: string | null
}

const storedClipSchema = evidenceClipSchema.omit({ dossierCode: true })

function toStoredClip(row: EvidenceClipsTable, cameraIds: readonly Id[]): StoredClip {
  const clip = storedClipSchema.parse({
    id: row.id,
    bookmarkId: row.bookmark_id,
    communeUnitId: row.commune_unit_id,
    roomId: row.room_id,
    cameraIds,
    dossierId: row.dossier_id,
    criterionCode: row.criterion_code,
    purpose: row.purpose,
    requestedFromMs: row.requested_from_ms,
    requestedToMs: row.requested_to_ms,
    actualFromMs: row.actual_from_ms,
    actualToMs: row.actual_to_ms,
    state: row.state,
    bundleSha256: row.bundle_sha256,
    bundleBytes: row.bundle_bytes,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
  })
  return { clip, bundlePath: row.bundle_path }
}

export async function insertClip(transaction: Db, clip: EvidenceClip): Promise<void> {
  await transaction
    .insertInto('evidence_clips')
    .values({
      id: clip.id,
      bookmark_id: clip.bookmarkId,
      commune_unit_id: clip.communeUnitId,
      room_id: clip.roomId,
      dossier_id: clip.dossierId,
      criterion_code: clip.criterionCode,
      purpose: clip.purpose,
      requested_from_ms: clip.requestedFromMs,
      requested_to_ms: clip.requestedToMs,
      actual_from_ms: null,
      actual_to_ms: null,
      state: clip.state,
      bundle_path: null,
      bundle_sha256: null,
      bundle_bytes: null,
      created_at_ms: clip.createdAtMs,
      created_by: clip.createdBy,
    })
    .execute()
  const cameras = clip.cameraIds.map((cameraId) => ({ evidence_clip_id: clip.id, camera_id: cameraId }))
  await transaction.insertInto('evidence_clip_cameras').values(cameras).execute()
}

async function withCameras(db: Db, rows: readonly EvidenceClipsTable[]): Promise<StoredClip[]> {
  if (rows.length === 0) return []
  const cameras = await db
    .selectFrom('evidence_clip_cameras')
    .selectAll()
    .where(
      'evidence_clip_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('camera_id')
    .execute()
  const byClip = Map.groupBy(cameras, (camera) => camera.evidence_clip_id)
  return rows.map((row) =>
    toStoredClip(
      row,
      (byClip.get(row.id) ?? []).map((camera) => camera.camera_id),
    ),
  )
}

export async function findClip(db: Db, id: Id): Promise<StoredClip | null> {
  const rows = await db.selectFrom('evidence_clips').selectAll().where('id', '=', id).execute()
  return (await withCameras(db, rows))[0] ?? null
}

export async function findClips(db: Db, ids: readonly Id[]): Promise<StoredClip[]> {
  if (ids.length === 0) return []
  return withCameras(db, await db.selectFrom('evidence_clips').selectAll().where('id', 'in', ids).execute())
}

export type ClipFilter = { readonly roomIds: readonly Id[]; readonly sealedOfAllRooms: boolean }

/** Clips of the rooms, and every sealed one where the filter says so; newest first. */
export async function listClips(db: Db, filter: ClipFilter): Promise<StoredClip[]> {
  const { roomIds, sealedOfAllRooms } = filter
  if (roomIds.length === 0 && !sealedOfAllRooms) return []
  const rows = await db
    .selectFrom('evidence_clips')
    .selectAll()
    .where((where) =>
      where.or([
        ...(roomIds.length > 0 ? [where('room_id', 'in', roomIds)] : []),
        ...(sealedOfAllRooms ? [where('state', '=', 'sealed')] : []),
      ]),
    )
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return withCameras(db, rows)
}

export type Sealing = {
  readonly actualFromMs: InstantMs
  readonly actualToMs: InstantMs
  readonly bundlePath: string
  readonly bundleSha256: string
  readonly bundleBytes: number
}

/** false when the clip was no longer being made. */
export async function sealClip(transaction: Db, id: Id, sealing: Sealing): Promise<boolean> {
  const result = await transaction
    .updateTable('evidence_clips')
    .set({
      state: 'sealed',
      actual_from_ms: sealing.actualFromMs,
      actual_to_ms: sealing.actualToMs,
      bundle_path: sealing.bundlePath,
      bundle_sha256: sealing.bundleSha256,
      bundle_bytes: sealing.bundleBytes,
    })
    .where('id', '=', id)
    .where('state', '=', 'making')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function failClip(transaction: Db, id: Id): Promise<boolean> {
  const result = await transaction
    .updateTable('evidence_clips')
    .set({ state: 'failed' })
    .where('id', '=', id)
    .where('state', '=', 'making')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
