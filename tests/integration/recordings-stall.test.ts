import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStation } from '#main/serve/open-station.ts'
import { burnedClockOf } from '#tests/builders/burned-clock-of.ts'
import { recordersOf, seedRecordedStation, startSmallCameras } from '#tests/builders/recorded-station.ts'
import { type StationProcess, startStationProcess } from '#tests/builders/station-process.ts'
import { pause, until } from '#tests/builders/until.ts'

const SIZE = { widthPx: 320, heightPx: 180 } as const
const LIMIT_MS = 60_000
/** Several groups of one second lie waiting when the host goes on. */
const STILL_MS = 8000

const recordedUntil = (station: StationProcess, atMs: number): Promise<void> =>
  until(LIMIT_MS, 'footage', async () =>
    (await recordersOf(station)).every(({ lastGroupEndMs }) => (lastGroupEndMs ?? 0) >= atMs),
  )

/** Station time of each group, and the clock that its first picture shows. */
async function groupsOf(folder: string, cameraId: string) {
  const station = await openStation({ dataFolder: folder, shared: true })
  try {
    const groups = []
    const { recordings } = station.services
    for await (const group of recordings.groups(cameraId, { fromMs: 0, toMs: Date.now() })) {
      const burnedMs = await burnedClockOf(Buffer.concat([group.initBytes, group.bytes]), SIZE)
      groups.push({ startAtMs: group.startAtMs, burnedMs })
    }
    return groups
  } finally {
    await station.close()
  }
}

describe('a host that stands still for seconds', () => {
  it('places what came meanwhile by when it was filmed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'minh-chung-stall-'))
    const virtuals = await startSmallCameras(1, 1000, 20)
    try {
      const { cameras } = await seedRecordedStation(folder, virtuals)
      const station = await startStationProcess(folder)
      await recordedUntil(station, Date.now() + 4000)
      const stoppedMs = Date.now()
      process.kill(station.processId, 'SIGSTOP')
      await pause(STILL_MS)
      process.kill(station.processId, 'SIGCONT')
      await recordedUntil(station, stoppedMs + STILL_MS + 3000)
      await station.stop()
      const groups = await groupsOf(folder, cameras[0]?.id ?? '')
      const waited = groups.filter(
        ({ startAtMs }) => startAtMs > stoppedMs && startAtMs < stoppedMs + STILL_MS,
      )
      expect(waited.length).toBeGreaterThanOrEqual(STILL_MS / 1000 - 1)
      const offMs = groups.map(({ startAtMs, burnedMs }) => Math.abs((burnedMs ?? 0) + 50 - startAtMs))
      expect(Math.max(...offMs)).toBeLessThanOrEqual(500)
    } finally {
      await Promise.all(virtuals.map((virtual) => virtual.stop()))
      await rm(folder, { recursive: true, force: true })
    }
  })
})
