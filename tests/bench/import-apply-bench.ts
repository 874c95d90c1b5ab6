import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVietnamDateTime } from '#shared/kernel/instant.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation } from '#main/serve/open-station.ts'
import { seedStation } from '../builders/station-world.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '../builders/register-files.ts'

const ROWS = 100_000
const START_MS = Date.parse('2026-01-05T08:00:00+07:00')

/** A register of 100 000 dossiers over a year. */
function manyRows(dueDay: number): string[][] {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const receivedAtMs = START_MS + index * 300_000
    return registerRow({
      number: String(index + 1),
      code: `H42.18-26${String(Math.floor(index / 9000) + 1).padStart(2, '0')}${String((index % 28) + 1).padStart(2, '0')}-${String(index).padStart(6, '0')}`,
      receivedAt: formatVietnamDateTime(receivedAtMs),
      dueAt: formatVietnamDateTime(receivedAtMs + dueDay * 86_400_000),
      counter: '',
    })
  })
  return [['SỔ THEO DÕI HỒ SƠ'], ['Từ ngày 01/01/2026 đến ngày 31/12/2026'], [...REGISTER_HEADERS], ...rows]
}

/**
 * What an import of 100 000 rows costs at a real station file, and what everybody else notices of it: the longest wait
 * of a small write that is made again and again (the recorder's), and the longest standstill of the host's thread.
 */
export async function measureImport() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'minh-chung-import-bench-'))
  const station = await openStation({ dataFolder })
  const { imports, dossiers, work, jobs } = station.services
  try {
    const world = await seedStation(station.services)
    const source = await dossiers.createSource(systemCall('bench', 'log-source.create'), {
      roomId: world.desk.id,
      name: 'Phần mềm',
      windowBeforeMs: 900_000,
      windowAfterMs: 300_000,
      offsetMs: 0,
      uncertaintyMs: 0,
    })
    const results = []
    for (const [what, dueDay] of [
      ['fresh', 5],
      ['all changed', 8],
      ['all the same', 8],
    ] as const) {
      const file = { kind: 'dossier-register', sourceId: source.id, fileName: 'so.csv' } as const
      const bytes = csvBytes(manyRows(dueDay))
      const call = systemCall('bench', 'import.consent')
      let running = true
      const cpuMs = (): number => {
        const { user, system } = process.threadCpuUsage()
        return (user + system) / 1000
      }
      const waits = { write: 0, writeCpu: 0, thread: 0 }
      const writer = (async () => {
        while (running) {
          const startedMs = performance.now()
          const startedCpuMs = cpuMs()
          await work.bookkeep((transaction) =>
            transaction
              .insertInto('settings')
              .values({ key: 'bench', value_json: '1' })
              .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json: '2' }))
              .execute(),
          )
          waits.write = Math.max(waits.write, performance.now() - startedMs)
          waits.writeCpu = Math.max(waits.writeCpu, cpuMs() - startedCpuMs)
          await new Promise((resume) => setTimeout(resume, 50))
        }
      })()
      let lastMs = performance.now()
      const ticker = setInterval(() => {
        waits.thread = Math.max(waits.thread, performance.now() - lastMs - 20)
        lastMs = performance.now()
      }, 20)
      const startedMs = performance.now()
      const id = await imports.previews.begin(call.actor, { ...file, bytes })
      const { counts } = await imports.previews.settled(call.actor, id)
      const previewMs = performance.now() - startedMs
      const inPreview = { ...waits }
      waits.write = 0
      waits.thread = 0
      waits.writeCpu = 0
      const beforeCpuMs = cpuMs()
      await imports.apply(call, id)
      await jobs.idle()
      const applyMs = performance.now() - startedMs - previewMs
      running = false
      clearInterval(ticker)
      await writer
      results.push({
        what,
        ...counts,
        previewMs,
        inPreview,
        applyMs,
        applyCpuMs: cpuMs() - beforeCpuMs,
        inApply: { ...waits },
      })
    }
    return results
  } finally {
    await station.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}
