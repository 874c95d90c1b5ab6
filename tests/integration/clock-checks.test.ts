import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { CHECK_LIFE_MS } from '#shared/clock-checks/clock-checks.model.ts'
import { readClockCode } from '#shared/clock-checks/clock-code.rules.ts'
import { fromHex } from '#shared/kernel/hex.ts'
import { macOf } from '#main/features/clock-checks/read-codes.ts'
import { insertClockOffset } from '#main/features/cameras/cameras.repository.ts'
import { newId } from '#main/ports/new-id.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { FILM_FPS, filmCodes, shownAt } from '#tests/builders/clock-footage.ts'
import type { Footage } from '#tests/builders/evidence-footage.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { type TestDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const FRAME_MS = 1000 / FILM_FPS
const KNOWN_OFFSET_MS = 37_400
const SECONDS = 6

type World = {
  readonly station: AuditedStation
  readonly camera: Camera
  readonly staff: ApiClient
}

async function openWorld(database: TestDatabase): Promise<World> {
  const station = await openAuditedStation(database)
  const camera = await addSilentCamera(station.host.services, station.world.desk)
  return { station, camera, staff: await station.clientOf('office-staff') }
}

/** A check whose page is filmed from `filmedFromMs` on, and its codes as the page fetched them. */
async function openFilmed({ staff, camera }: World) {
  const { check, token } = await staff.clockChecks.open({ cameraId: camera.id })
  const { nowMs } = await staff.clockChecks.page({ token })
  const range = { fromMs: nowMs, toMs: nowMs + (SECONDS + 1) * 1000 }
  const { codes } = await staff.clockChecks.codes({ token, uncertaintyMs: 12, ...range })
  return { check, token, codes, filmedFromMs: nowMs + 400 }
}

// What is read from pictures is the same on every database.
describe.each(testDatabases.slice(0, 1))('measuring a filmed clock on $name', (database) => {
  let world: World

  beforeEach(async () => {
    world = await openWorld(database)
  })
  afterEach(() => world.station.close())

  /** Lays the film where a recording puts it that is off by the known offset. */
  async function lay(film: Footage, filmedFromMs: number) {
    const { station, camera } = world
    const startAtMs = filmedFromMs + 37 + KNOWN_OFFSET_MS
    const runId = await openRun(station.host, camera.id, startAtMs)
    await laySegment(station.host, film, { cameraId: camera.id, runId, number: 1, startAtMs }, 'finished')
    return { fromMs: startAtMs - 10_000, toMs: startAtMs + SECONDS * 1000 + 10_000 }
  }

  async function measure(id: string, range: { fromMs: number; toMs: number }) {
    const { station, staff } = world
    await staff.clockChecks.measure({ id, ...range })
    await station.host.services.jobs.idle()
    const [told] = (await staff.clockChecks.list({})).filter((check) => check.id === id)
    return told
  }

  it('measures a known offset of 37.4 s within one frame, and says how sure it is', async () => {
    const { station, camera, staff } = world
    const { check, codes, filmedFromMs } = await openFilmed(world)
    const cameraClock = {
      offsetMs: -1200,
      uncertaintyMs: 500,
      method: 'onvif-date-time' as const,
      measuredAtMs: filmedFromMs - 60_000,
    }
    await station.host.services.work.bookkeep((transaction) =>
      insertClockOffset(transaction, newId(), { kind: 'camera', id: camera.id }, cameraClock),
    )
    const film = await filmCodes(SECONDS, (afterMs) => shownAt(codes, filmedFromMs + afterMs))
    const told = await measure(check.id, await lay(film, filmedFromMs))
    expect(told?.job).toMatchObject({ state: 'succeeded', errorCode: null })
    const certificate = told?.certificate
    const missedMs = Math.abs((certificate?.offsetMs ?? 0) - KNOWN_OFFSET_MS)
    expect(missedMs).toBeLessThanOrEqual(FRAME_MS)
    expect(certificate?.uncertaintyMs).toBeGreaterThanOrEqual(missedMs)
    expect(certificate?.uncertaintyMs).toBeLessThanOrEqual(12 + 2 * FRAME_MS)
    expect(certificate).toMatchObject({
      cameraId: camera.id,
      pageUncertaintyMs: 12,
      refusedCodes: 0,
      cameraClock,
      measuredBy: 'office-staff',
    })
    expect(certificate?.sightings).toBeGreaterThan((SECONDS * FILM_FPS) / 2)
    // The key that was kept secret until now is the one whose hash stands in the log, and it signed what was shown.
    const opened = (await station.auditRows()).find(({ verb }) => verb === 'clock-check.open')
    expect(opened?.detail).toContain(`"keySha256":"${certificate?.keySha256}"`)
    const keyHex = certificate?.keyHex ?? ''
    expect(createHash('sha256').update(fromHex(keyHex)).digest('hex')).toBe(certificate?.keySha256)
    expect(readClockCode(codes[0]?.text ?? '')?.isSignedBy(macOf(keyHex))).toBe(true)
    await expect(staff.clockChecks.measure({ id: check.id, fromMs: 1, toMs: 2 })).rejects.toMatchObject({
      data: { code: 'clock-check.certified' },
    })
  }, 60_000)

  it('ends when it is cancelled, and can be begun again', async () => {
    const { station, staff } = world
    const { check, codes, filmedFromMs } = await openFilmed(world)
    const film = await filmCodes(4, (afterMs) => shownAt(codes, filmedFromMs + afterMs))
    const range = await lay(film, filmedFromMs)
    const { id } = await staff.clockChecks.measure({ id: check.id, ...range })
    await staff.jobs.cancel({ id })
    await station.host.services.jobs.idle()
    const [told] = await staff.clockChecks.list({})
    expect(told).toMatchObject({ certificate: null, job: { state: 'cancelled' } })
    // How many of some twenty are read from a noisy film differs; fewer than the least give no certificate.
    expect((await measure(check.id, range))?.certificate?.codes).toBeGreaterThan(0)
  }, 60_000)

  it('tells footage without a code, and the codes of another check, from a measurement', async () => {
    const { check, filmedFromMs } = await openFilmed(world)
    const other = await openFilmed(world)
    const film = await filmCodes(4, (afterMs) =>
      afterMs < 2000 ? null : shownAt(other.codes, filmedFromMs + afterMs),
    )
    const range = await lay(film, filmedFromMs)
    const beginning = { fromMs: range.fromMs, toMs: range.fromMs + 11_500 }
    expect((await measure(check.id, beginning))?.job).toMatchObject({
      state: 'failed',
      errorCode: 'clock-check.no-code',
    })
    const told = await measure(check.id, range)
    expect(told?.job).toMatchObject({ state: 'failed', errorCode: 'clock-check.other-check' })
    expect(told?.certificate).toBeNull()
  }, 60_000)
})

describe.each(testDatabases)('clock checks on $name', (database) => {
  let world: World

  beforeAll(async () => {
    world = await openWorld(database)
  })
  afterAll(() => world.station.close())

  it('gives codes to whoever holds the address, for now, and to nobody else', async () => {
    const { staff } = world
    const { check, token, codes } = await openFilmed(world)
    expect(check.closesAtMs - check.openedAtMs).toBe(CHECK_LIFE_MS)
    expect(new Set(codes.map(({ text }) => text.length))).toEqual(new Set([38]))
    const { nowMs } = await staff.clockChecks.page({ token })
    const ask = (input: Partial<{ token: string; fromMs: number; toMs: number }>) =>
      staff.clockChecks.codes({ token, uncertaintyMs: 5, fromMs: nowMs, toMs: nowMs + 1000, ...input })
    await expect(ask({ token: '0'.repeat(32) })).rejects.toMatchObject({
      data: { code: 'clock-check.unknown' },
    })
    const later = { fromMs: nowMs + 600_000, toMs: nowMs + 601_000 }
    await expect(ask(later)).rejects.toMatchObject({ data: { code: 'clock-check.too-far' } })
    await expect(ask({ toMs: nowMs + 61_000 })).rejects.toMatchObject({
      data: { code: 'clock-check.too-far' },
    })
    await expect(ask({ toMs: nowMs })).rejects.toMatchObject({ data: { code: 'range.empty' } })
  })

  it('shows and measures nothing of another unit’s room', async () => {
    const { station, camera, staff } = world
    const { check } = await openFilmed(world)
    const stranger = await station.clientOf('inspector')
    const refused = { code: 'FORBIDDEN', data: { code: 'room.not-yours' } }
    await expect(stranger.clockChecks.open({ cameraId: camera.id })).rejects.toMatchObject(refused)
    await expect(stranger.clockChecks.list({ cameraId: camera.id })).rejects.toMatchObject(refused)
    await expect(stranger.clockChecks.measure({ id: check.id, fromMs: 1, toMs: 2 })).rejects.toMatchObject(
      refused,
    )
    expect(await stranger.clockChecks.list({})).toEqual([])
    await expect(
      staff.clockChecks.measure({ id: check.id, fromMs: 1, toMs: 3_600_000 }),
    ).rejects.toMatchObject({ data: { code: 'clock-check.too-long' } })
  })

  it('never rewrites a certificate', async () => {
    const { station, camera } = world
    const { check } = await openFilmed(world)
    const certificate = {
      id: newId(),
      check_id: check.id,
      camera_id: camera.id,
      offset_ms: 1,
      uncertainty_ms: 1,
      frame_ms: 67,
      page_uncertainty_ms: 1,
      sightings: 9,
      codes: 9,
      first_filmed_ms: 1,
      last_filmed_ms: 2,
      first_recorded_ms: 1,
      last_recorded_ms: 2,
      refused_codes: 0,
      manufacturer: null,
      model: null,
      serial_number: null,
      camera_clock_json: null,
      key_hex: 'ff',
      measured_at_ms: 3,
      measured_by: 'office-staff',
    }
    await station.db.insertInto('clock_certificates').values(certificate).execute()
    await expect(
      station.db.updateTable('clock_certificates').set({ offset_ms: 2 }).execute(),
    ).rejects.toThrow(/append only/)
    await expect(station.db.deleteFrom('clock_certificates').execute()).rejects.toThrow(/append only/)
  })
})
