/** One box over a million dossiers: `npm run bench -- search`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { sql } from 'kysely'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import { createDossiersService } from '#main/features/dossiers/dossiers.service.ts'
import { createSearchService } from '#main/features/search/search.service.ts'
import { createUnitsService } from '#main/features/units/units.service.ts'
import { createAccessService } from '#main/features/users/access.service.ts'
import { createUnitOfWork } from '#main/host/unit-of-work.ts'
import { openSqlite } from '#main/db/dialects/sqlite.ts'
import { migrate } from '#main/db/migrate.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { layDossierRows, layImport } from '#tests/builders/laid-imports.ts'
import { seedStation } from '#tests/builders/station-world.ts'
import type { BenchLine } from './bench-line.ts'
import { codeOf, fillDossiers, type FilledSource, PROCEDURES } from './search-rows.ts'

const START_MS = Date.parse('2022-01-03T00:30:00Z')
const SOURCES = 20
const ROUNDS = 60
const LIMIT = 8
const BUDGET_MS = 30

async function timesOf(rounds: number, work: (round: number) => unknown): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now()
    await work(round)
    times.push(performance.now() - startedMs)
  }
  return times.toSorted((left, right) => left - right)
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

async function openStation(path: string) {
  const db = openSqlite(path)
  await migrate(db, { nowMs: 0 })
  const clock = { nowMs: () => Date.parse('2026-11-28T00:00:00Z') }
  const work = createUnitOfWork(db, createAuditService({ db, clock }))
  const base = { work, clock, newId }
  const units = createUnitsService(base)
  const access = createAccessService({ ...base, units })
  const dossiers = createDossiersService({
    ...base,
    units,
    access,
    verdicts: { dossiersWith: async () => new Set() },
  })
  const { office, commune } = await seedStation({ units })
  const call = () => systemCall('bench', 'bench.set-up')
  const sources: FilledSource[] = []
  for (let number = 0; number < SOURCES; number += 1) {
    const place = { communeUnitId: commune.id, kind: 'one-stop-desk', ownerUnitId: office.id } as const
    const room = await units.createRoom(call(), { ...place, name: `Một cửa ${number}` })
    const windows = { windowBeforeMs: 900_000, windowAfterMs: 300_000, offsetMs: 0, uncertaintyMs: 1000 }
    const { id } = await dossiers.createSource(call(), {
      roomId: room.id,
      name: `Nguồn ${number}`,
      ...windows,
    })
    const importId = newId()
    await work.bookkeep((transaction) => layImport(transaction, { id: importId, sourceId: id, rows: 0 }))
    sources.push({ id, importId, number })
  }
  const search = createSearchService({ work, access, units, dossiers })
  const actor = { kind: 'user', id: newId(), label: 'bench', role: 'inspector', unitId: office.id } as const
  return {
    db,
    work,
    sources,
    ask: (text: string) => search.query(actor, { text, limit: LIMIT, language: 'vi' }),
  }
}

type Station = Awaited<ReturnType<typeof openStation>>

const INDEXES = ['dossiers_by_code_tail', 'dossiers_by_procedure', 'dossiers_by_officer']

/** The product's own insert of an import's rows, with and without what the search needs. */
async function insertMs(folder: string, name: string, rows: number, isSearchable: boolean): Promise<number> {
  const { db, work, sources } = await openStation(join(folder, `${name}.sqlite`))
  if (!isSearchable) {
    for (const trigger of ['insert', 'delete', 'update'])
      await sql.raw(`drop trigger search_dossier_${trigger}`).execute(db)
    for (const index of INDEXES) await sql.raw(`drop index ${index}`).execute(db)
  }
  const [source] = sources
  if (!source) throw new Error('no source')
  const dossiers = Array.from(
    { length: rows },
    (_, index): Dossier => ({
      id: newId(),
      sourceId: source.id,
      importId: source.importId,
      rowNumber: index + 1,
      code: codeOf(0, index, START_MS),
      procedureCode: '1.001193',
      procedureName: PROCEDURES[(index * 7) % 300] ?? null,
      field: 'Hộ tịch',
      applicantName: 'Nguyễn Văn An',
      receivedAtLogMs: START_MS + index * 60_000,
      dueAtLogMs: START_MS,
      finishedAtLogMs: null,
      returnedAtLogMs: START_MS,
      status: null,
      channel: 'walk-in',
      officerName: `Trần Thị Bình ${index % 7}`,
      counterId: null,
    }),
  )
  const [ms = 0] = await timesOf(1, () =>
    work.bookkeep((transaction) => layDossierRows(transaction, dossiers)),
  )
  await db.destroy()
  return ms
}

async function measureInsert(folder: string, rows: number): Promise<BenchLine> {
  const [ours, limit]: [number[], number[]] = [[], []]
  for (let round = 0; round < 3; round += 1) {
    limit.push(await insertMs(folder, `without-${round}`, rows, false))
    ours.push(await insertMs(folder, `with-${round}`, rows, true))
  }
  const best = (times: readonly number[]): number => Math.min(...times)
  const name = `insert of ${rows} dossiers with what search needs, against without`
  return { name, unit: 'ms', ours: best(ours), limit: best(limit), wanted: 2 }
}

type Asked = { readonly name: string; readonly text: (round: number) => string; readonly plain: Plain }
type Plain = (bare: BetterSqlite3.Database) => (round: number) => unknown

/** An ordinary full-text index over every dossier, newest row first. */
const plainWords =
  (match: (round: number) => string): Plain =>
  (bare) => {
    const statement =
      bare.prepare(`select dossiers.* from plain_words join dossiers on dossiers.rowid = plain_words.rowid
    where plain_words match ? order by plain_words.rowid desc limit ${LIMIT}`)
    return (round) => statement.all(match(round))
  }

function askedOf(perSource: number): Asked[] {
  const code = (round: number): string => codeOf(round % SOURCES, (round * 7919) % perSource, START_MS)
  const byCode: Plain = (bare) => {
    const statement = bare.prepare('select * from dossiers where code = ?')
    return (round) => statement.all(code(round))
  }
  const like =
    (piece: (round: number) => string): Plain =>
    (bare) => {
      const statement = bare.prepare(`select * from dossiers where code like ? limit ${LIMIT}`)
      return (round) => statement.all(`%${piece(round)}%`)
    }
  const dayAndNumber = (round: number): string => code(round).slice(-11)
  const number = (round: number): string => code(round).slice(-4)
  const inside = (round: number): string => code(round).slice(9, 16)
  const bare = (text: string): string => text.replaceAll('-', '')
  return [
    { name: 'whole code', text: code, plain: byCode },
    { name: 'day and number', text: (round) => bare(dayAndNumber(round)), plain: like(dayAndNumber) },
    { name: 'number of the day', text: number, plain: like(number) },
    { name: 'inside a code', text: (round) => bare(inside(round)), plain: like(inside) },
    {
      name: 'no such code',
      text: (round) => `98${76 + (round % 9)}9`,
      plain: like((round) => `98${76 + (round % 9)}9`),
    },
    { name: 'common words', text: () => 'dang ky', plain: plainWords(() => 'dang* ky*') },
    { name: 'four words', text: () => 'dang ky khai sinh', plain: plainWords(() => 'dang* ky* khai* sinh*') },
    { name: 'rare words', text: () => 'ho tro luu dong', plain: plainWords(() => 'ho* tro* luu* dong*') },
    {
      name: 'procedure and officer',
      text: () => 'khai sinh huong',
      plain: plainWords(() => 'khai* sinh* huong*'),
    },
    { name: 'two common words apart', text: () => 'nguyen khai', plain: plainWords(() => 'nguyen* khai*') },
    { name: 'one letter', text: () => 'd', plain: plainWords(() => 'd*') },
    { name: 'no such word', text: () => 'khai zzz', plain: plainWords(() => 'khai* zzz*') },
  ]
}

function buildPlainWords(path: string): void {
  const database = new BetterSqlite3(path)
  database.pragma('synchronous = OFF')
  database.exec(`create virtual table plain_words using fts5 (procedure_name, officer_name, content = '',
    tokenize = 'unicode61 remove_diacritics 2')`)
  const folded = (column: string): string => `replace(replace(${column}, 'đ', 'd'), 'Đ', 'D')`
  database.exec(`insert into plain_words (rowid, procedure_name, officer_name)
    select rowid, ${folded('procedure_name')}, ${folded('officer_name')} from dossiers order by rowid`)
  database.close()
}

async function measureSearch(path: string, { ask }: Station, asked: readonly Asked[]): Promise<BenchLine[]> {
  const bare = new BetterSqlite3(path, { readonly: true })
  const lines: BenchLine[] = []
  const every: number[] = []
  for (const { name, text, plain } of asked) {
    const query = plain(bare)
    await ask(text(0))
    query(0)
    const [ours, limit]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(...(await timesOf(1, () => ask(text(round)))))
      limit.push(...(await timesOf(1, () => query(round))))
    }
    const sorted = ours.toSorted((a, b) => a - b)
    const plainSorted = limit.toSorted((a, b) => a - b)
    every.push(...ours)
    lines.push(
      {
        name: `${name}, p50 against plain SQLite`,
        unit: 'ms',
        ours: at(sorted, 0.5),
        limit: at(plainSorted, 0.5),
        wanted: null,
      },
      { name: `${name}, p95`, unit: 'ms', ours: at(sorted, 0.95), limit: BUDGET_MS, wanted: 1 },
    )
  }
  bare.close()
  const p95 = at(
    every.toSorted((a, b) => a - b),
    0.95,
  )
  return [...lines, { name: 'all of these, p95', unit: 'ms', ours: p95, limit: BUDGET_MS, wanted: 1 }]
}

export async function searchBench(
  say: (message: string) => void,
  options: { readonly dossiers?: number; readonly inserted?: number } = {},
): Promise<readonly BenchLine[]> {
  const { dossiers = 1_000_000, inserted = 100_000 } = options
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-bench-'))
  try {
    const insertLine = await measureInsert(folder, inserted)
    const path = join(folder, 'search.sqlite')
    const station = await openStation(path)
    const perSource = Math.floor(dossiers / SOURCES)
    say(`filling ${dossiers} dossiers of ${SOURCES} sources …`)
    fillDossiers(path, station.sources, START_MS, { first: 0, last: perSource })
    say('building the plain full-text index …')
    buildPlainWords(path)
    const lines = await measureSearch(path, station, askedOf(perSource))
    await station.db.destroy()
    return [insertLine, ...lines]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
