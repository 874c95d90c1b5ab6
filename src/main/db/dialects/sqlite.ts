import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { type DatabaseConnection, type Driver, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import type { Db } from '../db.ts'
import { withPreparedStatements } from './prepared-statements.ts'

export const IN_MEMORY = ':memory:'

/**
 * Where SQLite took a transaction back by itself (disk full, I/O error) there is nothing left to roll back, and the
 * complaint about that would hide why. https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
 */
class StationSqliteDriver extends SqliteDriver {
  readonly #database: BetterSqlite3.Database

  constructor(database: BetterSqlite3.Database) {
    super({ database: withPreparedStatements(database) })
    this.#database = database
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

class StationSqliteDialect extends SqliteDialect {
  readonly #database: BetterSqlite3.Database

  constructor(database: BetterSqlite3.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new StationSqliteDriver(this.#database)
  }
}

/**
 * Opens (and creates) the station's database file. WAL with FULL sync: a committed row survives a power cut.
 * @param source bytes instead of a path: those of a database file, whose copy in memory it is
 */
export function openSqlite(source: string | Buffer): Db {
  if (typeof source === 'string' && source !== IN_MEMORY) mkdirSync(dirname(source), { recursive: true })
  const database = new BetterSqlite3(source)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  // 64 MiB instead of 2: a search reaches into many indexes, an import writes all over them.
  database.pragma('cache_size = -65536')
  return new Kysely({ dialect: new StationSqliteDialect(database) })
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
