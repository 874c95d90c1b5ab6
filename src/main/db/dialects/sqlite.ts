import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Db } from '../db.ts'

export const IN_MEMORY = ':memory:'

/** Opens (and creates) the station's database file. WAL with FULL sync: a committed row survives a power cut. */
export function openSqlite(filePath: string): Db {
  if (filePath !== IN_MEMORY) mkdirSync(dirname(filePath), { recursive: true })
  const database = new BetterSqlite3(filePath)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  return new Kysely({ dialect: new SqliteDialect({ database }) })
}

/** A consistent copy of a live database file, made before it is migrated. */
export async function copySqlite(filePath: string, copyPath: string): Promise<void> {
  const database = new BetterSqlite3(filePath, { readonly: true })
  try {
    await database.backup(copyPath)
  } finally {
    database.close()
  }
}
