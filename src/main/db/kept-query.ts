import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './db.ts'

/**
 * A query without parameters that is asked again and again: built and put into SQL once per connection, which takes longer
 * than to run it. Inside a transaction it is built anew.
 */
export function keptQuery<Row>(build: (db: Db) => Compilable<Row>): (db: Db) => Promise<Row[]> {
  const kept = new WeakMap<Db, CompiledQuery<Row>>()
  return async (db) => {
    let query = kept.get(db)
    if (!query) kept.set(db, (query = build(db).compile()))
    return (await db.executeQuery(query)).rows
  }
}
