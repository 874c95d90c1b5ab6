/** Footage of each desk event, kept and updated. Column meanings: ../schema-coverage.ts and docs/design/schema.md. */
export const COVERAGE_TABLES: readonly string[] = []
