import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { dossierSchema, logSourceSchema, newLogSourceSchema } from './dossiers.model.ts'

export const dossiersContract = {
  sources: query('dossiers.read', '/log-sources').output(z.array(logSourceSchema)),
  createSource: mutation('dossiers.import', 'log-source.create', '/log-sources')
    .input(newLogSourceSchema)
    .output(logSourceSchema),
  list: query('dossiers.read', '/dossiers')
    .input(
      pageInputSchema.extend({
        roomId: idSchema.optional(),
        fromMs: instantMsSchema.optional(),
        toMs: instantMsSchema.optional(),
        /** Part of a dossier code. */
        code: z.string().trim().max(60).optional(),
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(dossierSchema) })),
}
