import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { query } from '../rpc/procedure.ts'
import { report06aCellSchema } from './report-06a.model.ts'
import {
  comparisonSchema,
  dossierDeadlineSchema,
  reportDossiersSchema,
  reportScopeSchema,
  timelinessReportSchema,
} from './reports.model.ts'

const scopeWithPage = reportScopeSchema.extend(pageInputSchema.shape)

export const reportsContract = {
  /**
   * Report 06a and what it would be by the other bases. Of the rooms that the person may look into; a committee, which
   * judges the communes, sees the figures of all. @throws `INVALID range.empty | range.too-long {days}`
   */
  timeliness: query('reports.read', '/reports/timeliness')
    .input(reportScopeSchema)
    .output(timelinessReportSchema),
  /** The dossiers behind one number of the report; without a unit those of the total. */
  dossiers: query('reports.read', '/reports/timeliness/dossiers')
    .input(scopeWithPage.extend({ cell: report06aCellSchema, unitId: idSchema.optional() }))
    .output(reportDossiersSchema),
  /** The dossiers whose class depends on the basis. */
  differences: query('reports.read', '/reports/timeliness/differences')
    .input(scopeWithPage)
    .output(reportDossiersSchema),
  /** Beside the same period of the year before. */
  comparison: query('reports.read', '/reports/comparison').input(reportScopeSchema).output(comparisonSchema),
  /**
   * A dossier's due date held against the rule, step by step.
   * @throws `NOT_FOUND dossier.unknown`, `FORBIDDEN room.not-yours`
   */
  deadline: query('dossiers.read', '/dossiers/{dossierId}/deadline')
    .input(z.object({ dossierId: idSchema }))
    .output(dossierDeadlineSchema),
}
