import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStation, type StationOptions } from '#main/serve/open-station.ts'
import { serveHttp } from '#main/serve/serve-http.ts'
import { addPerson, seedStation } from './station-world.ts'

/** A station of one commune on an empty folder, recording and served to browsers; a person of each role, named like it. */
export async function serveStation(options: Partial<StationOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-served-'))
  const station = await openStation({ dataFolder: folder, ...options })
  const world = await seedStation(station.services)
  for (const role of ['administrator', 'inspector', 'office-staff', 'committee-member'] as const)
    await addPerson(station.services, world, role)
  await station.start()
  const server = await serveHttp(station.fetch, { hostname: '127.0.0.1', port: 0 })
  return {
    url: `http://127.0.0.1:${server.port}/`,
    folder,
    services: station.services,
    world,
    stop: async () => {
      await server.close()
      await station.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type ServedStation = Awaited<ReturnType<typeof serveStation>>
