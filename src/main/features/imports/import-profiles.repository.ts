import { importProfileSchema } from '#shared/imports/import-profile.model.ts'
import type { ListedProfile } from '#shared/imports/imports.model.ts'
import type { Db } from '#main/db/db.ts'
import type { ImportProfilesTable } from '#main/db/schema-imports.ts'

export type SavedProfile = ListedProfile & { readonly id: string }

function toProfile(row: ImportProfilesTable): SavedProfile {
  return {
    id: row.id,
    profile: importProfileSchema.parse({ ...JSON.parse(row.profile_json), kind: row.kind, name: row.name }),
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
  }
}

/** By name. */
export async function listProfiles(db: Db): Promise<SavedProfile[]> {
  const rows = await db.selectFrom('import_profiles').selectAll().orderBy('name').orderBy('id').execute()
  return rows.map(toProfile)
}

export async function findProfile(db: Db, id: string): Promise<SavedProfile | null> {
  const row = await db.selectFrom('import_profiles').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toProfile(row) : null
}

export async function insertProfile(transaction: Db, saved: SavedProfile): Promise<void> {
  const { profile } = saved
  await transaction
    .insertInto('import_profiles')
    .values({
      id: saved.id,
      kind: profile.kind,
      name: profile.name,
      profile_json: JSON.stringify(profile),
      created_at_ms: saved.createdAtMs ?? 0,
      created_by: saved.createdBy ?? '',
    })
    .execute()
}

export async function updateProfileName(transaction: Db, id: string, name: string): Promise<void> {
  await transaction.updateTable('import_profiles').set({ name }).where('id', '=', id).execute()
}

export async function deleteProfile(transaction: Db, id: string): Promise<void> {
  await transaction.deleteFrom('import_profiles').where('id', '=', id).execute()
}
