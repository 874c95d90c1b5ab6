import dossierRegister from '../../../resources/import-profiles/dossier-register.json' with { type: 'json' }
import { type ImportProfile, importProfileSchema } from './import-profile.model.ts'
import { parseImport } from './parse-import.rules.ts'
import type { CounterName, ParsedImport } from './parsed-import.model.ts'
import type { SheetTable } from './sheet-table.model.ts'

const STANDARD_IMPORT_PROFILE = importProfileSchema.parse(dossierRegister)

export type ParsedRegister = ParsedImport<'dossier-register'>

/** Reads a dossier register whose codes may be of any unit. `null`: there is neither a header nor a dossier code in it. */
export function parseRegister(
  table: SheetTable,
  counters: readonly CounterName[],
  profile: ImportProfile = STANDARD_IMPORT_PROFILE,
): ParsedRegister | null {
  return parseImport('dossier-register', table, { counters, unitCode: null }, profile)
}
