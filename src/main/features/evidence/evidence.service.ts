import type { EvidenceClip, NewEvidenceClip, Verification } from '#shared/evidence/evidence.model.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { type ClipFile, clipFilesOf, downloadNameOf } from './bundle-files.ts'
import { sha256Hex } from './digests.ts'
import { createEvidenceExport } from './evidence-export.ts'
import type { EvidenceDeps } from './evidence.ports.ts'
import * as repository from './evidence.repository.ts'
import { createSigner } from './signing.ts'
import { verifyBundle } from './verify-bundle.ts'

/** A bundle is made and checked in memory; see docs/design/evidence.md. */
export const MAX_CLIP_MINUTES = 120

export type BundleFile = { readonly path: string; readonly bytes: number; readonly downloadName: string }

export type EvidenceService = ReturnType<typeof createEvidenceService>

type SealedClip = { readonly clip: EvidenceClip; readonly path: string; readonly bytes: number }

export function createEvidenceService(deps: EvidenceDeps) {
  const { work, clock, newId, files, access, units, cameras, dossiers, jobs, bookmarks, locks } = deps
  const signer = createSigner(deps)
  jobs.register('evidence-export', createEvidenceExport(deps, signer, get))

  async function complete(stored: repository.StoredClip): Promise<EvidenceClip> {
    const { clip } = stored
    const dossierCode = clip.dossierId === null ? null : (await dossiers.get(clip.dossierId)).code
    return { ...clip, dossierCode }
  }

  /** Without access checks: for other parts of the program. @throws AppError `not-found evidence.unknown` */
  async function get(id: Id): Promise<EvidenceClip> {
    const stored = await repository.findClip(work.db, id)
    if (!stored) throw new AppError('not-found', 'evidence.unknown')
    return complete(stored)
  }

  /** Without access checks; unknown ids are left out. */
  async function byIds(ids: readonly Id[]): Promise<EvidenceClip[]> {
    return Promise.all((await repository.findClips(work.db, [...new Set(ids)])).map(complete))
  }

  const readsAllSealed = (actor: Actor): boolean => actor.role === 'committee-member'

  /** Clips of the rooms that the person may view; the committee sees every sealed one. Newest first. */
  async function list(actor: Actor): Promise<EvidenceClip[]> {
    const roomIds = [...(await access.viewableRoomIds(actor))]
    const clips = await repository.listClips(work.db, { roomIds, sealedOfAllRooms: readsAllSealed(actor) })
    return Promise.all(clips.map(complete))
  }

  async function readable(actor: Actor, id: Id): Promise<repository.StoredClip> {
    const stored = await repository.findClip(work.db, id)
    if (!stored) throw new AppError('not-found', 'evidence.unknown')
    const mayRead = readsAllSealed(actor) && stored.clip.state === 'sealed'
    if (!mayRead) await access.requireRooms(actor, [stored.clip.roomId])
    return stored
  }

  async function sealed(actor: Actor, id: Id): Promise<SealedClip> {
    const stored = await readable(actor, id)
    const { bundlePath } = stored
    const { state, bundleBytes } = stored.clip
    if (state !== 'sealed' || bundlePath === null || bundleBytes === null) {
      throw new AppError('precondition', 'evidence.clip-not-sealed')
    }
    return { clip: await complete(stored), path: bundlePath, bytes: bundleBytes }
  }

  /**
   * Stores the clip as being made, locks its range and starts the job: one act.
   * @throws AppError `not-found bookmark.unknown`, `conflict bookmark.removed`, `forbidden room.not-yours`,
   *   `invalid evidence.in-future`, `invalid evidence.too-long {minutes}`
   */
  async function create(call: Call, input: NewEvidenceClip): Promise<{ clip: EvidenceClip; job: Job }> {
    const bookmark = await bookmarks.get(input.bookmarkId)
    await access.requireRooms(call.actor, [bookmark.roomId])
    if (bookmark.state !== 'active') throw new AppError('conflict', 'bookmark.removed')
    const range = { fromMs: bookmark.fromMs, toMs: bookmark.toMs }
    if (range.toMs > clock.nowMs()) throw new AppError('invalid', 'evidence.in-future')
    if (range.toMs - range.fromMs > MAX_CLIP_MINUTES * MINUTE_MS) {
      throw new AppError('invalid', 'evidence.too-long', { minutes: MAX_CLIP_MINUTES })
    }
    const room = await units.room(bookmark.roomId)
    const { id: bookmarkId, cameraIds, dossierId, dossierCode } = bookmark
    const clip: EvidenceClip = {
      id: newId(),
      bookmarkId,
      communeUnitId: room.communeUnitId,
      roomId: room.id,
      cameraIds: [...cameraIds],
      dossierId,
      dossierCode,
      criterionCode: input.criterionCode ?? bookmark.criterionCode,
      purpose: input.purpose,
      requestedFromMs: range.fromMs,
      requestedToMs: range.toMs,
      actualFromMs: null,
      actualToMs: null,
      state: 'making',
      bundleSha256: null,
      bundleBytes: null,
      createdAtMs: clock.nowMs(),
      createdBy: call.actor.label,
    }
    const created = await work.change(call, async (transaction) => {
      await repository.insertClip(transaction, clip)
      const { createdBy } = clip
      await locks.protect(transaction, { cameraIds, range, bookmarkId, state: 'locked', createdBy })
      await locks.lockAround(transaction, { roomId: room.id, range, bookmarkId, createdBy })
      const job = await jobs.enqueue(transaction, {
        kind: 'evidence-export',
        subjectId: clip.id,
        input: null,
        createdBy: call.actor.label,
      })
      const detail = { bookmarkId, purpose: clip.purpose, ...range, cameras: cameraIds.join(' ') }
      return { result: { clip, job }, subject: { kind: 'evidence-clip', id: clip.id }, detail }
    })
    jobs.kick()
    return created
  }

  async function bundleBytes(clip: SealedClip): Promise<Uint8Array | null> {
    return (await files.sizeBytes(clip.path)) === null ? null : files.read(clip.path)
  }

  /** By the bundle's bytes alone, and that they are still those that were sealed. */
  async function verify(actor: Actor, id: Id): Promise<Verification> {
    const clip = await sealed(actor, id)
    const bytes = await bundleBytes(clip)
    if (!bytes) {
      const problems = [{ file: '(zip)', code: 'zip.missing', detail: clip.path }]
      return { ok: false, problems, clipId: null, keyThumbprint: null, files: 0, groups: 0, samples: 0 }
    }
    const verification = await verifyBundle(bytes)
    if (!verification.ok || sha256Hex(bytes) === clip.clip.bundleSha256) return verification
    return {
      ...verification,
      ok: false,
      problems: [{ file: '(zip)', code: 'zip.not-the-sealed-one', detail: '' }],
    }
  }

  /** Where the bundle lies in the evidence folder. The caller notes the download in the audit log. */
  async function bundleFile(actor: Actor, id: Id): Promise<BundleFile> {
    const { clip, path, bytes } = await sealed(actor, id)
    const commune = await units.unit(clip.communeUnitId)
    const names = (await cameras.byIds(clip.cameraIds)).map((camera) => camera.name)
    const range = {
      fromMs: clip.actualFromMs ?? clip.requestedFromMs,
      toMs: clip.actualToMs ?? clip.requestedToMs,
    }
    return { path, bytes, downloadName: downloadNameOf(commune.name, names, range) }
  }

  /**
   * One camera's clip inside the stored bundle, so that ranges of it can be served. `part` counts from 1, where the
   * camera's stream changed its set-up inside the range.
   */
  async function clipFile(actor: Actor, id: Id, cameraId: Id, part = 1): Promise<ClipFile> {
    const { path, bytes } = await sealed(actor, id)
    const file = (await clipFilesOf(files, path, bytes)).get(cameraId)?.[part - 1]
    if (!file) throw new AppError('not-found', 'evidence.no-such-camera')
    return file
  }

  return { get, byIds, list, create, verify, bundleFile, clipFile, keyThumbprint: signer.thumbprint }
}
