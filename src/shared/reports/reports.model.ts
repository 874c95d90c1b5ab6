import { z } from 'zod'
import { deadlineAuditSchema } from '../dossiers/deadline.model.ts'
import { dossierFactsSchema } from '../dossiers/dossier-facts.model.ts'
import {
  timelinessBasisSchema,
  timelinessClassSchema,
  timelinessOptionsSchema,
} from '../dossiers/timeliness.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { procedureSchema } from '../procedures/procedures.model.ts'
import { shareSchema } from './figure.model.ts'
import { report06aFiguresSchema, report06aSchema } from './report-06a.model.ts'

/** A report's period, place, basis and the vendor's favours. Flat, so that it fits an address. Log time, half-open. */
export const reportScopeSchema = z.object({
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  communeUnitId: idSchema.optional(),
  instant: timelinessBasisSchema.shape.instant.default('finished'),
  resolution: timelinessBasisSchema.shape.resolution.default('date'),
  withdrawnOnTime: z.boolean().default(true),
  supplementInTime: z.boolean().default(true),
  noDueOnTime: z.boolean().default(true),
})
export type ReportScope = z.infer<typeof reportScopeSchema>

const periodSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema })

const basisFiguresSchema = z.object({
  basis: timelinessBasisSchema,
  total: report06aFiguresSchema,
  /** (early + on time) / resolved. */
  onTime: shareSchema,
})
export type BasisFigures = z.infer<typeof basisFiguresSchema>

export const timelinessReportSchema = z.object({
  period: periodSchema,
  /** Pending dossiers are judged at this moment: the end of the period, or now while it runs. */
  asOfMs: instantMsSchema,
  basis: timelinessBasisSchema,
  options: timelinessOptionsSchema,
  report: report06aSchema,
  onTime: shareSchema,
  /** Receipts of the period that brought somebody to the desk: walk-in ones alone. */
  deskVisits: z.int(),
  /** The same dossiers by each basis. */
  bases: z.array(basisFiguresSchema),
  /** Dossiers of the period that are not of one class by all bases. */
  differing: z.int(),
})
export type TimelinessReport = z.infer<typeof timelinessReportSchema>

export const reportDossierSchema = dossierFactsSchema.extend({
  communeUnitId: idSchema,
  roomId: idSchema,
  /** By the basis that was asked for. */
  class: timelinessClassSchema,
  /** By every basis, in the order of `BASES`. */
  classes: z.array(timelinessClassSchema),
})
export type ReportDossier = z.infer<typeof reportDossierSchema>

/** Dossiers behind a number. Those of rooms that the person may not look into are counted in `hidden` and not shown. */
export const reportDossiersSchema = z.object({
  total: z.int(),
  hidden: z.int(),
  rows: z.array(reportDossierSchema),
})
export type ReportDossiers = z.infer<typeof reportDossiersSchema>

const comparedSchema = z.object({
  period: periodSchema,
  total: report06aFiguresSchema,
  onTime: shareSchema,
  deskVisits: z.int(),
})
/** A period beside the same one of the year before. */
export const comparisonSchema = z.object({ now: comparedSchema, previous: comparedSchema })
export type Comparison = z.infer<typeof comparisonSchema>

export const dossierDeadlineSchema = z.object({
  audit: deadlineAuditSchema,
  /** Whose time limit was counted; null: none is known for this dossier. */
  procedure: procedureSchema.nullable(),
})
export type DossierDeadline = z.infer<typeof dossierDeadlineSchema>
