import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { openSqlite } from '#main/db/dialects/sqlite.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { type ApiClient, apiClient } from '#tests/builders/api-client.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { startStationProcess, type StationProcess } from '#tests/builders/station-process.ts'
import { addPerson, seedStation } from '#tests/builders/station-world.ts'
import { until } from '#tests/builders/until.ts'

const ROWS = 12_000
/** SQLite writes what no longer fits its page cache into the log before it commits. */
const SPILLED_BYTES = 512 * 1024
const PATIENCE_MS = 120_000

let data: string
let sourceId: string

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'minh-chung-import-kill-'))
  const station = await openStation({ dataFolder: data })
  const world = await seedStation(station.services)
  await addPerson(station.services, world, 'office-staff')
  const source = await station.services.dossiers.createSource(systemCall('test', 'log-source.create'), {
    roomId: world.desk.id,
    name: 'iGate',
    windowBeforeMs: 900_000,
    windowAfterMs: 300_000,
    offsetMs: 0,
    uncertaintyMs: 0,
  })
  sourceId = source.id
  await station.close()
})
afterAll(() => rm(data, { recursive: true, force: true }))

async function clientOf(station: StationProcess): Promise<ApiClient> {
  const send = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    return fetch(new Request(`${station.url}${pathname}${search}`, request))
  }
  return apiClient(send, (await logIn(send, 'office-staff')).cookie)
}

const logBytes = async (): Promise<number> => (await stat(join(data, 'minh-chung.db-wal'))).size

/** What lies in the file, read by nobody but us. */
async function counts(): Promise<{ readonly dossiers: number; readonly imports: number }> {
  const db = openSqlite(join(data, 'minh-chung.db'))
  try {
    const [dossiers, imports] = await Promise.all([
      db.selectFrom('dossiers').select('id').execute(),
      db.selectFrom('imports').select('id').execute(),
    ])
    return { dossiers: dossiers.length, imports: imports.length }
  } finally {
    await db.destroy()
  }
}

function manyRows(): string[][] {
  const startMs = Date.parse('2026-11-02T08:00:00+07:00')
  const rows = Array.from({ length: ROWS }, (_, index) =>
    registerRow({
      code: `H42.18-261102-${String(index).padStart(6, '0')}`,
      receivedAt: formatVietnamDateTime(startMs + index * 60_000),
      counter: '',
    }),
  )
  return [[...REGISTER_HEADERS], ...rows]
}

it('leaves nothing half-written when the program is killed in the middle of an import, and then makes it once', async () => {
  const station = await startStationProcess(data)
  const client = await clientOf(station)
  const file = new File([new Uint8Array(csvBytes(manyRows()))], 'so.csv')
  const { previewId } = await client.imports.preview({ kind: 'dossier-register', sourceId, file })
  await until(PATIENCE_MS, 'the file is read', async () => {
    const { state } = await client.imports.previewState({ id: previewId })
    expect(state).not.toBe('failed')
    return state === 'ready'
  })
  const before = await logBytes()
  const { importId } = await client.imports.apply({ previewId })
  const consented = await logBytes()
  // In the midst of the transaction: its pages spill into the log, and nothing is committed.
  while ((await logBytes()) < Math.max(before, consented) + SPILLED_BYTES)
    await new Promise((resume) => setImmediate(resume))
  await station.kill()
  expect(await counts()).toEqual({ dossiers: 0, imports: 0 })
  expect((await readdir(join(data, 'import-uploads'))).toSorted()).toEqual([
    `${previewId}.json`,
    `${previewId}.upload`,
  ])

  const again = await startStationProcess(data)
  const later = await clientOf(again)
  await until(PATIENCE_MS, 'the import is made', async () => {
    const progress = await later.imports.progress({ id: importId })
    expect(['queued', 'running', 'succeeded']).toContain(progress.state)
    return progress.state === 'succeeded'
  })
  expect(await later.imports.list()).toMatchObject([{ id: importId, fresh: ROWS, state: 'applied' }])
  await again.stop()
  expect(await counts()).toEqual({ dossiers: ROWS, imports: 1 })
}, 300_000)
