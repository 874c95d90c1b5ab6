import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import { columnOverrideSchema, importProfileSchema } from './import-profile.model.ts'
import { importKindSchema } from './import-rows.model.ts'
import {
  changedRowSchema,
  importProgressSchema,
  importRecordSchema,
  listedProfileSchema,
  previewStateSchema,
  rejectionSchema,
} from './imports.model.ts'

const byId = z.object({ id: idSchema })
const profileName = z.string().trim().min(1).max(200)

/** Which profile to read with (null: the shipped one of the kind) and what a person corrected. */
const readingSchema = z.object({
  profileId: idSchema.nullable().default(null),
  overrides: z.array(columnOverrideSchema).max(512).default([]),
})

export const importsContract = {
  /** Takes a file and begins to read it. Nothing is written to the registers; it waits 30 minutes for consent. */
  preview: operation('dossiers.import', '/import-previews')
    .input(
      readingSchema.extend({
        kind: importKindSchema,
        sourceId: idSchema,
        file: z.file().max(64 * 1024 * 1024),
      }),
    )
    .output(z.object({ previewId: idSchema })),
  /** Reads the same file again with other columns. */
  correct: operation('dossiers.import', '/import-previews/{id}/correct')
    .input(readingSchema.extend({ id: idSchema }))
    .output(z.object({ previewId: idSchema })),
  /** How far the reading is, what it found, or why it failed. */
  previewState: query('dossiers.import', '/import-previews/{id}').input(byId).output(previewStateSchema),
  /** Stops reading and forgets the file. */
  dropPreview: operation('dossiers.import', '/import-previews/{id}/drop').input(byId).output(z.null()),
  /** Consent: stores all of it in one transaction, as a job that can be cancelled until then. */
  apply: mutation('dossiers.import', 'import.consent', '/imports')
    .input(z.object({ previewId: idSchema }))
    .output(z.object({ importId: idSchema, jobId: idSchema })),
  progress: query('dossiers.import', '/imports/{id}/progress').input(byId).output(importProgressSchema),
  /**
   * Takes back what an import did. Refused with `CONFLICT import.in-use` while a bookmark or clip cites one of its
   * dossiers, and with `CONFLICT import.superseded` while a later import stands on its rows.
   */
  undo: mutation('dossiers.import', 'import.undo', '/imports/{id}/undo')
    .input(byId)
    .output(importRecordSchema),
  /** Newest first. */
  list: query('dossiers.read', '/imports').output(z.array(importRecordSchema)),
  rejections: query('dossiers.read', '/imports/{id}/rejections').input(byId).output(z.array(rejectionSchema)),
  /** What it changed, field by field, and what it found vanished (`fields` empty). */
  changes: query('dossiers.read', '/imports/{id}/changes')
    .input(byId)
    .output(z.array(changedRowSchema.extend({ row: z.int().positive().nullable() }))),

  profiles: query('dossiers.import', '/import-profiles')
    .input(z.object({ kind: importKindSchema.optional() }))
    .output(z.array(listedProfileSchema)),
  /** Keeps the columns of a preview, with its corrections, under a name. */
  saveProfile: mutation('dossiers.import', 'import-profile.save', '/import-profiles')
    .input(z.object({ previewId: idSchema, name: profileName }))
    .output(listedProfileSchema),
  /** Takes in a profile that another station handed on. */
  addProfile: mutation('dossiers.import', 'import-profile.add', '/import-profiles/add')
    .input(z.object({ profile: importProfileSchema }))
    .output(listedProfileSchema),
  renameProfile: mutation('dossiers.import', 'import-profile.rename', '/import-profiles/{id}/rename')
    .input(z.object({ id: idSchema, name: profileName }))
    .output(listedProfileSchema),
  deleteProfile: mutation('dossiers.import', 'import-profile.delete', '/import-profiles/{id}/delete')
    .input(byId)
    .output(z.null()),

  settings: query('authenticated', '/import-settings').output(z.object({ keepNames: z.boolean() })),
  /** `keepNames: false` also drops every citizen's name that is stored already: it cannot be taken back. */
  setKeepNames: mutation('settings.manage', 'personal-data.set', '/import-settings')
    .input(z.object({ keepNames: z.boolean() }))
    .output(z.object({ keepNames: z.boolean(), dropped: z.int() })),
}
