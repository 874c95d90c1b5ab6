import { FOUNDATION_TABLES } from './0001-foundation.ts'
import { FOUNDATION_TRIGGERS } from './0001-foundation-triggers.ts'
import { REAL_CAMERA_TABLES } from './0002-real-cameras.ts'
import { DEADLINE_TABLES } from './0003-deadlines.ts'
import { COVERAGE_TABLES, COVERAGE_TRIGGERS } from './0003-coverage.ts'
import { FINDING_TABLES } from './0003-findings.ts'
import { IMPORT_TABLES } from './0003-imports.ts'
import { RECEPTION_TABLES } from './0003-receptions.ts'
import { SEARCH_TABLES } from './0003-search.ts'
import { PRESENCE_TABLES } from './0004-presence.ts'
import { PRESENCE_REVIEW_TABLES } from './0005-presence.ts'
import { CLOCK_AND_QUEUE_TABLES, CLOCK_AND_QUEUE_TRIGGERS } from './0005-clock-and-queue.ts'
import { BOOKMARK_TABLES } from './0005-bookmarks.ts'
import { VIEW_TABLES } from './0003-views.ts'
import type { DialectName } from '../dialect-name.ts'

export type { DialectName } from '../dialect-name.ts'

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
  {
    name: '0003-transactions',
    statementsFor: (dialect) => [
      ...[IMPORT_TABLES, DEADLINE_TABLES, RECEPTION_TABLES, FINDING_TABLES, COVERAGE_TABLES, VIEW_TABLES]
        .flat()
        .map((statement) => tableStatementFor(dialect, statement)),
      ...COVERAGE_TRIGGERS[dialect],
      ...SEARCH_TABLES[dialect],
    ],
  },
  {
    name: '0004-presence',
    statementsFor: (dialect) => PRESENCE_TABLES.map((statement) => tableStatementFor(dialect, statement)),
  },
  {
    name: '0005-presence',
    statementsFor: (dialect) =>
      PRESENCE_REVIEW_TABLES.map((statement) => tableStatementFor(dialect, statement)),
  },
  {
    name: '0005-clock-and-queue',
    statementsFor: (dialect) => [
      ...CLOCK_AND_QUEUE_TABLES.map((statement) => tableStatementFor(dialect, statement)),
      ...CLOCK_AND_QUEUE_TRIGGERS[dialect],
    ],
  },
  {
    name: '0005-bookmarks',
    statementsFor: (dialect) => BOOKMARK_TABLES.map((statement) => tableStatementFor(dialect, statement)),
  },
]
