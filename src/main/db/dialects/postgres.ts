import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from '../db.ts'

const INT8_OID = 20

/** Opens a province's PostgreSQL server. int8 comes as a number: every integer of ours is below 2^53. */
export function openPostgres(connectionString: string): Db {
  const types = new pg.TypeOverrides()
  types.setTypeParser(INT8_OID, Number)
  const pool = new pg.Pool({ connectionString, max: 10, types })
  // A connection that breaks while idle is replaced at the next query, which reports what is wrong if it still is.
  pool.on('error', () => undefined)
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}
