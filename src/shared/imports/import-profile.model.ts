import { z } from 'zod'
import { importFieldSchema } from './import-fields.model.ts'
import { importKindSchema } from './import-rows.model.ts'

const columnName = z.string().trim().min(1).max(200)

/** Names that software gives a column. `weaker` ones count only where no column has a main name. */
export const fieldAliasesSchema = z.object({
  main: z.array(columnName).max(100).default([]),
  weaker: z.array(columnName).max(100).default([]),
})
export type FieldAliases = z.infer<typeof fieldAliasesSchema>

/** A column that a person corrected: it is that field (null: not used) wherever it has this name at this place again. */
export const fixedColumnSchema = z.object({
  /** From 0, as in the file. */
  index: z.int().min(0).max(511),
  name: z.string().max(1000),
  field: importFieldSchema.nullable(),
})
export type FixedColumn = z.infer<typeof fixedColumnSchema>

/** How the columns of one kind of file are called. Data, so that an office can keep its own and hand it on. */
export const importProfileSchema = z.object({
  kind: importKindSchema,
  name: z.string().trim().min(1).max(200),
  aliases: z.partialRecord(importFieldSchema, fieldAliasesSchema),
  /** Headers that are known and not used: they help to find the header row. */
  unused: z.array(columnName).max(200).default([]),
  fixed: z.array(fixedColumnSchema).max(512).default([]),
})
export type ImportProfile = z.infer<typeof importProfileSchema>

/** A correction by hand of one file's column; it beats recognition and the profile. */
export const columnOverrideSchema = z.object({
  index: z.int().min(0).max(511),
  field: importFieldSchema.nullable(),
})
export type ColumnOverride = z.infer<typeof columnOverrideSchema>
