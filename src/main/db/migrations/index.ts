import { FOUNDATION_TABLES } from './0001-foundation.ts'
import { FOUNDATION_TRIGGERS } from './0001-foundation-triggers.ts'
import { REAL_CAMERA_TABLES } from './0002-real-cameras.ts'

export type DialectName = 'sqlite' | 'postgres'

export type SchemaMigration = {
  readonly name: string
  /** Statements in order; each migration runs in one transaction. */
  readonly statementsFor: (dialect: DialectName) => readonly string[]
}

/** PostgreSQL's words for SQLite's strict types. */
export function tableStatementFor(dialect: DialectName, statement: string): string {
  if (dialect === 'sqlite') return statement
  return statement
    .replace(/\) strict$/, ')')
    .replaceAll(/\binteger\b/g, 'bigint')
    .replaceAll(/\bblob\b/g, 'bytea')
}

/** Forward only, in order. A released one is never edited. */
export const MIGRATIONS: readonly SchemaMigration[] = [
  {
    name: '0001-foundation',
    statementsFor: (dialect) => [
      ...FOUNDATION_TABLES.map((statement) => tableStatementFor(dialect, statement)),
      ...FOUNDATION_TRIGGERS[dialect],
    ],
  },
  {
    name: '0002-real-cameras',
    statementsFor: (dialect) => REAL_CAMERA_TABLES.map((statement) => tableStatementFor(dialect, statement)),
  },
]
