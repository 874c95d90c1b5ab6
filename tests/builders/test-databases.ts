import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import type { Db } from '#main/db/db.ts'
import { openPostgres } from '#main/db/dialects/postgres.ts'
import { IN_MEMORY, openSqlite } from '#main/db/dialects/sqlite.ts'
import { migrate } from '#main/db/migrate.ts'
import { openKeptDatabase } from './kept-databases.ts'

export type OpenDatabase = { readonly db: Db; readonly close: () => Promise<void> }

export type TestDatabase = {
  readonly name: 'sqlite' | 'pglite' | 'postgres'
  /** A fresh, empty database. */
  readonly open: () => Promise<OpenDatabase>
  /** A fresh database with the current schema. */
  readonly openMigrated: () => Promise<OpenDatabase>
}

/** As openPostgres does it: int8 comes as a number. */
const INT8_OID = 20

/** Emptied and ready for the next test of this file: starting one takes more than a second. */
const idlePglites: PGlite[] = []

async function openPglite(): Promise<OpenDatabase> {
  const pglite = idlePglites.pop() ?? (await PGlite.create({ parsers: { [INT8_OID]: Number } }))
  const db: Db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
  return {
    db,
    // Not `db.destroy()`: it would close the instance.
    close: async () => {
      await pglite.exec('drop schema public cascade; create schema public')
      idlePglites.push(pglite)
    },
  }
}

function openSqliteInMemory(source: Buffer | typeof IN_MEMORY = IN_MEMORY): OpenDatabase {
  const db = openSqlite(source)
  return { db, close: () => db.destroy() }
}

/** The bytes of a migrated database: reading them takes a twentieth of the time of migrating. */
let migratedSqlite: Promise<Buffer> | undefined

async function migrateSqlite(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-sqlite-'))
  const path = join(folder, 'migrated.db')
  const { db, close } = openSqliteInMemory()
  await migrate(db, { nowMs: 0 })
  await sql`vacuum into ${path}`.execute(db)
  await close()
  const bytes = await readFile(path)
  await rm(folder, { recursive: true })
  return bytes
}

/** An empty database of its own on the server, dropped at the end. */
async function openServerDatabase(serverUrl: string): Promise<OpenDatabase> {
  const name = `minh_chung_test_${randomBytes(8).toString('hex')}`
  const admin = openPostgres(serverUrl)
  await sql`create database ${sql.id(name)}`.execute(admin)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const db = openPostgres(url.href)
  return {
    db,
    close: async () => {
      await db.destroy()
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin)
      await admin.destroy()
    },
  }
}

const { MINH_CHUNG_TEST_POSTGRES: serverUrl, MINH_CHUNG_TEST_TEMPLATE: template } = process.env

const sqlite: TestDatabase = {
  name: 'sqlite',
  open: async () => openSqliteInMemory(),
  openMigrated: async () => openSqliteInMemory(await (migratedSqlite ??= migrateSqlite())),
}

const pglite: TestDatabase = {
  name: 'pglite',
  open: openPglite,
  openMigrated: async () => {
    const opened = await openPglite()
    await migrate(opened.db, { nowMs: 0 })
    return opened
  },
}

/** Migrating takes seconds: postgres-server.ts makes a template. */
const server: TestDatabase | null =
  serverUrl && template
    ? {
        name: 'postgres',
        open: () => openServerDatabase(serverUrl),
        openMigrated: () => openKeptDatabase(serverUrl, template),
      }
    : null

/**
 * Both dialects. Loop over them:
 *
 *     describe.each(testDatabases)('units on $name', ({ openMigrated }) => { … })
 *
 * A real PostgreSQL server where there is one: postgres-server.ts starts it for the run. PGlite speaks its dialect elsewhere.
 */
export const testDatabases: readonly TestDatabase[] = [sqlite, server ?? pglite]

/** PGlite besides: for what the schema itself has to bear. */
export const everyTestDatabase: readonly TestDatabase[] = server ? [sqlite, pglite, server] : testDatabases
