import { auditDueDate } from '#shared/dossiers/deadline-audit.rules.ts'
import type { SupplementSpan } from '#shared/dossiers/deadline.model.ts'
import type { DossierFacts } from '#shared/dossiers/dossier-facts.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { indexProcedures, limitOf, procedureFor } from '#shared/procedures/procedures.rules.ts'
import type { DossierDeadline } from '#shared/reports/reports.model.ts'
import { officeDays } from '#shared/units/working-calendar.rules.ts'
import type { Actor } from '#main/ports/call.ts'
import type { ReportsDeps } from './reports.ports.ts'

/** What an office is held to: its calendar and its procedures. */
export type Auditor = (dossier: DossierFacts, supplements: readonly SupplementSpan[]) => DossierDeadline

type Place = { readonly roomId: Id; readonly communeUnitId: Id }

export type Deadlines = ReturnType<typeof createDeadlines>

/** Due dates as the log gives them, held against the office's own rules. Log time throughout. */
export function createDeadlines(deps: Omit<ReportsDeps, 'findings' | 'apologised'>) {
  const { units, access, dossiers, procedures } = deps

  async function auditorOf(place: Place): Promise<Auditor> {
    const days = officeDays(await units.calendarsOfRoom(place.roomId))
    const chain = await units.unitChain(place.communeUnitId)
    const index = indexProcedures(await procedures.ofAuthorities(chain))
    return (dossier, supplements) => {
      const { procedureCode: code, procedureName: name, receivedAtLogMs: receivedAtMs } = dossier
      const procedure =
        receivedAtMs === null ? null : procedureFor(index, chain, { code, name, atMs: receivedAtMs })
      const limit = procedure && limitOf(procedure)
      const audited = { receivedAtMs, dueAtMs: dossier.dueAtLogMs, supplements }
      return { audit: auditDueDate(audited, limit, days), procedure }
    }
  }

  /**
   * When papers were awaited. A dossier whose status says that they are, and of which no history says since when, has
   * been waiting since it was taken in as far as anybody can tell: its due date is not computable.
   */
  async function supplementsOf(
    facts: readonly DossierFacts[],
  ): Promise<(dossier: DossierFacts) => readonly SupplementSpan[]> {
    const known = (await deps.supplements?.(facts.map(({ id }) => id))) ?? new Map<Id, SupplementSpan[]>()
    return ({ id, status, receivedAtLogMs }) => {
      const spans = known.get(id)
      if (spans) return spans
      const isAwaited = status === 'supplement-requested' && receivedAtLogMs !== null
      return isAwaited ? [{ fromMs: receivedAtLogMs, toMs: null }] : []
    }
  }

  /** @throws AppError `not-found dossier.unknown`, `forbidden room.not-yours` */
  async function deadline(actor: Actor, dossierId: Id): Promise<DossierDeadline> {
    const dossier = await dossiers.get(dossierId)
    await access.requireRooms(actor, [dossier.roomId])
    const source = (await dossiers.allSources()).find(({ id }) => id === dossier.sourceId)
    if (!source) throw new AppError('not-found', 'dossier.unknown')
    const auditor = await auditorOf(source)
    return auditor(dossier, (await supplementsOf([dossier]))(dossier))
  }

  return { auditorOf, supplementsOf, deadline }
}
