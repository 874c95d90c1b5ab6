import {
  type BackfillSettings,
  backfillSettingsSchema,
  DEFAULT_BACKFILL_SETTINGS,
} from '#shared/backfill/backfill.model.ts'
import { type NamePattern, namePatternsSchema } from '#shared/backfill/name-patterns.model.ts'
import type { Db } from '#main/db/db.ts'

const SETTINGS_KEY = 'backfill'
const PATTERNS_KEY = 'backfill.name-patterns'

async function readValue(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value_json').where('key', '=', key).executeTakeFirst()
  return row ? JSON.parse(row.value_json) : null
}

async function writeValue(transaction: Db, key: string, value: unknown): Promise<void> {
  const valueJson = JSON.stringify(value)
  await transaction
    .insertInto('settings')
    .values({ key, value_json: valueJson })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json: valueJson }))
    .execute()
}

export async function readBackfillSettings(db: Db): Promise<BackfillSettings> {
  const stored = await readValue(db, SETTINGS_KEY)
  return stored === null ? DEFAULT_BACKFILL_SETTINGS : backfillSettingsSchema.parse(stored)
}

export const writeBackfillSettings = (transaction: Db, settings: BackfillSettings): Promise<void> =>
  writeValue(transaction, SETTINGS_KEY, settings)

/** The station's own. */
export async function readNamePatterns(db: Db): Promise<NamePattern[]> {
  return namePatternsSchema.parse((await readValue(db, PATTERNS_KEY)) ?? [])
}

export const writeNamePatterns = (transaction: Db, patterns: readonly NamePattern[]): Promise<void> =>
  writeValue(transaction, PATTERNS_KEY, patterns)
