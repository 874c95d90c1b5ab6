import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const MOST_TAGS = 12
export const LONGEST_TAG = 40
/** How many bookmarks one act may change. */
export const MOST_CHANGED = 500

/** People's own word for grouping; the same letters are the same tag. */
export const tagSchema = z
  .string()
  .normalize('NFC')
  .transform((tag) => tag.trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().min(1).max(LONGEST_TAG))

const tagsSchema = z
  .array(tagSchema)
  .transform((tags) => [...new Set(tags)])
  .pipe(z.array(z.string()).max(MOST_TAGS))
const camerasSchema = z.array(idSchema).min(1).max(16)
const criterionSchema = z.string().max(20)
const noteSchema = z.string().trim().max(2000)

const bookmarkFields = z.object({
  cameraIds: camerasSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  dossierId: idSchema.nullable().default(null),
  criterionCode: criterionSchema.nullable().default(null),
  note: noteSchema.default(''),
  tags: tagsSchema.default([]),
  /** Locks the range on those cameras, so that retention cannot take it. */
  protects: z.boolean().default(true),
})

export const newBookmarkSchema = bookmarkFields.refine((bookmark) => bookmark.fromMs < bookmark.toMs, {
  error: 'range.empty',
})
export type NewBookmark = z.infer<typeof newBookmarkSchema>

export const bookmarkStateSchema = z.enum(['active', 'removed'])

export const bookmarkSchema = bookmarkFields.extend({
  id: idSchema,
  roomId: idSchema,
  /** By name, in the order of their letters. */
  tags: z.array(z.string()),
  dossierCode: z.string().nullable(),
  createdAtMs: instantMsSchema,
  createdBy: z.string(),
  state: bookmarkStateSchema,
})
export type Bookmark = z.infer<typeof bookmarkSchema>

/** A bookmark of the list: a cited one has a clip made from it, and keeps its range and its lock. */
export const listedBookmarkSchema = bookmarkSchema.extend({ cited: z.boolean() })
export type ListedBookmark = z.infer<typeof listedBookmarkSchema>

/** What narrows the list of bookmarks; absent: nothing. */
export const bookmarkFilterSchema = z.object({
  roomId: idSchema.optional(),
  /** As in the audit log. */
  createdBy: z.string().max(100).optional(),
  tag: z.string().max(LONGEST_TAG).optional(),
  criterionCode: criterionSchema.optional(),
  /** Part of a dossier's code. */
  dossierCode: z.string().trim().max(60).optional(),
  protects: z.boolean().optional(),
  state: bookmarkStateSchema.default('active'),
  /** Those that touch the half-open range. */
  fromMs: instantMsSchema.optional(),
  toMs: instantMsSchema.optional(),
})
export type BookmarkFilter = z.infer<typeof bookmarkFilterSchema>

const countsSchema = z.array(z.object({ value: z.string(), count: z.int() }))

/** What the filters offer: over all bookmarks of that state in rooms of the person, most frequent first. */
export const bookmarkFacetsSchema = z.object({
  tags: countsSchema,
  people: countsSchema,
  criteria: countsSchema,
})
export type BookmarkFacets = z.infer<typeof bookmarkFacetsSchema>

/** What becomes of one bookmark; absent fields stay as they are. */
export const bookmarkChangeSchema = z.object({
  id: idSchema,
  fromMs: instantMsSchema.optional(),
  toMs: instantMsSchema.optional(),
  cameraIds: camerasSchema.optional(),
  dossierId: idSchema.nullable().optional(),
  criterionCode: criterionSchema.nullable().optional(),
  note: noteSchema.optional(),
  addTags: tagsSchema.optional(),
  removeTags: tagsSchema.optional(),
  protects: z.boolean().optional(),
  state: bookmarkStateSchema.optional(),
})
export type BookmarkChange = z.infer<typeof bookmarkChangeSchema>

export const bookmarksChangedSchema = z.object({
  changed: z.int(),
  /** Left as they were: a clip was made from them, so their range, lock and place in the list stay. */
  cited: z.int(),
  /** The changes that take it back. */
  undo: z.array(bookmarkChangeSchema),
})
export type BookmarksChanged = z.infer<typeof bookmarksChangedSchema>
