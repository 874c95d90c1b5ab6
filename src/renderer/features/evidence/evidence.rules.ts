import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'

/** Bookmarks of which no clip was made or is being made, newest first. A failed clip leaves its bookmark waiting. */
export function waitingBookmarks(bookmarks: readonly Bookmark[], clips: readonly EvidenceClip[]): Bookmark[] {
  const exported = new Set(clips.filter((clip) => clip.state !== 'failed').map((clip) => clip.bookmarkId))
  return bookmarks
    .filter((bookmark) => bookmark.state === 'active' && !exported.has(bookmark.id))
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs)
}

/** The first characters of a hash: enough to tell two apart on a page, never enough to prove anything. */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 8)}…${sha256.slice(-4)}`
}
