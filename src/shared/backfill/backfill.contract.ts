import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import {
  backfillFileSchema,
  backfillModeSchema,
  backfillPlanSchema,
  backfillSchema,
  backfillSettingsSchema,
  cameraGapsSchema,
  cardStateSchema,
  importedFileSchema,
  importPreviewSchema,
  importRequestSchema,
  MAX_IMPORT_FILES,
} from './backfill.model.ts'
import { namePatternsSchema } from './name-patterns.model.ts'

const wishSchema = z.object({
  cameraId: idSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  mode: backfillModeSchema,
})
const rangeSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema })
const byId = z.object({ id: idSchema })

/** Administrators may fetch for every camera, others for those of the rooms that are open to them. */
export const backfillContract = {
  /** What each camera lacks in the range, and what of it its card holds. */
  overview: query('backfill.run', '/backfill/overview').input(rangeSchema).output(z.array(cameraGapsSchema)),
  /** Newest first. */
  list: query('backfill.run', '/backfill').output(z.array(backfillSchema)),
  /** What would be fetched, and whether the night is long enough. Asks no camera. */
  plan: operation('backfill.run', '/backfill/plan').input(wishSchema).output(backfillPlanSchema),
  /** Asks the camera anew what its card holds. */
  refreshCard: operation('backfill.run', '/backfill/cards/{cameraId}/refresh')
    .input(z.object({ cameraId: idSchema }))
    .output(cardStateSchema),
  /** `now`: at once, at any hour; `night`: in the window, as many nights as it takes. */
  start: mutation('backfill.run', 'backfill.start', '/backfill')
    .input(wishSchema.extend({ when: z.enum(['now', 'night']) }))
    .output(backfillSchema),
  /** What was filled before stays. */
  cancel: mutation('backfill.run', 'backfill.cancel', '/backfill/{id}/cancel')
    .input(byId)
    .output(backfillSchema),
  /** Takes back what it filled: files deleted, rows kept as purged. */
  undo: mutation('recordings.purge', 'backfill.undo', '/backfill/{id}/undo')
    .input(byId)
    .output(backfillSchema),
  files: query('backfill.run', '/backfill/{id}/files').input(byId).output(z.array(backfillFileSchema)),
  /** Reads a folder of the station and says what each file would do. Writes nothing. */
  importPreview: operation('settings.manage', '/backfill/import/preview')
    .input(importRequestSchema)
    .output(importPreviewSchema),
  importStart: mutation('settings.manage', 'backfill.import', '/backfill/import')
    .input(
      z.object({
        cameraId: idSchema,
        folder: z.string().trim().min(1).max(1000),
        files: z.array(importedFileSchema).min(1).max(MAX_IMPORT_FILES),
      }),
    )
    .output(backfillSchema),
  settings: query('backfill.run', '/backfill/settings').output(backfillSettingsSchema),
  setSettings: mutation('settings.manage', 'backfill.settings', '/backfill/settings')
    .input(backfillSettingsSchema)
    .output(backfillSettingsSchema),
  /** The station's own patterns; the shipped ones are tried after them. */
  namePatterns: query('settings.manage', '/backfill/name-patterns').output(
    z.object({ own: namePatternsSchema, shipped: namePatternsSchema }),
  ),
  setNamePatterns: mutation('settings.manage', 'backfill.name-patterns', '/backfill/name-patterns')
    .input(z.object({ own: namePatternsSchema }))
    .output(z.object({ own: namePatternsSchema, shipped: namePatternsSchema })),
}
