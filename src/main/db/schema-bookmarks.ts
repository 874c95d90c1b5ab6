/** The table of bookmarks' tags; see schema.ts for the conventions. */

/** One tag of one bookmark: a person's own word, never empty. */
export type BookmarkTagsTable = { bookmark_id: string; tag: string }
