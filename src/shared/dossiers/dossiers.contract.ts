import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import {
  dossierChoicesSchema,
  dossierFilterSchema,
  dossierInRoomSchema,
  dossierListSchema,
  dossierOrderSchema,
  dossierPlaceSchema,
} from './dossier-list.model.ts'
import { logSourceSchema, newLogSourceSchema } from './dossiers.model.ts'
import { importPreviewSchema, importRecordSchema, rejectionSchema } from '../imports/imports.model.ts'

export const dossiersContract = {
  sources: query('dossiers.read', '/log-sources').output(z.array(logSourceSchema)),
  createSource: mutation('dossiers.import', 'log-source.create', '/log-sources')
    .input(newLogSourceSchema)
    .output(logSourceSchema),
  /** Reads the file and says what an import would do. Nothing is written. */
  previewImport: operation('dossiers.import', '/dossier-imports/preview')
    .input(z.object({ sourceId: idSchema, file: z.file().max(64 * 1024 * 1024) }))
    .output(importPreviewSchema),
  /** Stores the accepted rows of a preview in one transaction, with every rejected row and its reason. */
  applyImport: mutation('dossiers.import', 'dossier-import.apply', '/dossier-imports')
    .input(z.object({ previewId: idSchema }))
    .output(importRecordSchema),
  /** Takes an import's dossiers out again. Refused with `CONFLICT import.in-use` while a bookmark or clip cites one. */
  undoImport: mutation('dossiers.import', 'dossier-import.undo', '/dossier-imports/{id}/undo')
    .input(z.object({ id: idSchema }))
    .output(importRecordSchema),
  imports: query('dossiers.read', '/dossier-imports').output(z.array(importRecordSchema)),
  rejections: query('dossiers.read', '/dossier-imports/{id}/rejections')
    .input(z.object({ id: idSchema }))
    .output(z.array(rejectionSchema)),
  /** The register under a filter, a page of it, in an order that is total. `FORBIDDEN room.not-yours`. */
  list: query('dossiers.read', '/dossiers')
    .input(pageInputSchema.extend(dossierFilterSchema.shape).extend(dossierOrderSchema.shape))
    .output(dossierListSchema),
  /** Where a dossier stands in that list, and its neighbours there. */
  place: query('dossiers.read', '/dossiers/{id}/place')
    .input(dossierFilterSchema.extend(dossierOrderSchema.shape).extend({ id: idSchema }))
    .output(dossierPlaceSchema),
  /** The procedures and officers that the register names. */
  choices: query('dossiers.read', '/dossier-choices')
    .input(z.object({ communeUnitId: idSchema.optional(), roomId: idSchema.optional() }))
    .output(dossierChoicesSchema),
  /** `NOT_FOUND dossier.unknown`, `FORBIDDEN room.not-yours`. */
  get: query('dossiers.read', '/dossiers/{id}')
    .input(z.object({ id: idSchema }))
    .output(dossierInRoomSchema),
}
