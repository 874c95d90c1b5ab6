import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { createCoverageService } from '#main/features/coverage/coverage.service.ts'
import { createFindingsService } from '#main/features/findings/findings.service.ts'
import { newId } from '#main/ports/new-id.ts'
import { systemTimers } from '#main/ports/timers.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { importRows } from '#tests/builders/import-rows.ts'
import { REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const at = (time: string): number => Date.parse(`2026-11-20T${time}+07:00`)
const MINUTE_MS = 60_000

function span(from: string, to: string, state: FootageSpan['state']): FootageSpan {
  return { fromMs: at(from), toMs: at(to), state, reason: null }
}

const SPANS_BY_CAMERA: Readonly<Record<string, FootageSpan[]>> = {
  'camera-1': [span('07:00:00', '10:00:00', 'recorded'), span('10:00:00', '12:00:00', 'camera-offline')],
  'camera-2': [span('07:00:00', '12:00:00', 'disk-full')],
}

describe.each(testDatabases)('coverage on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: DossierWorld
  let laneCalls: { cameraIds: readonly string[]; fromMs: number; toMs: number }[]

  beforeAll(async () => {
    database = await openMigrated()
  })
  afterAll(() => database.close())

  beforeEach(async () => {
    world = await buildDossierWorld(database.db)
    laneCalls = []
    const source = await world.dossiers.createSource(callOf(world.officeStaff, 'log-source.create'), {
      roomId: world.desk.id,
      name: 'iGate',
      windowBeforeMs: 15 * MINUTE_MS,
      windowAfterMs: 5 * MINUTE_MS,
      offsetMs: MINUTE_MS,
      uncertaintyMs: 30_000,
    })
    const rows = [
      registerRow({ code: 'H42.18-261120-0001', receivedAt: '20/11/2026 09:01:00', counter: 'Quầy 1' }),
      registerRow({ code: 'H42.18-261120-0002', receivedAt: '20/11/2026 10:06:00', counter: 'Quầy 1' }),
      registerRow({ code: 'H42.18-261120-0003', receivedAt: '20/11/2026 11:01:00', counter: 'Quầy 1' }),
      registerRow({ code: 'H42.18-261120-0004', receivedAt: '20/11/2026 09:01:00', counter: 'Quầy 2' }),
      registerRow({ code: 'H42.18-261120-0005', receivedAt: '20/11/2026 09:56:00', counter: '' }),
      registerRow({ code: 'H42.18-261120-0006', receivedAt: '20/11/2026 09:01:00', channel: 'Trực tuyến' }),
    ]
    await importRows(world, source.id, [REGISTER_HEADERS, ...rows])
  })

  function coverage() {
    return createCoverageService({
      ...world,
      findings: createFindingsService({ ...world, newId }).log,
      steadyMs: () => world.time.nowMs,
      timers: systemTimers,
      log: (message) => {
        throw new Error(message)
      },
      missingFolders: () => [],
      cameras: {
        all: async () => [],
        inRoom: async () => [{ id: 'camera-1' }, { id: 'camera-2' }],
        viewsOf: async () => [
          { cameraId: 'camera-1', counterId: world.counter1.id, validFromMs: 0, validToMs: null },
          {
            cameraId: 'camera-2',
            counterId: world.counter2.id,
            validFromMs: at('23:00:00'),
            validToMs: null,
          },
        ],
      },
      recordings: {
        lanes: async (cameraIds, range) => {
          laneCalls.push({ cameraIds, ...range })
          return cameraIds.map((cameraId) => ({ cameraId, spans: SPANS_BY_CAMERA[cameraId] ?? [] }))
        },
      },
    })
  }

  const day = { fromMs: at('00:00:00'), toMs: at('23:59:59') }

  it('judges each desk event by the cameras that looked at its counter then', async () => {
    const events = await coverage().events(world.officeStaff, day)
    const judged = events.map(
      (event) => `${event.dossierCode.slice(-1)} ${event.verdict} ${event.coveredMs / MINUTE_MS}`,
    )
    expect(judged.toSorted((a, b) => a.localeCompare(b))).toEqual([
      '1 covered 20',
      '2 partial 10',
      '3 missing 0',
      '4 missing 0',
      '5 covered 20',
    ])
    const byCode = new Map(events.map((event) => [event.dossierCode.slice(-1), event]))
    expect(byCode.get('2')).toMatchObject({
      cameraIds: ['camera-1'],
      atLogMs: at('10:06:00'),
      atMs: at('10:05:00'),
      windowFromMs: at('09:50:00'),
      windowToMs: at('10:10:00'),
      uncertaintyMs: 30_000,
      verdictDependsOnClock: false,
      missing: [{ fromMs: at('10:00:00'), toMs: at('10:10:00'), cause: 'camera-offline' }],
    })
    expect(byCode.get('4')).toMatchObject({ cameraIds: [], missing: [{ cause: 'no-camera' }] })
    expect(byCode.get('5')).toMatchObject({
      cameraIds: ['camera-1', 'camera-2'],
      verdictDependsOnClock: true,
    })
  })

  it('reads the lanes of all events together, and no more until something changes', async () => {
    await world.work.bookkeep((transaction) => transaction.deleteFrom('coverage_dirty').execute())
    await world.work.bookkeep((transaction) =>
      transaction
        .insertInto('coverage_dirty')
        .values({
          scope_kind: 'room',
          scope_id: world.desk.id,
          from_ms: 0,
          to_ms: at('23:59:59'),
          version: 1,
        })
        .execute(),
    )
    const room = { ...day, roomId: world.desk.id }
    const first = await coverage().events(world.officeStaff, room)
    expect(laneCalls).toEqual([
      { cameraIds: ['camera-1', 'camera-2'], fromMs: at('08:44:30'), toMs: at('11:05:30') },
    ])
    expect(await coverage().events(world.officeStaff, room)).toEqual(first)
    expect(laneCalls).toHaveLength(1)
  })

  it('summarises', async () => {
    expect(await coverage().summary(world.officeStaff, day)).toEqual({
      events: 5,
      covered: 2,
      partial: 1,
      missing: 2,
      missingMsByCause: { 'camera-offline': 30 * MINUTE_MS, 'no-camera': 20 * MINUTE_MS },
    })
  })

  it('does not call footage missing before its time has come', async () => {
    world.time.nowMs = at('10:00:00')
    const events = await coverage().events(world.officeStaff, {
      fromMs: at('10:00:00'),
      toMs: at('10:30:00'),
    })
    expect(events).toMatchObject([{ verdict: 'covered', coveredMs: 10 * MINUTE_MS, missing: [] }])
  })

  it('is for those who may view the room', async () => {
    await expect(coverage().events(world.inspector, { ...day, roomId: world.desk.id })).rejects.toMatchObject(
      {
        kind: 'forbidden',
        code: 'room.not-yours',
      },
    )
    expect(await coverage().events(world.inspector, day)).toEqual([])
    await expect(coverage().events(world.officeStaff, { fromMs: 5, toMs: 5 })).rejects.toMatchObject({
      code: 'range.empty',
    })
  })
})
