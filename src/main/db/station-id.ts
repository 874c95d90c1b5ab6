import type { Db } from './db.ts'

/** The station's own id: made once, and named in every manifest. */
export async function readStationId(db: Db, newId: () => string): Promise<string> {
  await db
    .insertInto('settings')
    .values({ key: 'station-id', value_json: JSON.stringify(newId()) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const row = await db
    .selectFrom('settings')
    .select('value_json')
    .where('key', '=', 'station-id')
    .executeTakeFirstOrThrow()
  return String(JSON.parse(row.value_json))
}
