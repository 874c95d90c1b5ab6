/** Citizen reception: visits, petitions, schedules. Column meanings: ../schema-receptions.ts and docs/design/schema.md. */
export const RECEPTION_TABLES: readonly string[] = []
