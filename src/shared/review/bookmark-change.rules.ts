import type { Bookmark, BookmarkChange } from './review.model.ts'

/** A bookmark keeps its range from retention while it is there and protects. */
export const holdsLock = ({ state, protects }: Pick<Bookmark, 'state' | 'protects'>): boolean =>
  state === 'active' && protects

const sameCameras = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((id) => right.includes(id))

/** Whether it is about another piece of footage. */
export const isMoved = (before: Bookmark, after: Bookmark): boolean =>
  before.fromMs !== after.fromMs ||
  before.toMs !== after.toMs ||
  !sameCameras(before.cameraIds, after.cameraIds)

/** What a clip that cites it rests on: the bookmark itself, its range and its lock. */
export const loosensCited = (before: Bookmark, after: Bookmark): boolean =>
  isMoved(before, after) || (holdsLock(before) && !holdsLock(after)) || before.state !== after.state

export function changedBookmark(bookmark: Bookmark, change: BookmarkChange): Bookmark {
  const { fromMs, toMs, cameraIds, dossierId, criterionCode, note, protects, state } = change
  const removed = new Set(change.removeTags)
  const tags = new Set([...bookmark.tags.filter((tag) => !removed.has(tag)), ...(change.addTags ?? [])])
  return {
    ...bookmark,
    fromMs: fromMs ?? bookmark.fromMs,
    toMs: toMs ?? bookmark.toMs,
    cameraIds: cameraIds ?? bookmark.cameraIds,
    dossierId: dossierId === undefined ? bookmark.dossierId : dossierId,
    criterionCode: criterionCode === undefined ? bookmark.criterionCode : criterionCode,
    note: note ?? bookmark.note,
    tags: [...tags].sort((left, right) => left.localeCompare(right, 'vi')),
    protects: protects ?? bookmark.protects,
    state: state ?? bookmark.state,
  }
}

/** The change that leads from `after` back to `before`; null when they are the same. */
export function wayBack(before: Bookmark, after: Bookmark): BookmarkChange | null {
  const gone = before.tags.filter((tag) => !after.tags.includes(tag))
  const added = after.tags.filter((tag) => !before.tags.includes(tag))
  const { id, fromMs, toMs, cameraIds, dossierId, criterionCode, note, protects, state } = before
  const back: BookmarkChange = {
    id,
    ...(isMoved(before, after) ? { fromMs, toMs, cameraIds } : {}),
    ...(dossierId === after.dossierId ? {} : { dossierId }),
    ...(criterionCode === after.criterionCode ? {} : { criterionCode }),
    ...(note === after.note ? {} : { note }),
    ...(gone.length === 0 ? {} : { addTags: gone }),
    ...(added.length === 0 ? {} : { removeTags: added }),
    ...(protects === after.protects ? {} : { protects }),
    ...(state === after.state ? {} : { state }),
  }
  return Object.keys(back).length === 1 ? null : back
}

/** A change in the words of the audit log, without what people wrote: `+tags protects=false`. */
export function changeWords(change: BookmarkChange): string {
  const { fromMs, toMs, cameraIds, dossierId, criterionCode, note, addTags, removeTags } = change
  return [
    ...(fromMs === undefined && toMs === undefined ? [] : [`range=${fromMs ?? ''}-${toMs ?? ''}`]),
    ...(cameraIds === undefined ? [] : [`cameras=${cameraIds.join(',')}`]),
    ...(dossierId === undefined ? [] : [`dossier=${dossierId ?? 'none'}`]),
    ...(criterionCode === undefined ? [] : [`criterion=${criterionCode ?? 'none'}`]),
    ...(note === undefined ? [] : ['note']),
    ...(addTags === undefined ? [] : ['+tags']),
    ...(removeTags === undefined ? [] : ['-tags']),
    ...(change.protects === undefined ? [] : [`protects=${change.protects}`]),
    ...(change.state === undefined ? [] : [`state=${change.state}`]),
  ].join(' ')
}
