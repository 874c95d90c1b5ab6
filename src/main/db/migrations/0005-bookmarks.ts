/** People's words for grouping bookmarks. Column meanings: ../schema-bookmarks.ts and docs/design/schema.md. */
export const BOOKMARK_TABLES: readonly string[] = [
  `create table bookmark_tags (
    bookmark_id text not null references bookmarks (id),
    tag text not null check (tag <> ''),
    primary key (bookmark_id, tag)
  ) strict`,
  // The filter by tag, and how often each is used.
  `create index bookmark_tags_by_tag on bookmark_tags (tag, bookmark_id)`,
  // Whether a clip rests on a bookmark, for a page of the list at once.
  `create index evidence_clips_by_bookmark on evidence_clips (bookmark_id, state)`,
]
