import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ReceptionRules } from '#shared/receptions/reception-rules.model.ts'
import type { PetitionBody, VisitBody } from '#shared/receptions/receptions.model.ts'
import type { SessionBody } from '#shared/receptions/schedule.model.ts'
import { petitionOfRow, sessionOfRow, visitOfRow } from '#shared/receptions/told-rows.rules.ts'
import type { Call } from '#main/ports/call.ts'
import type { ImportTargets } from '#main/ports/import-target.ts'
import { createImportTarget } from './import-target.ts'
import { readReceptionRules, writeReceptionRules } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import { createRefreshFindings } from './refresh-findings.ts'
import { PETITIONS, SESSIONS, VISITS } from './register-kinds.ts'
import { createRegisters } from './registers.ts'
import { createReport } from './report.ts'
import { createSchedule } from './schedule.ts'

export type ReceptionsService = ReturnType<typeof createReceptionsService>

/** Citizen reception: registers of visits and petitions, the schedule against what was held, Biểu 01/TCD. */
export function createReceptionsService(deps: ReceptionsDeps) {
  const { work } = deps
  const { judge, schedule, session, addSession, editSession, removeSession, restoreSession } =
    createSchedule(deps)
  const { refreshReceptionFindings, sweep, start, stop } = createRefreshFindings(deps, { judge })

  const targets = {
    'reception-register': createImportTarget<'reception-register', VisitBody>(deps, VISITS, visitOfRow),
    'petition-register': createImportTarget<'petition-register', PetitionBody>(
      deps,
      PETITIONS,
      petitionOfRow,
    ),
    'reception-schedule': createImportTarget<'reception-schedule', SessionBody>(deps, SESSIONS, sessionOfRow),
  } satisfies Pick<ImportTargets, 'reception-register' | 'petition-register' | 'reception-schedule'>

  const rules = (): Promise<ReceptionRules> => readReceptionRules(work.db)

  /** @throws AppError `invalid reception.not-midnight` */
  async function setRules(call: Call, input: ReceptionRules): Promise<ReceptionRules> {
    const days = [
      input.delegationEndsMs,
      ...input.chairMinimum.flatMap(({ validFromMs, validToMs }) => [validFromMs || null, validToMs]),
    ]
    if (days.some((dayMs) => dayMs !== null && startOfVietnamDay(dayMs) !== dayMs))
      throw new AppError('invalid', 'reception.not-midnight')
    return work.change(call, async (transaction) => {
      await writeReceptionRules(transaction, input)
      return {
        result: input,
        subject: { kind: 'reception-rules', id: 'station' },
        detail: {
          cutOffDay: input.cutOffDay,
          delegationEndsMs: input.delegationEndsMs,
          minimums: input.chairMinimum.length,
        },
      }
    })
  }

  return {
    ...createRegisters(deps),
    ...createReport(deps),
    schedule,
    session,
    addSession,
    editSession,
    removeSession,
    restoreSession,
    rules,
    setRules,
    /** What became of the sessions of those days. Without access checks. */
    sessionsOf: async (roomId: Id, range: TimeRange) => (await judge(roomId, range)).sessions,
    /** Where the rows of reception files go. */
    targets,
    refreshReceptionFindings,
    sweep,
    start,
    stop,
  }
}
