import { z } from 'zod'
import type { Db } from '#main/db/db.ts'

const KEY = 'imports.keep-names'

/** True unless somebody decided otherwise. */
export async function readKeepNames(db: Db): Promise<boolean> {
  const row = await db.selectFrom('settings').select('value_json').where('key', '=', KEY).executeTakeFirst()
  return row ? z.boolean().parse(JSON.parse(row.value_json)) : true
}

export async function writeKeepNames(transaction: Db, keepNames: boolean): Promise<void> {
  const valueJson = JSON.stringify(keepNames)
  await transaction
    .insertInto('settings')
    .values({ key: KEY, value_json: valueJson })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json: valueJson }))
    .execute()
}
