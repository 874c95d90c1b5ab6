import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_BACKFILL_SETTINGS } from '#shared/backfill/backfill.model.ts'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { replaceDeviceRecordings } from '#main/features/backfill/device-recordings.repository.ts'
import { systemCall } from '#main/ports/call.ts'
import { type ApiClient, apiClient } from '#tests/builders/api-client.ts'
import {
  type BackfillWorld,
  HOLE,
  MORNING,
  MORNING_MS,
  openBackfillWorld,
} from '#tests/builders/backfill-world.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { addPerson, addSilentCamera } from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const MINUTE_MS = 60_000

describe.each(testDatabases)('what a backfill would fetch on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let world: BackfillWorld

  beforeEach(async () => {
    opened = await openMigrated()
    world = await openBackfillWorld(opened.db)
  })
  afterEach(async () => {
    await world.close()
    await opened.close()
  })

  const backfill = () => world.host.services.backfill
  const { actor } = systemCall('test', 'backfill.read')
  const wish = () => ({ cameraId: world.camera.id, ...MORNING, mode: 'all' as const })

  function holdOnCard(...held: readonly { fromMs: number; toMs: number }[]): Promise<void> {
    const contents = { held: held.map((range) => ({ token: 'r1', ...range })), checkedAtMs: MORNING_MS }
    return world.host.services.work.bookkeep((transaction) =>
      replaceDeviceRecordings(transaction, world.camera.id, contents),
    )
  }

  it('is what the schedule asks for, nobody recorded, and the card holds', async () => {
    expect(await backfill().plan(actor, wish())).toMatchObject({ missingMs: 12_000, onCardMs: 0, card: null })
    await holdOnCard(
      { fromMs: HOLE.fromMs + 3000, toMs: HOLE.fromMs + 6000 },
      { fromMs: HOLE.toMs - 500, toMs: HOLE.toMs },
    )
    expect(await backfill().plan(actor, wish())).toMatchObject({
      scheduledMs: 28_000,
      missingMs: 12_000,
      wantedMs: 12_000,
      // The half second at the edge is not worth asking a camera for.
      onCardMs: 3000,
      holes: [{ fromMs: HOLE.fromMs + 3000, toMs: HOLE.fromMs + 6000 }],
      uncertaintyMs: null,
    })
    await holdOnCard()
    expect(await backfill().plan(actor, wish())).toMatchObject({ onCardMs: 0, card: { ranges: [] } })
  })

  it('says whether the night is long enough for what the own footage weighs', async () => {
    await holdOnCard(HOLE)
    const plan = await backfill().plan(actor, wish())
    const [segment] = await opened.db.selectFrom('segments').selectAll().orderBy('number').execute()
    expect(plan.estimate.bytesPerSecond).toBeGreaterThan(((segment?.size_bytes ?? 0) / 8) * 0.5)
    expect(plan.estimate).toMatchObject({ basis: 'own-footage', enough: true, nights: 1 })
    const slow = {
      ...DEFAULT_BACKFILL_SETTINGS,
      windowFromMinute: 1320,
      windowToMinute: 1321,
      maxKilobitsPerSecond: 64,
    }
    await backfill().setSettings(systemCall('test', 'backfill.settings'), slow)
    const wide = { ...wish(), fromMs: MORNING_MS - 50 * MINUTE_MS, toMs: MORNING_MS }
    await holdOnCard({ fromMs: wide.fromMs, toMs: wide.toMs })
    const long = (await backfill().plan(actor, wide)).estimate
    expect(long.enough).toBe(false)
    expect(long.nights).toBe(Math.ceil(long.neededMs / MINUTE_MS))
  })

  it('is only what a dossier at the desk needs, where that is asked for', async () => {
    const { dossiers, imports } = world.host.services
    const wide = { fromMs: MORNING_MS - 3_000_000, toMs: MORNING_MS + 3_000_000 }
    await holdOnCard(wide)
    const source = await dossiers.createSource(systemCall('test', 'log-source.create'), {
      roomId: world.world.desk.id,
      name: 'Sổ',
      windowBeforeMs: 5 * MINUTE_MS,
      windowAfterMs: 2 * MINUTE_MS,
      offsetMs: 0,
      uncertaintyMs: 30_000,
    })
    const receivedAt = formatVietnamDateTime(MORNING_MS - 20 * MINUTE_MS)
    const bytes = csvBytes([REGISTER_HEADERS, registerRow({ receivedAt, counter: 'Quầy 1' })])
    await imports.now(systemCall('test', 'import.consent'), {
      kind: 'dossier-register',
      sourceId: source.id,
      fileName: 'so.csv',
      bytes,
    })

    const plan = await backfill().plan(actor, { ...wish(), ...wide, mode: 'sample' })
    expect(plan.wantedMs).toBe(8 * MINUTE_MS)
    expect(plan.holes).toEqual([
      { fromMs: MORNING_MS - 25.5 * MINUTE_MS, toMs: MORNING_MS - 17.5 * MINUTE_MS },
    ])
    expect(plan.missingMs).toBeGreaterThan(plan.wantedMs)
  })

  it('keeps people to their rooms, and imports and settings to administrators', async () => {
    const client = async (role: 'inspector' | 'administrator'): Promise<ApiClient> => {
      await addPerson(world.host.services, world.world, role)
      return apiClient(world.host.fetch, (await logIn(world.host.fetch, role)).cookie)
    }
    // The desk belongs to the office; the inspector has no grant.
    const inspector = (await client('inspector')).backfill
    await holdOnCard(HOLE)
    await expect(inspector.plan(wish())).rejects.toMatchObject({ data: { code: 'room.not-yours' } })
    await expect(inspector.start({ ...wish(), when: 'night' })).rejects.toMatchObject({
      data: { code: 'room.not-yours' },
    })
    expect(await inspector.overview(MORNING)).toEqual([])
    await expect(inspector.importPreview({ cameraId: world.camera.id, folder: '/' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const own = await addSilentCamera(world.host.services, world.world.reception, 'Phòng tiếp dân')
    expect((await inspector.overview(MORNING)).map(({ cameraId }) => cameraId)).toEqual([own.id])

    const administrator = (await client('administrator')).backfill
    const started = await administrator.start({ ...wish(), when: 'night' })
    expect(await inspector.list()).toEqual([])
    await expect(inspector.cancel({ id: started.id })).rejects.toMatchObject({
      data: { code: 'room.not-yours' },
    })
    expect(await administrator.list()).toMatchObject([{ id: started.id, state: 'planned', wantedMs: 12_000 }])
    expect(await administrator.cancel({ id: started.id })).toMatchObject({ state: 'cancelled' })
    await expect(administrator.cancel({ id: started.id })).rejects.toMatchObject({
      data: { code: 'backfill.finished' },
    })
  })
})
