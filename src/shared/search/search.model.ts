import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** Groups of the answer, in the order in which they are shown. */
export const SEARCH_KINDS = [
  'dossier',
  'procedure',
  'officer',
  'counter',
  'bookmark',
  'finding',
  'incident',
] as const
export const searchKindSchema = z.enum(SEARCH_KINDS)
export type SearchKind = z.infer<typeof searchKindSchema>

/** Part of a text, in UTF-16 code units; half-open. */
export const textRangeSchema = z.object({ from: z.int().min(0), to: z.int().min(1) })
export type TextRange = z.infer<typeof textRangeSchema>

const markedTextSchema = z.object({ text: z.string(), marks: z.array(textRangeSchema) })
export type MarkedText = z.infer<typeof markedTextSchema>

export const searchHitSchema = z.object({
  kind: searchKindSchema,
  /** Row id; of a procedure or officer the name, of an incident its code. */
  id: z.string(),
  title: markedTextSchema,
  /** What stands behind it, most telling first: procedure, officer, counter; never a citizen's name. */
  subtitle: z.array(markedTextSchema),
  /** Of a procedure or officer: its dossiers in the person's rooms. */
  dossiers: z.object({ count: z.int(), isMore: z.boolean() }).nullable(),
  /** Station time at which footage is looked for; null where there is no moment. */
  atMs: instantMsSchema.nullable(),
  roomId: idSchema.nullable(),
  /** Cameras that saw it; empty: those of the room. */
  cameraIds: z.array(idSchema),
  dossier: z.object({ id: idSchema, code: z.string() }).nullable(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const searchInputSchema = z.object({
  text: z.string().max(200),
  /** Of each group. */
  limit: z.int().min(1).max(50).default(8),
  /** In which the labels of findings and incidents are given; both languages are searched. */
  language: z.enum(['vi', 'en']).default('vi'),
})
export type SearchInput = z.infer<typeof searchInputSchema>

export const searchAnswerSchema = z.object({
  /** Groups with something in them, in the order of SEARCH_KINDS. */
  groups: z.array(z.object({ kind: searchKindSchema, hits: z.array(searchHitSchema), isMore: z.boolean() })),
})
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
