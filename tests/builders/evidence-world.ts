import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import { createNodeFileStore } from '#main/adapters/files/node-file-store.ts'
import type { Db } from '#main/db/db.ts'
import type { ClipSource, NewLock } from '#main/features/evidence/evidence.ports.ts'
import { createEvidenceService } from '#main/features/evidence/evidence.service.ts'
import { createJobsService } from '#main/features/jobs/jobs.service.ts'
import type { Actor } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import { buildDossierWorld, callOf } from './dossier-world.ts'

const plainSecrets: SecretStore = {
  seal: async (plain) => Buffer.from(plain).toString('base64'),
  open: async (sealed) => Buffer.from(sealed, 'base64').toString(),
}

async function insertCamera(db: Db, id: string, roomId: string, name: string): Promise<void> {
  await db
    .insertInto('cameras')
    .values({
      id,
      room_id: roomId,
      name,
      address: 'http://10.0.0.1',
      stream_uri: `rtsp://10.0.0.1/${id}`,
      username: '',
      password_cipher: '',
      manufacturer: null,
      model: null,
      firmware: null,
      serial_number: null,
      codec: 'h264',
      width_px: 64,
      height_px: 48,
      keyframe_spacing_ms: 2000,
      state: 'recording',
      audio_enabled: 0,
      probe_json: '{}',
      created_at_ms: 0,
      removed_at_ms: null,
    })
    .execute()
}

async function insertBookmarkRow(db: Db, bookmark: Bookmark): Promise<void> {
  await db
    .insertInto('bookmarks')
    .values({
      id: bookmark.id,
      room_id: bookmark.roomId,
      from_ms: bookmark.fromMs,
      to_ms: bookmark.toMs,
      dossier_id: null,
      criterion_code: null,
      note: '',
      protects: 1,
      state: bookmark.state,
      created_at_ms: bookmark.createdAtMs,
      created_by: bookmark.createdBy,
    })
    .execute()
}

/** A commune with two cameras over its desk, evidence and jobs on a given database, and a folder of its own. */
export async function buildEvidenceWorld(db: Db, clips: ClipSource, cameraIds: readonly string[]) {
  const world = await buildDossierWorld(db)
  const { work, clock, units, access, dossiers, desk } = world
  for (const [index, id] of cameraIds.entries())
    await insertCamera(db, id, desk.id, `Camera quầy ${index + 1}`)
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-bundles-'))
  const files = createNodeFileStore(folder)
  const unexpected: unknown[] = []
  const locks: NewLock[] = []
  const bookmarks = new Map<string, Bookmark>()
  const base = { work, clock, newId }
  const jobs = createJobsService({ ...base, onUnexpected: (thrown) => unexpected.push(thrown) })
  const evidence = createEvidenceService({
    ...base,
    secrets: plainSecrets,
    files,
    access,
    units,
    dossiers,
    jobs,
    clips,
    cameras: {
      byIds: async (ids) =>
        cameraIds
          .filter((id) => ids.includes(id))
          .map((id) => ({
            id,
            name: `Camera quầy ${cameraIds.indexOf(id) + 1}`,
            device: null,
            clockOffset: null,
          })),
    },
    bookmarks: {
      get: async (id) => {
        const found = bookmarks.get(id)
        if (!found) throw new Error('no such bookmark')
        return found
      },
    },
    locks: { protect: async (_, lock) => locks.push(lock), lockAround: async () => null },
    station: { id: 'tram-1', name: 'Trạm thử', version: '0.1.0' },
    patience: { everyMs: 20, atMostMs: 200 },
  })

  async function bookmark(fromMs: number, toMs: number, changes: Partial<Bookmark> = {}): Promise<Bookmark> {
    const made: Bookmark = {
      id: newId(),
      roomId: desk.id,
      cameraIds: [...cameraIds],
      fromMs,
      toMs,
      dossierId: null,
      dossierCode: null,
      criterionCode: '5.4',
      note: '',
      tags: [],
      protects: true,
      createdAtMs: clock.nowMs(),
      createdBy: 'office-staff',
      state: 'active',
      ...changes,
    }
    await insertBookmarkRow(db, made)
    bookmarks.set(made.id, made)
    return made
  }

  async function sealedClip(fromMs: number, toMs: number): Promise<EvidenceClip> {
    const { id } = await bookmark(fromMs, toMs)
    const input = { bookmarkId: id, criterionCode: null, purpose: 'Mở quầy muộn' }
    const { clip } = await evidence.create(callOf(world.officeInspector, 'evidence.create'), input)
    await jobs.idle()
    return evidence.get(clip.id)
  }

  const committee: Actor = {
    ...world.inspector,
    id: newId(),
    label: 'committee-member',
    role: 'committee-member',
  }
  const clear = () => rm(folder, { recursive: true, force: true })
  return {
    ...world,
    folder,
    files,
    jobs,
    evidence,
    locks,
    bookmark,
    sealedClip,
    committee,
    unexpected,
    clear,
  }
}

export type EvidenceWorld = Awaited<ReturnType<typeof buildEvidenceWorld>>
