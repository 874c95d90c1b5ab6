import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '#main/db/db.ts'
import { copySqlite, openSqlite } from '#main/db/dialects/sqlite.ts'
import { appliedMigrations, migrate } from '#main/db/migrate.ts'
import { MIGRATIONS, type SchemaMigration } from '#main/db/migrations/index.ts'
import { readStationId } from '#main/db/station-id.ts'
import { findSegments } from '#main/features/recordings/recordings.repository.ts'
import { deleteSegments } from '#main/features/retention/deletion.repository.ts'
import { findLock } from '#main/features/retention/locks.repository.ts'
import { type OpenDatabase, everyTestDatabase } from '#tests/builders/test-databases.ts'

const NAMES = MIGRATIONS.map((migration) => migration.name)
const adding = (name: string, ...statements: string[]): SchemaMigration => ({
  name,
  statementsFor: () => statements,
})
const UNIT = {
  code: null,
  parent_id: null,
  predecessor_id: null,
  valid_to_ms: null,
  roles_json: '[]',
} as const

const CAMERA_COLUMNS = `id, room_id, name, address, stream_uri, username, password_cipher, manufacturer, model, firmware,
  serial_number, codec, width_px, height_px, keyframe_spacing_ms, state, audio_enabled, probe_json, created_at_ms, removed_at_ms`
const SEGMENT_COLUMNS = `camera_id, number, run_id, start_at_ms, end_at_ms, media_duration_ms, file_path, size_bytes, sha256,
  root, previous_root, init_bytes, codec, width_px, height_px, group_count, state, state_changed_at_ms`

describe.each(everyTestDatabase)('the database on $name', ({ name: database, open, openMigrated }) => {
  let opened: OpenDatabase
  let db: Db

  afterEach(() => opened.close())

  describe('migration', () => {
    beforeEach(async () => {
      opened = await open()
      db = opened.db
    })

    it('brings an empty database up to date and finds nothing to do the second time', async () => {
      expect(await migrate(db, { nowMs: 1 })).toEqual(NAMES)
      expect(await appliedMigrations(db)).toEqual(NAMES)
      expect(await migrate(db, { nowMs: 2 })).toEqual([])
    })

    it('adds only what is missing and keeps the rows', async () => {
      await migrate(db, { nowMs: 1 })
      const stationId = await readStationId(db, () => 'mot-tram')
      const later = [...MIGRATIONS, adding('9999-later', 'create table later (id text primary key)')]
      expect(await migrate(db, { nowMs: 2, migrations: later })).toEqual(['9999-later'])
      expect(await readStationId(db, () => 'tram-khac')).toBe(stationId)
    })

    it('asks for a copy before the first change to a database with rows, and only then', async () => {
      const asked: number[] = []
      const beforeFirstChange = async () => void asked.push((await appliedMigrations(db)).length)
      await migrate(db, { nowMs: 1, beforeFirstChange })
      await migrate(db, { nowMs: 2, beforeFirstChange })
      expect(asked).toEqual([])
      const later = [
        ...MIGRATIONS,
        adding('9998-a', 'create table a (id text)'),
        adding('9999-b', 'create table b (id text)'),
      ]
      await migrate(db, { nowMs: 3, migrations: later, beforeFirstChange })
      expect(asked).toEqual([MIGRATIONS.length])
    })

    it('changes nothing when the copy fails', async () => {
      await migrate(db, { nowMs: 1 })
      const later = [...MIGRATIONS, adding('9999-later', 'create table later (id text)')]
      const failing = {
        nowMs: 2,
        migrations: later,
        beforeFirstChange: () => Promise.reject(new Error('no room')),
      }
      await expect(migrate(db, failing)).rejects.toThrow('no room')
      expect(await appliedMigrations(db)).toEqual(NAMES)
    })

    it('refuses a database that a newer program wrote, and does not touch it', async () => {
      const newer = [...MIGRATIONS, adding('9999-newer', 'create table newer (id text)')]
      await migrate(db, { nowMs: 1, migrations: newer })
      await expect(migrate(db, { nowMs: 2 })).rejects.toMatchObject({
        kind: 'precondition',
        code: 'database.newer',
        detail: { migration: '9999-newer' },
      })
      expect(await appliedMigrations(db)).toEqual([...NAMES, '9999-newer'])
    })

    it('brings a station of the first version up to date with everything that it holds', async () => {
      await migrate(db, { nowMs: 1, migrations: MIGRATIONS.slice(0, 1) })
      const run = (statement: string) => sql.raw(statement).execute(db)
      const hash = 'a'.repeat(64)
      await run(`insert into units values ('u1', 'commune', null, 'Xã', null, 0, null, null, '[]')`)
      await run(`insert into rooms values ('r1', 'u1', 'one-stop-desk', 'Một cửa', 'u1')`)
      await run(`insert into cameras (${CAMERA_COLUMNS}) values ('c1', 'r1', 'Camera', 'a', 's', 'u', 'x', null, null, null, null,
        'h264', 640, 360, null, 'recording', 0, '{}', 5, null)`)
      await run(`insert into recording_runs values ('run', 'c1', 0, null, null)`)
      await run(`insert into segments (${SEGMENT_COLUMNS}) values ('c1', 1, 'run', 0, 60000, 0, 'f1', 7, '${hash}', '${hash}', null, 1,
        'h264', 640, 360, 1, 'present', 0)`)
      await run(`insert into locks values ('l1', 'c1', 0, 60000, 'locked', null, 3, null)`)
      await run(`insert into absences values ('a1', 'c1', 60000, null, 'camera-offline', 'timeout')`)

      expect(await migrate(db, { nowMs: 2 })).toEqual(NAMES.slice(1))
      expect(await findSegments(db, 'c1', { fromMs: 0, toMs: 60_000 })).toMatchObject([
        { number: 1, sizeBytes: 7, state: 'present', origin: 'recorded' },
      ])
      expect(await findLock(db, 'l1')).toMatchObject({
        id: 'l1',
        cameraIds: ['c1'],
        state: 'locked',
        reason: '',
        lapsesAtMs: null,
      })
      const deletion = { cause: 'expired', reason: 'ceiling', actor: 'test', atMs: 9 } as const
      expect(await deleteSegments(db, 'c1', [1], deletion)).toEqual([])
      await db.updateTable('locks').set({ state: 'released' }).execute()
      expect(await deleteSegments(db, 'c1', [1], deletion)).toMatchObject([{ number: 1, filePath: 'f1' }])
      expect(
        await db.selectFrom('cameras').select(['recorded_stream', 'capabilities_json']).execute(),
      ).toEqual([{ recorded_stream: 'main', capabilities_json: '{}' }])
      expect(await db.selectFrom('absences').select('to_ms').execute()).toEqual([{ to_ms: null }])
    })

    it('takes a step back as a whole when one of its statements fails', async () => {
      await migrate(db, { nowMs: 1 })
      const broken = [
        ...MIGRATIONS,
        adding('9999-broken', 'create table half (id text)', 'create table half (id text)'),
      ]
      await expect(migrate(db, { nowMs: 2, migrations: broken })).rejects.toThrow(/half/)
      expect(await appliedMigrations(db)).toEqual(NAMES)
      await expect(sql`select * from half`.execute(db)).rejects.toThrow(/half/)
    })
  })

  describe('its own rules', () => {
    const unit = (id: string) =>
      db
        .insertInto('units')
        .values({ ...UNIT, id, kind: 'commune', name: 'Xã', valid_from_ms: 0 })
        .execute()
    const run = (statement: string) => sql.raw(statement).execute(db)

    beforeEach(async () => {
      opened = await openMigrated()
      db = opened.db
      await unit('u1')
      await run(`insert into rooms values ('r1', 'u1', 'one-stop-desk', 'Một cửa', 'u1')`)
      await run(`insert into cameras (${CAMERA_COLUMNS}) values ('c1', 'r1', 'Camera', 'a', 's', 'u', 'x', null, null, null, null, 'h264', 640, 360,
        null, 'recording', 0, '{}', 0, null)`)
      await run(
        `insert into recording_runs (id, camera_id, started_at_ms, ended_at_ms, end_reason) values ('run', 'c1', 0, null, null)`,
      )
    })

    const hash = 'a'.repeat(64)
    const segment = (number: number, fromMs: number, toMs: number, file = `f${number}`) =>
      `insert into segments (${SEGMENT_COLUMNS}) values ('c1', ${number}, 'run', ${fromMs}, ${toMs}, 0, '${file}', 1, '${hash}', '${hash}', null, 1,
        'h264', 640, 360, 1, 'present', 0)`

    it('takes what is right', async () => {
      await run(segment(1, 0, 60_000))
      await run(segment(2, 60_000, 360_000))
    })

    it.each([
      {
        what: 'an unknown kind of unit',
        statement: `insert into units values ('u2', 'planet', null, 'X', null, 0, null, null, '[]')`,
      },
      {
        what: 'a unit without a name',
        statement: `insert into units values ('u2', 'commune', null, '', null, 0, null, null, '[]')`,
      },
      {
        what: 'a unit that ends before it begins',
        statement: `insert into units values ('u2', 'commune', null, 'X', null, 5, 5, null, '[]')`,
      },
      {
        what: 'a room in a commune that does not exist',
        statement: `insert into rooms values ('r2', 'nobody', 'one-stop-desk', 'X', 'u1')`,
      },
      {
        what: 'a second camera on the same stream',
        statement: `insert into cameras (${CAMERA_COLUMNS}) select 'c2', room_id, name, address, stream_uri, username,
        password_cipher, manufacturer, model, firmware, serial_number, codec, width_px, height_px, keyframe_spacing_ms, state, audio_enabled,
        probe_json, created_at_ms, removed_at_ms from cameras`,
      },
      { what: 'a segment longer than five minutes', statement: segment(1, 0, 300_001) },
      { what: 'a segment of no length', statement: segment(1, 1000, 1000) },
      { what: 'a segment numbered 0', statement: segment(0, 0, 1000) },
      { what: 'a hash that is too short', statement: segment(1, 0, 1000).replace(hash, 'abc') },
      { what: 'a segment in an unknown state', statement: segment(1, 0, 1000).replace('present', 'lost') },
      {
        what: 'an absence for no known cause',
        statement: `insert into absences values ('a', 'c1', 0, null, 'laziness', 'x')`,
      },
      {
        what: 'a lock that ends before it begins',
        statement: `insert into locks (id, camera_id, from_ms, to_ms, state, bookmark_id, created_at_ms, released_at_ms) values ('l', 'c1', 5, 5, 'locked', null, 0, null)`,
      },
      { what: 'text in a number', statement: `update cameras set width_px = 'wide'` },
    ])('refuses $what', async ({ statement }) => {
      await expect(run(statement)).rejects.toThrow(/constraint|cannot store|invalid input syntax/)
    })

    it('keeps numbers and files of segments apart, and at most one open absence of a camera', async () => {
      await run(segment(1, 0, 1000))
      await expect(run(segment(1, 1000, 2000, 'other'))).rejects.toThrow()
      await expect(run(segment(2, 1000, 2000, 'f1'))).rejects.toThrow()
      await run(`insert into absences values ('a1', 'c1', 0, null, 'camera-offline', 'x')`)
      await expect(
        run(`insert into absences values ('a2', 'c1', 5, null, 'camera-offline', 'x')`),
      ).rejects.toThrow()
      await run(`update absences set to_ms = 9 where id = 'a1'`)
      await run(`insert into absences values ('a3', 'c1', 9, null, 'disk-full', 'x')`)
    })

    it('lets nobody change, remove or empty what the audit log holds', async () => {
      await run(
        `insert into audit_rows values (1, 0, 'a', 'v', 'k', 'i', '{}', '${'0'.repeat(64)}', '${hash}')`,
      )
      const attempts = [`update audit_rows set actor = 'b'`, 'delete from audit_rows']
      for (const attempt of database === 'sqlite' ? attempts : [...attempts, 'truncate audit_rows']) {
        await expect(run(attempt)).rejects.toThrow('audit rows are append only')
      }
      expect(await db.selectFrom('audit_rows').selectAll().execute()).toHaveLength(1)
    })

    it('rolls back as a whole and says what was wrong, not what came after', async () => {
      const broken = db.transaction().execute(async (transaction) => {
        await transaction.insertInto('settings').values({ key: 'k', value_json: '1' }).execute()
        await sql.raw(segment(0, 0, 1)).execute(transaction)
      })
      await expect(broken).rejects.toThrow(/check/i)
      expect(await db.selectFrom('settings').selectAll().execute()).toEqual([])
    })

    it('gives numbers back as numbers, up to the last millisecond of the calendar', async () => {
      await db
        .insertInto('units')
        .values({ ...UNIT, id: 'u9', kind: 'commune', name: 'Xã', valid_from_ms: 8_640_000_000_000_000 })
        .execute()
      const row = await db
        .selectFrom('units')
        .select('valid_from_ms')
        .where('id', '=', 'u9')
        .executeTakeFirst()
      expect(row).toEqual({ valid_from_ms: 8_640_000_000_000_000 })
    })
  })
})

describe('a station’s database file', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minh-chung-database-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is copied whole before it is changed, while others use it', async () => {
    const path = join(folder, 'minh-chung.db')
    const [db, other] = [openSqlite(path), openSqlite(path)]
    await migrate(db, { nowMs: 1 })
    await readStationId(other, () => 'tram')
    const copyPath = join(folder, 'copy.db')
    const later = [...MIGRATIONS, adding('9999-later', 'create table later (id text)')]
    await migrate(db, { nowMs: 2, migrations: later, beforeFirstChange: () => copySqlite(path, copyPath) })
    const copy = openSqlite(copyPath)
    expect(await appliedMigrations(copy)).toEqual(NAMES)
    expect(await readStationId(copy, () => 'khac')).toBe('tram')
    expect(await appliedMigrations(db)).toEqual([...NAMES, '9999-later'])
    for (const each of [db, other, copy]) await each.destroy()
    expect(await readdir(folder)).toEqual(['copy.db', 'minh-chung.db'])
  })

  it('has every table strict and its foreign keys in force', async () => {
    const db = openSqlite(join(folder, 'minh-chung.db'))
    await migrate(db, { nowMs: 1 })
    const tables = await sql<{ name: string; strict: number }>`select name, strict from pragma_table_list
      where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name <> 'schema_migrations'`.execute(
      db,
    )
    expect(tables.rows.length).toBeGreaterThan(20)
    expect(tables.rows.filter((table) => table.strict !== 1)).toEqual([])
    const pragmas = await sql`select (select foreign_keys from pragma_foreign_keys) as foreign_keys,
      (select journal_mode from pragma_journal_mode) as journal_mode, (select synchronous from pragma_synchronous) as synchronous`.execute(
      db,
    )
    expect(pragmas.rows).toEqual([{ foreign_keys: 1, journal_mode: 'wal', synchronous: 2 }])
    await db.destroy()
  })
})
