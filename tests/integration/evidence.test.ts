import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { manifestSchema } from '#shared/evidence/evidence.model.ts'
import { sealedSegments } from '#main/features/evidence/footage-wait.ts'
import { readStoredZip } from '#main/features/evidence/stored-zip.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ClipSource } from '#main/features/evidence/evidence.ports.ts'
import { callOf, WORLD_NOW_MS } from '#tests/builders/dossier-world.ts'
import {
  clipSourceOf,
  makeFootage,
  makeSegment,
  samplesOf,
  splitFootage,
} from '#tests/builders/evidence-footage.ts'
import { buildEvidenceWorld, type EvidenceWorld } from '#tests/builders/evidence-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const FIRST = '01900000-0000-7000-8000-00000000c001'
const SECOND = '01900000-0000-7000-8000-00000000c002'
const START_MS = WORLD_NOW_MS - 600_000

let source: ClipSource
let sourceSamples: Buffer[]

beforeAll(async () => {
  const footage = await makeFootage({ seconds: 8, size: '64x48' })
  const first = makeSegment(footage, footage.groups.slice(0, 2), {
    cameraId: FIRST,
    number: 1,
    startAtMs: START_MS,
  })
  const place = { cameraId: FIRST, number: 2, startAtMs: START_MS + 4000, previousRoot: first.stored.root }
  source = clipSourceOf([first, makeSegment(footage, footage.groups.slice(2), place)])
  sourceSamples = samplesOf(footage.groups, footage.init).map((sample) => Buffer.from(sample))
})

describe('footage of the last minute', () => {
  const range = { fromMs: START_MS, toMs: START_MS + 8000 }
  const patience = { everyMs: 5, atMostMs: 500 }

  it('is waited for until the recorder has closed its segment', async () => {
    let asked = 0
    const late: ClipSource = {
      ...source,
      segmentsIn: async (cameraId, wanted) =>
        (await source.segmentsIn(cameraId, wanted)).slice(0, (asked += 1) < 4 ? 1 : 2),
      lanes: async () => [{ cameraId: FIRST, spans: [{ ...range, state: 'recorded', reason: null }] }],
    }
    const segments = await sealedSegments(late, FIRST, range, patience, new AbortController().signal)
    expect(segments.map(({ number }) => number)).toEqual([1, 2])
    expect(asked).toBe(4)
  })

  it('is not waited for where nothing is on its way, nor for ever, nor after a cancel', async () => {
    const none = { ...source, segmentsIn: async () => [] }
    const coming: ClipSource = {
      ...none,
      lanes: async () => [
        { cameraId: FIRST, spans: [{ ...range, state: 'not-yet-fetched', reason: 'in-progress' }] },
      ],
    }
    const never = new AbortController().signal
    expect(await sealedSegments(none, FIRST, range, { everyMs: 60_000, atMostMs: 600_000 }, never)).toEqual(
      [],
    )
    expect(await sealedSegments(coming, FIRST, range, { everyMs: 5, atMostMs: 20 }, never)).toEqual([])
    const forLong = { everyMs: 60_000, atMostMs: 600_000 }
    await expect(sealedSegments(coming, FIRST, range, forLong, AbortSignal.timeout(20))).rejects.toThrow()
  })
})

describe.each(testDatabases)('evidence on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let world: EvidenceWorld

  beforeEach(async () => {
    opened = await openMigrated()
    world = await buildEvidenceWorld(opened.db, source, [FIRST, SECOND])
  })

  afterEach(async () => {
    await world.jobs.stop()
    await opened.close()
    await world.clear()
    expect(world.unexpected).toEqual([])
  })

  const verbs = async () => (await world.audit.list({ limit: 20 })).map((row) => `${row.actor} ${row.verb}`)

  it('cuts, seals, locks and notes it, and the bundle passes by its bytes', async () => {
    const clip = await world.sealedClip(START_MS + 3000, START_MS + 5000)
    expect(clip).toMatchObject({
      state: 'sealed',
      actualFromMs: START_MS + 2000,
      actualToMs: START_MS + 6000,
      criterionCode: '5.4',
    })
    expect(world.locks).toMatchObject([
      { cameraIds: [FIRST, SECOND], state: 'locked', bookmarkId: clip.bookmarkId },
    ])
    expect((await verbs()).slice(0, 3)).toEqual([
      'system:evidence evidence.seal',
      'system:evidence signing-key.create',
      'inspector evidence.create',
    ])
    expect(await world.evidence.verify(world.officeStaff, clip.id)).toMatchObject({
      ok: true,
      groups: 2,
      samples: 100,
      clipId: clip.id,
    })
    expect((await world.jobs.list(world.officeInspector))[0]).toMatchObject({
      state: 'succeeded',
      progress: 1,
    })

    const bundle = await world.evidence.bundleFile(world.officeStaff, clip.id)
    expect(bundle.downloadName).toBe(
      'MinhChung_Phường-Châu-Sơn_Camera-quầy-1+Camera-quầy-2_2026-11-22_095002-095006+0700.zip',
    )
    const zip = await readFile(join(world.folder, bundle.path))
    expect(zip.length).toBe(bundle.bytes)
    const entry = readStoredZip(zip).find(({ name }) => name === 'manifest.json')
    const manifest = manifestSchema.parse(
      JSON.parse(zip.subarray(entry?.offset, (entry?.offset ?? 0) + (entry?.size ?? 0)).toString()),
    )
    expect(manifest.cameras.map((camera) => camera.segments.map((segment) => segment.number))).toEqual([
      [1, 2],
    ])
    const gap = { fromMs: START_MS + 3000, toMs: START_MS + 5000, cause: 'camera-offline' }
    expect(manifest.camerasWithoutFootage).toEqual([{ id: SECOND, name: 'Camera quầy 2', gaps: [gap] }])

    const file = await world.evidence.clipFile(world.officeStaff, clip.id, FIRST)
    const clipBytes = zip.subarray(file.offsetBytes, file.offsetBytes + file.lengthBytes)
    const cutOut = splitFootage(clipBytes)
    expect(samplesOf(cutOut.groups, cutOut.init).map((sample) => Buffer.from(sample))).toEqual(
      sourceSamples.slice(50, 150),
    )
    await expect(world.evidence.clipFile(world.officeStaff, clip.id, SECOND)).rejects.toThrow(
      'evidence.no-such-camera',
    )
  })

  it('signs every bundle of the station with one key', async () => {
    const first = await world.sealedClip(START_MS, START_MS + 1000)
    const second = await world.sealedClip(START_MS, START_MS + 1000)
    const keys = await Promise.all(
      [first, second].map(({ id }) => world.evidence.verify(world.officeStaff, id)),
    )
    expect(new Set(keys.map((key) => key.keyThumbprint))).toEqual(
      new Set([await world.evidence.keyThumbprint()]),
    )
  })

  it('never changes once sealed, whoever asks the database', async () => {
    const { id } = await world.sealedClip(START_MS, START_MS + 1000)
    const change = opened.db
      .updateTable('evidence_clips')
      .set({ bundle_sha256: '0'.repeat(64) })
      .where('id', '=', id)
    await expect(change.execute()).rejects.toThrow('a sealed clip never changes')
  })

  it('finds a bundle that was altered, exchanged or taken away on the disk', async () => {
    const { id } = await world.sealedClip(START_MS, START_MS + 1000)
    const other = await world.sealedClip(START_MS, START_MS + 3000)
    const path = join(world.folder, (await world.evidence.bundleFile(world.officeStaff, id)).path)
    const otherPath = join(world.folder, (await world.evidence.bundleFile(world.officeStaff, other.id)).path)
    await writeFile(path, await readFile(otherPath))
    expect((await world.evidence.verify(world.officeStaff, id)).problems).toMatchObject([
      { code: 'zip.not-the-sealed-one' },
    ])
    await writeFile(path, 'nothing')
    expect(await world.evidence.verify(world.officeStaff, id)).toMatchObject({ ok: false })
  })

  it('fails with its reason where there is no footage, and is audited', async () => {
    const clip = await world.sealedClip(START_MS + 60_000, START_MS + 61_000)
    expect(clip).toMatchObject({ state: 'failed', bundleSha256: null })
    expect((await world.jobs.list(world.officeInspector))[0]).toMatchObject({
      state: 'failed',
      errorCode: 'evidence.no-footage',
    })
    expect((await verbs())[0]).toBe('system:evidence evidence.fail')
    await expect(world.evidence.bundleFile(world.officeStaff, clip.id)).rejects.toThrow(
      'evidence.clip-not-sealed',
    )
  })

  it('refuses a removed bookmark, the future, and a room that is not open to the person', async () => {
    const removed = await world.bookmark(START_MS, START_MS + 1000, { state: 'removed' })
    const future = await world.bookmark(START_MS, WORLD_NOW_MS + 1)
    const open = await world.bookmark(START_MS, START_MS + 1000)
    const create = (bookmarkId: string, actor = world.officeInspector) =>
      world.evidence.create(callOf(actor, 'evidence.create'), {
        bookmarkId,
        criterionCode: null,
        purpose: 'Mở quầy muộn',
      })
    await expect(create(removed.id)).rejects.toThrow('bookmark.removed')
    await expect(create(future.id)).rejects.toThrow('evidence.in-future')
    await expect(create(open.id, world.inspector)).rejects.toThrow('room.not-yours')
    expect(await world.evidence.list(world.officeStaff)).toEqual([])
  })

  it('shows people the clips of their rooms, and the committee every sealed one', async () => {
    const sealed = await world.sealedClip(START_MS, START_MS + 1000)
    const failed = await world.sealedClip(START_MS + 60_000, START_MS + 61_000)
    const idsFor = async (actor: Parameters<typeof world.evidence.list>[0]) =>
      (await world.evidence.list(actor)).map(({ id }) => id)
    expect(await idsFor(world.officeStaff)).toEqual([failed.id, sealed.id])
    expect(await idsFor(world.inspector)).toEqual([])
    expect(await idsFor(world.committee)).toEqual([sealed.id])
    expect(await world.evidence.verify(world.committee, sealed.id)).toMatchObject({ ok: true })
    await expect(world.evidence.verify(world.inspector, sealed.id)).rejects.toThrow('room.not-yours')
    await expect(world.evidence.bundleFile(world.committee, failed.id)).rejects.toThrow('room.not-yours')
  })

  it('begins again after a crash in the middle', async () => {
    await world.jobs.stop()
    const { id } = await world.bookmark(START_MS, START_MS + 1000)
    const input = { bookmarkId: id, criterionCode: null, purpose: 'Mở quầy muộn' }
    const { clip } = await world.evidence.create(callOf(world.officeInspector, 'evidence.create'), input)
    // As a killed program leaves it: the job running, half a bundle written.
    await opened.db.updateTable('jobs').set({ state: 'running', progress_permille: 800 }).execute()
    await mkdir(join(world.folder, '2026'), { recursive: true })
    await writeFile(join(world.folder, '2026', `${clip.id}.zip.part`), 'half a bundle')
    const again = await buildAgain(world, opened)
    await again.jobs.resume()
    await again.jobs.idle()
    expect(await again.evidence.get(clip.id)).toMatchObject({ state: 'sealed' })
    expect(await again.evidence.verify(world.officeStaff, clip.id)).toMatchObject({ ok: true })
    expect(await readdir(join(world.folder, '2026'))).toEqual([`${clip.id}.zip`])
    expect(again.unexpected).toEqual([])
  })
})

/** The services of a second start on the same database and folder. */
async function buildAgain(world: EvidenceWorld, opened: OpenDatabase) {
  const { createJobsService } = await import('#main/features/jobs/jobs.service.ts')
  const { createEvidenceService } = await import('#main/features/evidence/evidence.service.ts')
  const { newId } = await import('#main/ports/new-id.ts')
  expect(opened.db).toBe(world.work.db)
  const unexpected: unknown[] = []
  const jobs = createJobsService({
    work: world.work,
    clock: world.clock,
    newId,
    onUnexpected: (thrown) => unexpected.push(thrown),
  })
  const evidence = createEvidenceService({
    work: world.work,
    clock: world.clock,
    newId,
    files: world.files,
    access: world.access,
    units: world.units,
    dossiers: world.dossiers,
    jobs,
    clips: source,
    station: { id: 'tram-1', name: 'Trạm thử', version: '0.1.0' },
    secrets: { seal: async (plain) => btoa(plain), open: async (sealed) => atob(sealed) },
    cameras: { byIds: async () => [{ id: FIRST, name: 'Camera quầy 1', device: null, clockOffset: null }] },
    bookmarks: { get: async () => Promise.reject(new AppError('not-found', 'bookmark.unknown')) },
    locks: { protect: async () => null, lockAround: async () => null },
  })
  return { jobs, evidence, unexpected }
}
