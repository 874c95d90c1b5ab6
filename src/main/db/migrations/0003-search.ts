import type { DialectName } from '../dialect-name.ts'

/** One folded text per thing that can be searched for. Column meanings: ../schema-search.ts and docs/design/schema.md. */
export const SEARCH_TABLES: Readonly<Record<DialectName, readonly string[]>> = { sqlite: [], postgres: [] }
