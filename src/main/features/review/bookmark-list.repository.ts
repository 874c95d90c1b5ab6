import { type Expression, type SqlBool, sql } from 'kysely'
import type { Id } from '#shared/kernel/ids.ts'
import type { Bookmark, BookmarkFacets, BookmarkFilter } from '#shared/review/review.model.ts'
import type { Db } from '#main/db/db.ts'
import { selectBookmarks, toBookmarks } from './review.repository.ts'

/** In rooms that the person may look into. */
export type BookmarksWanted = Omit<BookmarkFilter, 'roomId'> & { readonly roomIds: readonly Id[] }

const MOST_OFFERED = 200

const likePart = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`

function narrowed(db: Db, wanted: BookmarksWanted) {
  const { roomIds, createdBy, tag, criterionCode, dossierCode, protects, state, fromMs, toMs } = wanted
  return selectBookmarks(db)
    .where('bookmarks.room_id', 'in', roomIds)
    .where('bookmarks.state', '=', state)
    .where((where) => {
      const parts: Expression<SqlBool>[] = []
      if (createdBy !== undefined) parts.push(where('bookmarks.created_by', '=', createdBy))
      if (criterionCode !== undefined) parts.push(where('bookmarks.criterion_code', '=', criterionCode))
      if (protects !== undefined) parts.push(where('bookmarks.protects', '=', protects ? 1 : 0))
      if (fromMs !== undefined) parts.push(where('bookmarks.to_ms', '>', fromMs))
      if (toMs !== undefined) parts.push(where('bookmarks.from_ms', '<', toMs))
      if (dossierCode !== undefined && dossierCode !== '')
        parts.push(sql<boolean>`lower(dossiers.code) like ${likePart(dossierCode)} escape '\\'`)
      if (tag !== undefined)
        parts.push(
          where.exists(
            where
              .selectFrom('bookmark_tags')
              .select('bookmark_tags.tag')
              .whereRef('bookmark_tags.bookmark_id', '=', 'bookmarks.id')
              .where('bookmark_tags.tag', '=', tag),
          ),
        )
      return where.and(parts)
    })
}

/** Newest moment first, and how many there are in all. */
export async function listBookmarkPage(
  db: Db,
  wanted: BookmarksWanted,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: Bookmark[] }> {
  if (wanted.roomIds.length === 0) return { total: 0, rows: [] }
  const counted = await narrowed(db, wanted)
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirst()
  const rows = await narrowed(db, wanted)
    .orderBy('bookmarks.from_ms', 'desc')
    .orderBy('bookmarks.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { total: Number(counted?.count ?? 0), rows: await toBookmarks(db, rows) }
}

type Counted = { readonly value: string | null; readonly count: number | string | bigint }

const toCounts = (rows: readonly Counted[]): BookmarkFacets['tags'] =>
  rows.flatMap(({ value, count }) => (value === null ? [] : [{ value, count: Number(count) }]))

/** What stands on the bookmarks of a state in some rooms, most frequent first. */
export async function countFacets(
  db: Db,
  { roomIds, state }: Pick<BookmarksWanted, 'roomIds' | 'state'>,
): Promise<BookmarkFacets> {
  if (roomIds.length === 0) return { tags: [], people: [], criteria: [] }
  const among = () =>
    db.selectFrom('bookmarks').where('room_id', 'in', roomIds).where('bookmarks.state', '=', state)
  const tags = await among()
    .innerJoin('bookmark_tags', 'bookmark_tags.bookmark_id', 'bookmarks.id')
    .select(({ fn }) => ['bookmark_tags.tag as value', fn.countAll().as('count')])
    .groupBy('bookmark_tags.tag')
    .orderBy('count', 'desc')
    .orderBy('value')
    .limit(MOST_OFFERED)
    .execute()
  const people = await among()
    .select(({ fn }) => ['created_by as value', fn.countAll().as('count')])
    .groupBy('created_by')
    .orderBy('count', 'desc')
    .orderBy('value')
    .limit(MOST_OFFERED)
    .execute()
  const criteria = await among()
    .where('criterion_code', 'is not', null)
    .select(({ fn }) => ['criterion_code as value', fn.countAll().as('count')])
    .groupBy('criterion_code')
    .orderBy('count', 'desc')
    .orderBy('value')
    .limit(MOST_OFFERED)
    .execute()
  return { tags: toCounts(tags), people: toCounts(people), criteria: toCounts(criteria) }
}
