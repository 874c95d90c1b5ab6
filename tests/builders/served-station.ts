import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStation, type StationOptions } from '#main/serve/open-station.ts'
import { serveHttp } from '#main/serve/serve-http.ts'
import { addPerson, seedStation } from './station-world.ts'

/** A station of one commune on an empty folder, recording and served to browsers; a person of each role, named like it. */
export async function serveStation(options: Partial<StationOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-served-'))
  const open = () => openStation({ dataFolder: folder, ...options })
  let station = await open()
  const world = await seedStation(station.services)
  for (const role of ['administrator', 'inspector', 'office-staff', 'committee-member'] as const)
    await addPerson(station.services, world, role)
  await station.start()
  let server = await serveHttp(station.fetch, { hostname: '127.0.0.1', port: 0 })
  const { port } = server
  const { services } = station
  return {
    url: `http://127.0.0.1:${port}/`,
    dataFolder: folder,
    /** Of the first start. */
    services,
    world,
    /** Ends the host and starts it again on the same folder and address; `whileAway` runs in between. */
    restart: async (whileAway: () => Promise<void>) => {
      await server.close()
      await station.close()
      await whileAway()
      station = await open()
      await station.start()
      server = await serveHttp(station.fetch, { hostname: '127.0.0.1', port })
    },
    stop: async () => {
      await server.close()
      await station.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type ServedStation = Awaited<ReturnType<typeof serveStation>>
