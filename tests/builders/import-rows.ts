import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { ImportRecord } from '#shared/imports/imports.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { callOf, type DossierWorld } from './dossier-world.ts'
import { csvBytes, type RegisterCells } from './register-files.ts'

/** Imports rows as a CSV of one kind, with consent. */
export function importRows(
  world: DossierWorld,
  sourceId: string,
  rows: RegisterCells,
  options: { readonly kind?: ImportKind; readonly actor?: Actor } = {},
): Promise<ImportRecord> {
  const { kind = 'dossier-register', actor = world.officeStaff } = options
  const file = { kind, sourceId, fileName: 'so.csv', bytes: csvBytes(rows) }
  return world.imports.now(callOf(actor, 'import.consent'), file)
}
