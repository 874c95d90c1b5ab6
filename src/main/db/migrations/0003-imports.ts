/** Imports of every kind: profiles, changes against earlier imports, rows of the smaller registers. Column meanings: ../schema-imports.ts and docs/design/schema.md. */
export const IMPORT_TABLES: readonly string[] = []
