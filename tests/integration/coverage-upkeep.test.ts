import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { summarise } from '#shared/coverage/coverage.rules.ts'
import { insertLogClockOffset } from '#main/features/dossiers/log-sources.repository.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemCall } from '#main/ports/call.ts'
import { buildCoverageWorld } from '#tests/builders/coverage-world.ts'
import { callOf } from '#tests/builders/dossier-world.ts'
import { createRowLayer, layCamera } from '#tests/builders/laid-rows.ts'
import { importRows as importInto } from '#tests/builders/import-rows.ts'
import { REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const at = (time: string): number => Date.parse(`2026-11-20T${time}+07:00`)
const DAY = { fromMs: at('00:00:00'), toMs: at('00:00:00') + DAY_MS }
const OFFSET: ClockOffset = { offsetMs: 0, uncertaintyMs: 30_000, method: 'entered', measuredAtMs: 1 }
const actor = systemCall('test', 'test.run').actor

type World = Awaited<ReturnType<typeof buildCoverageWorld>>

describe.each(testDatabases)('kept coverage on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: World
  let layer: ReturnType<typeof createRowLayer>
  let cameraId: string
  let sourceId: string

  const importRows = async (rows: readonly string[][]): Promise<string> =>
    (await importInto(world, sourceId, [REGISTER_HEADERS, ...rows])).id

  const row = (number: number, receivedAt: string, counter = 'Quầy 1'): string[] =>
    registerRow({ code: `H42.18-261120-000${number}`, receivedAt: `20/11/2026 ${receivedAt}`, counter })

  /** Verdicts by the last digit of the code, and that what is kept is what the rule says now. */
  async function verdicts(coverage = world.coverage): Promise<string[]> {
    const kept = await coverage.events(actor, DAY)
    const live = await world.live(world.desk.id, DAY)
    expect(kept).toEqual(live)
    expect(await coverage.summary(actor, DAY)).toEqual(summarise(live))
    return kept.map(({ dossierCode, verdict }) => `${dossierCode.slice(-1)} ${verdict}`)
  }

  const openKinds = async (): Promise<string[]> => {
    const { rows } = await world.findings.list(actor, { state: 'open', limit: 100, offset: 0 })
    return rows.map(({ kind }) => kind).toSorted()
  }

  const clear = () => world.db.selectFrom('coverage_dirty').selectAll().execute()

  beforeEach(async () => {
    database = await openMigrated()
    world = await buildCoverageWorld(database.db)
    layer = createRowLayer(database.db)
    cameraId = await layCamera(database.db, {
      roomId: world.desk.id,
      name: 'Quầy 1',
      createdAtMs: at('00:00:00'),
    })
    await database.db
      .insertInto('camera_views')
      .values({
        id: newId(),
        camera_id: cameraId,
        counter_id: world.counter1.id,
        valid_from_ms: at('00:00:00'),
        valid_to_ms: null,
      })
      .execute()
    const source = await world.dossiers.createSource(callOf(world.officeStaff, 'log-source.create'), {
      roomId: world.desk.id,
      name: 'iGate',
      windowBeforeMs: 15 * MINUTE_MS,
      windowAfterMs: 5 * MINUTE_MS,
      offsetMs: 0,
      uncertaintyMs: 30_000,
    })
    sourceId = source.id
    await layer.footage(cameraId, { fromMs: at('08:00:00'), toMs: at('10:00:00') })
    await layer.absence(cameraId, at('10:00:00'), at('11:00:00'), 'camera-offline', 'rtsp-timeout')
    await layer.footage(cameraId, { fromMs: at('11:00:00'), toMs: at('12:00:00') })
    await importRows([row(1, '09:00:00'), row(2, '10:02:00'), row(3, '10:40:00')])
  })
  afterEach(() => database.close())

  it('is there after an import, and leaves nothing to do', async () => {
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 missing'])
    expect(await clear()).toEqual([])
    expect(await openKinds()).toEqual(['dossier-without-footage'])
  })

  it('follows a log that comes late, and one that is taken back', async () => {
    await verdicts()
    const late = await importRows([row(4, '11:20:00'), row(5, '10:30:00')])
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '5 missing', '3 missing', '4 covered'])
    expect(await openKinds()).toHaveLength(2)
    await world.imports.undo(callOf(world.officeStaff, 'import.undo'), late)
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 missing'])
    expect(await openKinds()).toHaveLength(1)
  })

  it('follows a corrected clock of the log', async () => {
    await verdicts()
    await database.db.transaction().execute((transaction) =>
      insertLogClockOffset(transaction, newId(), sourceId, {
        ...OFFSET,
        offsetMs: -30 * MINUTE_MS,
        measuredAtMs: world.time.nowMs + 1,
      }),
    )
    expect(await verdicts()).toEqual(['1 covered', '2 missing', '3 partial'])
    const { rows } = await world.findings.list(actor, { state: 'open', limit: 10, offset: 0 })
    expect(rows.map(({ kind, atMs }) => [kind, atMs])).toEqual([['dossier-without-footage', at('10:32:00')]])
  })

  it('follows a window that was widened', async () => {
    await verdicts()
    await database.db
      .updateTable('log_sources')
      .set({ window_after_ms: 30 * MINUTE_MS })
      .execute()
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 partial'])
  })

  it('follows a view of the camera that ends at a past date', async () => {
    await verdicts()
    await database.db
      .updateTable('camera_views')
      .set({ valid_to_ms: at('09:30:00') })
      .execute()
    expect(await verdicts()).toEqual(['1 covered', '2 missing', '3 missing'])
    const summary = await world.coverage.summary(actor, DAY)
    expect(summary.missingMsByCause).toEqual({ 'no-camera': 40 * MINUTE_MS })
    expect(await openKinds()).toEqual([])
  })

  it('follows footage that is fetched later into a gap', async () => {
    await verdicts()
    await layer.footage(cameraId, { fromMs: at('10:20:00'), toMs: at('10:50:00') }, { origin: 'backfilled' })
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 covered'])
    expect(await openKinds()).toEqual([])
  })

  it('follows footage that is deleted', async () => {
    await verdicts()
    await database.db
      .updateTable('segments')
      .set({ state: 'purged' })
      .where('start_at_ms', '>=', at('08:40:00'))
      .where('start_at_ms', '<', at('08:50:00'))
      .execute()
    expect(await verdicts()).toEqual(['1 partial', '2 partial', '3 missing'])
    expect((await world.coverage.summary(actor, DAY)).missingMsByCause).toMatchObject({
      purged: 5 * MINUTE_MS,
    })
  })

  it('follows a storage folder that is gone, and back', async () => {
    await verdicts()
    world.missingFolders.push(cameraId)
    expect(await verdicts()).toEqual(['1 missing', '2 missing', '3 missing'])
    expect((await world.coverage.summary(actor, DAY)).missingMsByCause).toMatchObject({
      unknown: 33 * MINUTE_MS,
    })
    world.missingFolders.pop()
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 missing'])
  })

  it('judges again after a start what changed before a stop', async () => {
    await verdicts()
    await layer.footage(cameraId, { fromMs: at('10:20:00'), toMs: at('10:50:00') }, { origin: 'backfilled' })
    expect(await clear()).not.toEqual([])
    const stored = await database.db
      .selectFrom('coverage_events')
      .select('verdict')
      .orderBy('at_ms')
      .execute()
    expect(stored.map(({ verdict }) => verdict)).toEqual(['covered', 'partial', 'missing'])
    expect(await verdicts(world.restart())).toEqual(['1 covered', '2 partial', '3 covered'])
  })

  it('lets an event whose window is not over settle by itself', async () => {
    world.time.nowMs = at('11:51:00')
    await importRows([row(6, '11:50:00')])
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 missing', '6 covered'])
    world.time.nowMs = at('12:10:00')
    await layer.absence(cameraId, at('12:00:00'), null, 'recorder-down', 'stopped')
    await importRows([row(7, '12:08:00')])
    expect(await verdicts()).toEqual(['1 covered', '2 partial', '3 missing', '6 covered', '7 partial'])
    const outside = async () => (await openKinds()).filter((kind) => kind === 'received-outside-hours').length
    expect(await outside()).toBe(1)
    world.time.nowMs = at('13:00:00')
    await world.coverage.drain({ roomIds: null, refresh: false })
    expect(await outside()).toBe(2)
    const live = await database.db
      .selectFrom('coverage_events')
      .selectAll()
      .where('settles_at_ms', 'is not', null)
      .execute()
    expect(live).toEqual([])
  })

  it('keeps a decided finding decided', async () => {
    await verdicts()
    const { rows } = await world.findings.list(actor, { limit: 10, offset: 0 })
    const call = callOf(world.officeStaff, 'finding.decide')
    await world.findings.decide(call, { ids: rows.map(({ id }) => id), state: 'dismissed', note: '' })
    await database.db
      .updateTable('log_sources')
      .set({ window_before_ms: 14 * MINUTE_MS })
      .execute()
    await verdicts()
    expect(await openKinds()).toEqual([])
  })

  it('says when it is not through, and sums up by day when it is', async () => {
    const { drain, days } = world.coverage
    expect(await drain({ roomIds: null, refresh: false, budgetMs: -1 })).toBe(false)
    expect(await drain({ roomIds: null, refresh: false })).toBe(true)
    expect(await days(actor, DAY)).toEqual({
      recomputing: false,
      days: [
        {
          roomId: world.desk.id,
          dayMs: DAY.fromMs,
          events: 3,
          covered: 1,
          partial: 1,
          missing: 1,
          coveredMs: 33 * MINUTE_MS,
          missingMs: 27 * MINUTE_MS,
          missingMsByCause: { 'camera-offline': 27 * MINUTE_MS },
        },
      ],
    })
  })

  it('judges a long history piece by piece, also where its clock was corrected', async () => {
    const inPieces = world.restart({ pieceEvents: 1 })
    expect(await verdicts(inPieces)).toEqual(['1 covered', '2 partial', '3 missing'])
    await database.db.transaction().execute((transaction) =>
      insertLogClockOffset(transaction, newId(), sourceId, {
        ...OFFSET,
        offsetMs: 30 * MINUTE_MS,
        measuredAtMs: world.time.nowMs + 1,
      }),
    )
    expect(await verdicts(inPieces)).toEqual(['1 covered', '2 covered', '3 partial'])
    expect(await clear()).toEqual([])
  })

  it('lists the rows behind a figure, and those of given dossiers', async () => {
    const all = await world.coverage.events(actor, DAY)
    const page = { limit: 10, offset: 0 }
    const listed = await world.coverage.list(actor, {
      ...DAY,
      ...page,
      cause: 'camera-offline',
      verdict: 'missing',
    })
    expect(listed).toEqual({ total: 1, rows: all.slice(2), recomputing: false })
    const elsewhere = await world.coverage.list(actor, { ...DAY, ...page, communeUnitId: newId() })
    expect(elsewhere.total).toBe(0)
    const ids = all.slice(0, 2).map(({ dossierId }) => dossierId)
    expect(await world.coverage.ofDossiers(actor, ids)).toEqual(all.slice(0, 2))
    expect(await world.coverage.ofDossiers(world.inspector, ids)).toEqual([])
  })

  it('says of each hour of footage which events explain it', async () => {
    const { cameras, counters } = await world.coverage.hours(actor, { ...DAY, roomId: world.desk.id })
    const hours = cameras[0]?.hours.map((hour) => [
      new Date(hour.hourMs + 7 * 3_600_000).getUTCHours(),
      hour.recordedMs / MINUTE_MS,
      hour.events,
    ])
    expect(hours).toEqual([
      [8, 60, 1],
      [9, 60, 2],
      [10, 0, 2],
      [11, 60, 0],
    ])
    expect(cameras[0]).toMatchObject({ cameraId, footageHours: 3, unexplainedHours: 1 })
    expect(counters.map(({ counterId, hours: all }) => [counterId, all.length])).toEqual([
      [world.counter1.id, 3],
    ])
    await expect(
      world.coverage.hours(world.inspector, { ...DAY, roomId: world.desk.id }),
    ).rejects.toMatchObject({
      code: 'room.not-yours',
    })
  })
})
