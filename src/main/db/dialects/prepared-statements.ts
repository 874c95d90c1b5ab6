import type BetterSqlite3 from 'better-sqlite3'

/** Statements kept ready; the program has fewer, but for lists of varying length. */
const MAX_KEPT = 500
/** A batch of rows takes longer to run than to prepare, and much memory to keep. */
const MAX_LENGTH = 4000
const KEEPABLE = /^\s*(?:select|insert|update|delete)\b/i
const CHANGES_TABLES = /^\s*(?:create|alter|drop)\b/i

type Preparing = {
  readonly prepare: (source: string) => BetterSqlite3.Statement
  readonly close: () => unknown
}

/**
 * Prepares each statement once: that takes longer than running one that finds a row by its key. Those used last are kept.
 * A change of the tables makes all of them be prepared anew.
 */
export function withPreparedStatements(database: Preparing): Preparing {
  const kept = new Map<string, BetterSqlite3.Statement>()

  function prepareKept(source: string): BetterSqlite3.Statement {
    const known = kept.get(source)
    // One that is being walked through cannot be run a second time before it ends.
    if (known?.busy) return database.prepare(source)
    const statement = known ?? database.prepare(source)
    kept.delete(source)
    kept.set(source, statement)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    return statement
  }

  return {
    close: () => database.close(),
    prepare: (source: string) => {
      if (source.length <= MAX_LENGTH && KEEPABLE.test(source)) return prepareKept(source)
      if (CHANGES_TABLES.test(source)) kept.clear()
      return database.prepare(source)
    },
  }
}
