import type { z } from 'zod'
import { dossierSchema } from './dossiers.model.ts'

/** What the arithmetic needs of a dossier: no citizen's name. Instants are log time. */
export const dossierFactsSchema = dossierSchema.omit({
  applicantName: true,
  importId: true,
  rowNumber: true,
  officerName: true,
  counterId: true,
})
export type DossierFacts = z.infer<typeof dossierFactsSchema>
