import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { CounterName } from '#shared/imports/parsed-import.model.ts'
import type { ImportRequest } from '#main/ports/import-reader.ts'
import { readShippedImportProfiles } from '#main/serve/resources.ts'

export const COUNTERS: readonly CounterName[] = [
  { id: '0197a2c0-0000-7000-8000-000000000001', code: 'Q1', name: 'Quầy 1' },
  { id: '0197a2c0-0000-7000-8000-000000000002', code: 'Q2', name: 'Quầy 2' },
]

/** To read a file of a kind with the profile that the program ships. */
export function importRequest<Kind extends ImportKind>(kind: Kind): ImportRequest<Kind> {
  const profile = readShippedImportProfiles().find((each) => each.kind === kind)
  if (!profile) throw new Error(`no profile of ${kind} is shipped`)
  return { kind, counters: COUNTERS, unitCode: null, profile, overrides: [] }
}
