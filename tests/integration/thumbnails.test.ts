import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { HOUR_MS } from '#shared/kernel/instant.ts'
import { decodeStrip, stripAt } from '#shared/thumbnails/strips.rules.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { makeFootage } from '#tests/builders/evidence-footage.ts'
import { type HttpSession, logIn } from '#tests/builders/http-session.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

/** A whole hour, long settled. */
const STRIP = stripAt('minutes', Date.now() - 6 * HOUR_MS)
/** Each file holds four groups of two seconds. */
const FILES_AT_MS = [STRIP.fromMs + 60_000, STRIP.fromMs + 600_000, STRIP.fromMs + 690_000]

const seenDetail = z.object({ pictures: z.string() })

const small = makeFootage({ seconds: 8 })
const larger = makeFootage({ seconds: 8, size: '320x192' })

describe.each(testDatabases)('thumbnails on $name', (database) => {
  let station: AuditedStation
  let camera: Camera
  let session: HttpSession

  const ask = (fromMs = STRIP.fromMs, level = 'minutes', as = session) =>
    as.get(`/media/cameras/${camera.id}/thumbnails/${level}/${fromMs}`)
  const pictures = async () => {
    const answer = await ask()
    expect(answer.status).toBe(200)
    return decodeStrip(new Uint8Array(await answer.arrayBuffer()))?.thumbnails ?? []
  }
  const kept = async (): Promise<string[]> =>
    (await readdir(join(station.host.folder, 'thumbnails'), { recursive: true })).filter((name) =>
      name.includes('.'),
    )

  async function lay(number: number, startAtMs: number, film = small): Promise<void> {
    const { host } = station
    const runId = await openRun(host, camera.id, startAtMs)
    await laySegment(host, await film, { cameraId: camera.id, runId, number, startAtMs }, 'finished')
  }

  beforeAll(async () => {
    station = await openAuditedStation(database)
    camera = await addSilentCamera(station.host.services, station.world.reception, 'Camera phòng')
    session = await logIn(station.host.fetch, 'inspector')
    for (const [index, atMs] of FILES_AT_MS.slice(0, 2).entries()) await lay(index + 1, atMs)
  })
  afterAll(() => station.close())

  it('makes a strip ahead without a picture leaving, and then nobody has seen it', async () => {
    const answer = await session.head(`/media/cameras/${camera.id}/thumbnails/minutes/${STRIP.fromMs}`)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await kept()).toHaveLength(1)
    expect((await station.auditRows()).filter(({ verb }) => verb === 'recording.view')).toEqual([])
  })

  it('shows a small JPEG at each step where there is footage, with its true time, and writes down that it was seen', async () => {
    const shown = await pictures()
    expect(shown.map(({ atMs }) => atMs)).toEqual(FILES_AT_MS.slice(0, 2))
    for (const { jpeg } of shown)
      expect([...jpeg.subarray(0, 2), ...jpeg.subarray(-2)]).toEqual([255, 216, 255, 217])
    await pictures()
    const seen = (await station.auditRows()).filter(({ verb }) => verb === 'recording.view')
    expect(seen.map(({ detail }) => seenDetail.parse(JSON.parse(detail)).pictures)).toEqual(['thumbnails'])
  })

  it('keeps a strip, and adds to it what comes later, of another picture size too', async () => {
    expect(await kept()).toEqual([join(camera.id, `minutes-${STRIP.fromMs}.strip`)])
    await lay(3, FILES_AT_MS[2] ?? 0, larger)
    expect((await pictures()).map(({ atMs }) => atMs)).toEqual(FILES_AT_MS)
  })

  it('passes over a damaged file and shows the others', async () => {
    const finer = stripAt('seconds', FILES_AT_MS[1] ?? 0)
    const { host } = station
    const [broken] = await host.services.recordings.segmentsIn(camera.id, {
      fromMs: FILES_AT_MS[1] ?? 0,
      toMs: (FILES_AT_MS[1] ?? 0) + 1000,
    })
    const path = broken?.filePath ?? ''
    const whole = await host.recordingFiles.read(path)
    const write = async (bytes: Uint8Array): Promise<void> => {
      const writer = await host.recordingFiles.create(path)
      await writer.write([bytes])
      await writer.close()
    }
    await write(whole.map((byte, index) => (index > 900 ? 0 : byte)))
    const answer = await ask(finer.fromMs, 'seconds')
    await write(whole)
    const shown = decodeStrip(new Uint8Array(await answer.arrayBuffer()))?.thumbnails ?? []
    expect(shown.at(-1)?.atMs).toBe((FILES_AT_MS[2] ?? 0) + 6000)
    expect(shown.map(({ atMs }) => atMs)).not.toContain((FILES_AT_MS[1] ?? 0) + 6000)
  })

  it('refuses a room that is not the person’s, and a start that no strip has', async () => {
    const other = await logIn(station.host.fetch, 'office-staff')
    expect((await ask(STRIP.fromMs, 'minutes', other)).status).toBe(403)
    expect((await ask(STRIP.fromMs + 1)).status).toBe(404)
    expect((await ask(STRIP.fromMs, 'weeks')).status).toBe(404)
  })

  it('goes with the footage', async () => {
    const admin = await station.clientOf('administrator')
    const before = await kept()
    expect(before.length).toBeGreaterThan(0)
    const range = { cameraIds: [camera.id], fromMs: STRIP.fromMs, toMs: STRIP.toMs }
    await admin.retention.purge({ ...range, segments: 3, reason: 'Ghi nhầm phòng' })
    expect(await kept()).toEqual([])
    expect(await pictures()).toEqual([])
  })
})
