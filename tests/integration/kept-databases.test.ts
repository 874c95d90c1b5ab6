import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Db } from '#main/db/db.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

/** Rows of each table that has any, triggers and numbers: all that a test may have left. */
async function stateOf(db: Db) {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  const filled: [string, unknown[]][] = []
  for (const { name } of rows) {
    const found = await sql.raw(`select * from public.${name}`).execute(db)
    if (found.rows.length > 0) filled.push([name, found.rows])
  }
  const triggers = await sql`
    select tgname, tgenabled from pg_trigger where not tgisinternal order by tgrelid::regclass::text, tgname`.execute(
    db,
  )
  const numbers = await sql`select sequencename, last_value from pg_sequences order by 1`.execute(db)
  return { filled, triggers: triggers.rows, numbers: numbers.rows }
}

const unit = (name: string) =>
  sql.raw(`insert into units values ('${name}', 'commune', null, '${name}', null, 0, null, null, '[]')`)
const LEFT: readonly { readonly what: string; readonly leave: (db: Db) => Promise<unknown> }[] = [
  { what: 'rows', leave: (db) => unit('u').execute(db) },
  {
    what: 'a row that migrating brought, changed',
    leave: (db) => sql`delete from coverage_state`.execute(db),
  },
  { what: 'a number less', leave: (db) => sql`select nextval('search_terms_id_seq')`.execute(db) },
  { what: 'a trigger less', leave: (db) => sql`alter table audit_rows disable trigger user`.execute(db) },
  { what: 'a table less', leave: (db) => sql`drop table audit_rows`.execute(db) },
]

describe.each(testDatabases.filter(({ name }) => name !== 'sqlite'))(
  'a database that an earlier test has used',
  ({ openMigrated }) => {
    it.each(LEFT)('is as new after $what', async ({ leave }) => {
      const first = await openMigrated()
      const before = await stateOf(first.db)
      await leave(first.db)
      expect(await stateOf(first.db)).not.toEqual(before)
      await first.close()
      const second = await openMigrated()
      expect(await stateOf(second.db)).toEqual(before)
      await second.close()
    })
  },
)
