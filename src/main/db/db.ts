import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** A connection or an open transaction. Services hand it on; only repositories look inside. */
export type Db = Kysely<Database>
