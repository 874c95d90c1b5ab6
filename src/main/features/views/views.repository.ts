import type { Id } from '#shared/kernel/ids.ts'
import { type SavedView, savedViewSchema, type ViewPage } from '#shared/views/views.model.ts'
import type { Db } from '#main/db/db.ts'
import type { SavedViewsTable } from '#main/db/schema-views.ts'

function toView(row: SavedViewsTable): SavedView {
  const search: unknown = JSON.parse(row.search_json)
  return savedViewSchema.parse({
    id: row.id,
    page: row.page,
    name: row.name,
    search,
    createdAtMs: row.created_at_ms,
  })
}

/** By name. */
export async function listViews(db: Db, userId: Id, page: ViewPage): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_views')
    .selectAll()
    .where('user_id', '=', userId)
    .where('page', '=', page)
    .orderBy('name')
    .execute()
  return rows.map(toView)
}

export async function findView(db: Db, userId: Id, id: Id): Promise<SavedView | null> {
  const row = await db
    .selectFrom('saved_views')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ? toView(row) : null
}

/** Adds it, or gives the one of the same name these filters. @returns what is stored now */
export async function upsertView(transaction: Db, userId: Id, view: SavedView): Promise<SavedView> {
  const row = await transaction
    .insertInto('saved_views')
    .values({
      id: view.id,
      user_id: userId,
      page: view.page,
      name: view.name,
      search_json: JSON.stringify(view.search),
      created_at_ms: view.createdAtMs,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'page', 'name']).doUpdateSet({ search_json: JSON.stringify(view.search) }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return toView(row)
}

export async function deleteView(transaction: Db, id: Id): Promise<void> {
  await transaction.deleteFrom('saved_views').where('id', '=', id).execute()
}
