import { type Kysely, PostgresAdapter, sql } from 'kysely'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Db } from './db.ts'
import { type DialectName, MIGRATIONS, type SchemaMigration } from './migrations/index.ts'

export function dialectOf(db: Db): DialectName {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}

type MigrationTable = { schema_migrations: { ordinal: number; name: string; applied_at_ms: number } }

/** Names of the migrations that the database has, in order; empty for a new one. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const bookkeeping: Kysely<MigrationTable> = db.withTables<MigrationTable>()
  const integer = dialectOf(db) === 'sqlite' ? 'integer' : 'bigint'
  await sql`create table if not exists schema_migrations
    (ordinal ${sql.raw(integer)} primary key, name text not null, applied_at_ms ${sql.raw(integer)} not null)`.execute(
    db,
  )
  const rows = await bookkeeping.selectFrom('schema_migrations').select('name').orderBy('ordinal').execute()
  return rows.map((row) => row.name)
}

export type MigrateOptions = {
  readonly nowMs: number
  readonly migrations?: readonly SchemaMigration[]
  /** Called once, before the first change to a database that already holds rows. */
  readonly beforeFirstChange?: () => Promise<void>
}

/**
 * Brings the schema up to the program's, one transaction per migration.
 * @throws AppError `precondition database.newer` when the database was written by a newer program.
 */
export async function migrate(db: Db, options: MigrateOptions): Promise<string[]> {
  const migrations = options.migrations ?? MIGRATIONS
  const applied = await appliedMigrations(db)
  applied.forEach((name, index) => {
    if (migrations[index]?.name !== name)
      throw new AppError('precondition', 'database.newer', { migration: name })
  })
  const pending = migrations.slice(applied.length)
  if (pending.length > 0 && applied.length > 0) await options.beforeFirstChange?.()
  for (const [index, migration] of pending.entries()) {
    await db.transaction().execute(async (transaction) => {
      for (const statement of migration.statementsFor(dialectOf(db)))
        await sql.raw(statement).execute(transaction)
      await transaction
        .withTables<MigrationTable>()
        .insertInto('schema_migrations')
        .values({ ordinal: applied.length + index + 1, name: migration.name, applied_at_ms: options.nowMs })
        .execute()
    })
  }
  return pending.map((migration) => migration.name)
}
