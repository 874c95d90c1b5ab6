import type { DossierFacts } from '#shared/dossiers/dossier-facts.model.ts'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { VENDOR_OPTIONS } from '#shared/dossiers/timeliness.model.ts'
import { judgeTimeliness } from '#shared/dossiers/timeliness.rules.ts'
import type { FindingKind } from '#shared/findings/findings.model.ts'
import { fromStationTime, toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { DossierDeadline } from '#shared/reports/reports.model.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { Deadlines } from './deadlines.ts'
import type { ReportsDeps } from './reports.ports.ts'

/** An office is not late by the hour that a form leaves open: only another day, or another hour where hours count. */
function isWorthALook({ audit }: DossierDeadline): boolean {
  if (audit.verdict !== 'differs') return false
  return audit.byDays !== 0 || audit.limit?.unit === 'working-hour'
}

/** Writes down which due dates disagree with the rule, and which dossiers were late without an apology. */
export function createDeadlineFindings(deps: ReportsDeps, deadlines: Deadlines) {
  const { work, clock, dossiers, findings, apologised } = deps

  function findingOf(
    kind: FindingKind,
    dossier: DossierFacts,
    source: LogSource,
    detail: NewFinding['detail'],
    dedupeKey: string,
  ): NewFinding {
    const atMs = toStationTime(dossier.receivedAtLogMs ?? 0, source.clockOffset)
    return {
      kind,
      roomId: source.roomId,
      atMs,
      fromMs: atMs,
      toMs: atMs,
      origin: { kind: 'deadline', id: source.id },
      subject: { kind: 'dossier', id: dossier.id },
      detail: { code: dossier.code, ...detail },
      dedupeKey,
    }
  }

  async function disagreements(source: LogSource, facts: readonly DossierFacts[]): Promise<NewFinding[]> {
    const auditor = await deadlines.auditorOf(source)
    const supplementsOf = await deadlines.supplementsOf(facts)
    return facts.flatMap((dossier) => {
      const told = auditor(dossier, supplementsOf(dossier))
      const { audit, procedure } = told
      if (audit.verdict !== 'differs' || !isWorthALook(told)) return []
      // Another date, or another rule, is another thing to decide on.
      const key = `${dossier.id} ${audit.importedDueMs} ${audit.computedDueMs}`
      const detail = {
        importedDueMs: audit.importedDueMs,
        computedDueMs: audit.computedDueMs,
        byMs: audit.byMs,
        byDays: audit.byDays,
        procedureCode: procedure?.code ?? null,
        limitAmount: audit.limit?.amount ?? null,
        limitUnit: audit.limit?.unit ?? null,
      }
      return findingOf('due-date-disagrees', dossier, source, detail, key)
    })
  }

  async function lateWithoutApology(
    source: LogSource,
    facts: readonly DossierFacts[],
    apologies: NonNullable<ReportsDeps['apologised']>,
  ): Promise<NewFinding[]> {
    const scope = {
      basis: { instant: 'finished', resolution: 'date' },
      options: VENDOR_OPTIONS,
      asOfMs: fromStationTime(clock.nowMs(), source.clockOffset),
    } as const
    const late = facts.flatMap((dossier) => {
      const judged = judgeTimeliness(dossier, scope)
      return judged.class === 'overdue' || judged.class === 'pending-overdue' ? [{ dossier, judged }] : []
    })
    const sorry = await apologies(late.map(({ dossier }) => dossier.id))
    return late
      .filter(({ dossier }) => !sorry.has(dossier.id))
      .map(({ dossier, judged }) => {
        const detail = { dueMs: dossier.dueAtLogMs, resolvedMs: judged.resolvedAtMs }
        return findingOf('overdue-without-apology', dossier, source, detail, dossier.id)
      })
  }

  /**
   * Says anew what holds of the dossiers that a room took in during a range of station time. Decisions of people stay.
   * To be called when an import, a calendar or a procedure changed. @returns how many findings hold
   */
  async function refreshDeadlineFindings(roomId: Id, range: TimeRange): Promise<number> {
    const told: NewFinding[] = []
    for (const source of (await dossiers.allSources()).filter((each) => each.roomId === roomId)) {
      const inLogTime = {
        fromMs: fromStationTime(range.fromMs, source.clockOffset),
        toMs: fromStationTime(range.toMs, source.clockOffset),
      }
      const facts = await dossiers.factsReceivedIn([source.id], inLogTime)
      told.push(...(await disagreements(source, facts)))
      if (apologised) told.push(...(await lateWithoutApology(source, facts, apologised)))
    }
    const kinds: FindingKind[] = [
      'due-date-disagrees',
      ...(apologised ? ['overdue-without-apology' as const] : []),
    ]
    await work.bookkeep((transaction) => findings.replace(transaction, { kinds, roomId, range }, told))
    return told.length
  }

  return { refreshDeadlineFindings }
}
