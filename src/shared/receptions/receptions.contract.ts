import { z } from 'zod'
import { petitionKindSchema, receptionRegimeSchema } from '../imports/import-rows.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { pageInputSchema } from '../kernel/page.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { receptionRulesSchema } from './reception-rules.model.ts'
import { petitionBodySchema, petitionSchema, visitBodySchema, visitSchema } from './receptions.model.ts'
import { receptionReportSchema, reportPeriodSchema } from './report.model.ts'
import { scheduledSessionSchema, scheduleSchema, sessionBodySchema } from './schedule.model.ts'

const byId = z.object({ id: idSchema })
const inRoom = { roomId: idSchema }
const filter = pageInputSchema.extend({
  roomId: idSchema.optional(),
  communeUnitId: idSchema.optional(),
  /** Days in [fromMs, toMs). */
  fromMs: instantMsSchema.optional(),
  toMs: instantMsSchema.optional(),
  kind: petitionKindSchema.optional(),
  /** Those that a person took out, alone; without it those that count and those that vanished. */
  removed: z.boolean().default(false),
})
/** As stored after the change: what the reader may see of it. */
const visitAnswer = visitSchema
const petitionAnswer = petitionSchema
const entryAnswer = byId

export const receptionsContract = {
  /** Reception rooms that the person may look into. */
  rooms: query('receptions.read', '/receptions/rooms').output(z.array(idSchema)),
  /** Of the rooms that the person may look into, newest day first. Names as the person may see them. */
  visits: query('receptions.read', '/receptions/visits')
    .input(filter.extend({ regime: receptionRegimeSchema.optional() }))
    .output(z.object({ total: z.int(), people: z.int(), rows: z.array(visitSchema) })),
  /** @throws `NOT_FOUND reception.unknown`, `FORBIDDEN room.not-yours` */
  visit: query('receptions.read', '/receptions/visits/{id}').input(byId).output(visitSchema),
  /** @throws `NOT_FOUND room.unknown`, `FORBIDDEN room.not-yours`, `INVALID reception.not-midnight` */
  addVisit: mutation('receptions.manage', 'reception-visit.add', '/receptions/visits')
    .input(visitBodySchema.extend(inRoom))
    .output(visitAnswer),
  /**
   * Who may not see personal data leaves what is hidden as it is stored.
   * @throws `CONFLICT reception.removed`, `FORBIDDEN reception.secret` when such a person makes a denunciation something else
   */
  editVisit: mutation('receptions.manage', 'reception-visit.edit', '/receptions/visits/{id}')
    .input(visitBodySchema.extend(byId.shape))
    .output(visitAnswer),
  removeVisit: mutation('receptions.manage', 'reception-visit.remove', '/receptions/visits/{id}/remove')
    .input(byId)
    .output(entryAnswer),
  restoreVisit: mutation('receptions.manage', 'reception-visit.restore', '/receptions/visits/{id}/restore')
    .input(byId)
    .output(entryAnswer),

  petitions: query('receptions.read', '/receptions/petitions')
    .input(filter)
    .output(z.object({ total: z.int(), rows: z.array(petitionSchema) })),
  addPetition: mutation('receptions.manage', 'reception-petition.add', '/receptions/petitions')
    .input(petitionBodySchema.extend(inRoom))
    .output(petitionAnswer),
  /** @throws as `editVisit` */
  editPetition: mutation('receptions.manage', 'reception-petition.edit', '/receptions/petitions/{id}')
    .input(petitionBodySchema.extend(byId.shape))
    .output(petitionAnswer),
  removePetition: mutation(
    'receptions.manage',
    'reception-petition.remove',
    '/receptions/petitions/{id}/remove',
  )
    .input(byId)
    .output(entryAnswer),
  restorePetition: mutation(
    'receptions.manage',
    'reception-petition.restore',
    '/receptions/petitions/{id}/restore',
  )
    .input(byId)
    .output(entryAnswer),

  /**
   * The room's sessions of whole weeks against register and footage.
   * @throws `FORBIDDEN room.not-yours`, `INVALID range.empty | range.too-long {days}`
   */
  schedule: query('receptions.read', '/receptions/schedule')
    .input(z.object({ ...inRoom, fromMs: instantMsSchema, toMs: instantMsSchema }))
    .output(scheduleSchema),
  addSession: mutation('receptions.manage', 'reception-session.add', '/receptions/sessions')
    .input(sessionBodySchema.safeExtend(inRoom))
    .output(entryAnswer),
  editSession: mutation('receptions.manage', 'reception-session.edit', '/receptions/sessions/{id}')
    .input(sessionBodySchema.safeExtend(byId.shape))
    .output(entryAnswer),
  removeSession: mutation('receptions.manage', 'reception-session.remove', '/receptions/sessions/{id}/remove')
    .input(byId)
    .output(entryAnswer),
  restoreSession: mutation(
    'receptions.manage',
    'reception-session.restore',
    '/receptions/sessions/{id}/restore',
  )
    .input(byId)
    .output(entryAnswer),
  /** A session with what became of it. */
  session: query('receptions.read', '/receptions/sessions/{id}').input(byId).output(scheduledSessionSchema),

  /**
   * Biểu 01/TCD of a period with the same period of the year before. A committee, which judges by figures and sees no
   * register, is told of every commune.
   */
  report: query('receptions.read', '/receptions/report')
    .input(reportPeriodSchema.safeExtend({ communeUnitId: idSchema.optional() }))
    .output(receptionReportSchema),

  rules: query('receptions.read', '/receptions/rules').output(receptionRulesSchema),
  /** @throws `INVALID reception.not-midnight` */
  setRules: mutation('receptions.manage', 'reception-rules.set', '/receptions/rules')
    .input(receptionRulesSchema)
    .output(receptionRulesSchema),
}
