import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import { BASES, type TimelinessBasis } from '#shared/dossiers/timeliness.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { Share } from '#shared/reports/figure.model.ts'
import { shareOf } from '#shared/reports/figure.rules.ts'
import { samePeriodLastYear } from '#shared/reports/period.rules.ts'
import type { Report06aCell, Report06aFigures } from '#shared/reports/report-06a.model.ts'
import { cellsOf, deskVisits, report06a } from '#shared/reports/report-06a.rules.ts'
import type {
  Comparison,
  ReportDossiers,
  ReportScope,
  TimelinessReport,
} from '#shared/reports/reports.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { createDeadlineFindings } from './deadline-findings.ts'
import { createDeadlines } from './deadlines.ts'
import { differs, indexOfBasis, type Judged, judgeByEveryBasis, rowsOf } from './judged-dossiers.ts'
import type { ReportsDeps } from './reports.ports.ts'

export type { ReportsDeps } from './reports.ports.ts'

/** Three years and a little: a report reads every dossier of its period. */
const MAX_PERIOD_DAYS = 1100

type Page = { readonly limit: number; readonly offset: number }

export type ReportsService = ReturnType<typeof createReportsService>

const basisOf = ({ instant, resolution }: ReportScope): TimelinessBasis => ({ instant, resolution })
const optionsOf = ({ withdrawnOnTime, supplementInTime, noDueOnTime }: ReportScope) => ({
  withdrawnOnTime,
  supplementInTime,
  noDueOnTime,
})

/** (early + on time) / resolved. */
function onTimeOf({ resolvedEarly, resolvedOnTime, resolved }: Report06aFigures): Share {
  return shareOf(resolvedEarly + resolvedOnTime, resolved)
}

/** @throws AppError `invalid range.empty`, `invalid range.too-long {days}` */
function periodOf({ fromMs, toMs }: ReportScope): TimeRange {
  const period = { fromMs, toMs }
  if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
  if (durationMs(period) > MAX_PERIOD_DAYS * DAY_MS) {
    throw new AppError('invalid', 'range.too-long', { days: MAX_PERIOD_DAYS })
  }
  return period
}

/** Reports of what the logs say, each figure with its basis, and due dates held against the rules. */
export function createReportsService(deps: ReportsDeps) {
  const { clock, access, dossiers } = deps
  const deadlines = createDeadlines(deps)

  /** Whose figures the person may see. A committee judges every commune by them, and sees no dossier. */
  async function sourcesFor(actor: Actor, communeUnitId: Id | undefined): Promise<LogSource[]> {
    const viewable = await access.viewableRoomIds(actor)
    const seesAll = actor.kind === 'system' || actor.role === 'committee-member'
    return (await dossiers.allSources()).filter(
      (source) =>
        (seesAll || viewable.has(source.roomId)) &&
        (communeUnitId === undefined || source.communeUnitId === communeUnitId),
    )
  }

  async function judge(sources: readonly LogSource[], period: TimeRange, scope: ReportScope) {
    const byId = new Map(sources.map((source) => [source.id, source]))
    const facts = await dossiers.factsOfPeriod([...byId.keys()], period)
    const asOfMs = Math.max(period.fromMs, Math.min(period.toMs, clock.nowMs()))
    return { asOfMs, judged: judgeByEveryBasis(facts, byId, { options: optionsOf(scope), asOfMs }) }
  }

  /** @throws AppError `invalid range.empty`, `invalid range.too-long {days}` */
  async function timeliness(actor: Actor, scope: ReportScope): Promise<TimelinessReport> {
    const period = periodOf(scope)
    const sources = await sourcesFor(actor, scope.communeUnitId)
    const { asOfMs, judged } = await judge(sources, period, scope)
    const unitIds = [...new Set(sources.map(({ communeUnitId }) => communeUnitId))]
    const basis = basisOf(scope)
    const rows = rowsOf(judged, basis)
    const report = report06a(rows, period, unitIds)
    const bases = BASES.map((each) => {
      const { total } = report06a(rowsOf(judged, each), period, unitIds)
      return { basis: each, total, onTime: onTimeOf(total) }
    })
    return {
      period,
      asOfMs,
      basis,
      options: optionsOf(scope),
      report,
      onTime: onTimeOf(report.total),
      deskVisits: deskVisits(rows, period),
      bases,
      differing: judged.filter((each) => differs(each, period)).length,
    }
  }

  /** A slice of the dossiers that fit, those of rooms that the person may not look into only counted. */
  async function shown(
    actor: Actor,
    fitting: readonly Judged[],
    scope: ReportScope & Page,
  ): Promise<ReportDossiers> {
    const viewable = await access.viewableRoomIds(actor)
    const open = fitting.filter(({ source }) => viewable.has(source.roomId))
    const index = indexOfBasis(basisOf(scope))
    return {
      total: fitting.length,
      hidden: fitting.length - open.length,
      rows: open.slice(scope.offset, scope.offset + scope.limit).map(({ facts, source, byBasis }) => ({
        ...facts,
        communeUnitId: source.communeUnitId,
        roomId: source.roomId,
        class: byBasis[index]?.class ?? 'excluded',
        classes: byBasis.map((row) => row.class),
      })),
    }
  }

  /** @throws as {@link timeliness} */
  async function dossiersBehind(
    actor: Actor,
    scope: ReportScope & Page & { readonly cell: Report06aCell; readonly unitId?: Id | undefined },
  ): Promise<ReportDossiers> {
    const period = periodOf(scope)
    const { judged } = await judge(await sourcesFor(actor, scope.communeUnitId), period, scope)
    const index = indexOfBasis(basisOf(scope))
    const fitting = judged.filter(({ source, byBasis }) => {
      const row = byBasis[index]
      const isOfUnit = scope.unitId === undefined || source.communeUnitId === scope.unitId
      return isOfUnit && row !== undefined && cellsOf(row, period).includes(scope.cell)
    })
    return shown(actor, fitting, scope)
  }

  /** @throws as {@link timeliness} */
  async function differences(actor: Actor, scope: ReportScope & Page): Promise<ReportDossiers> {
    const period = periodOf(scope)
    const { judged } = await judge(await sourcesFor(actor, scope.communeUnitId), period, scope)
    return shown(
      actor,
      judged.filter((each) => differs(each, period)),
      scope,
    )
  }

  /** A period that still runs is compared as far as it has come. @throws as {@link timeliness} */
  async function comparison(actor: Actor, scope: ReportScope): Promise<Comparison> {
    const { fromMs, toMs } = periodOf(scope)
    const nowMs = clock.nowMs()
    const now = { fromMs, toMs: nowMs > fromMs ? Math.min(toMs, nowMs) : toMs }
    const sources = await sourcesFor(actor, scope.communeUnitId)
    const told = async (period: TimeRange) => {
      const { judged } = await judge(sources, period, scope)
      const rows = rowsOf(judged, basisOf(scope))
      const { total } = report06a(rows, period, [])
      return { period, total, onTime: onTimeOf(total), deskVisits: deskVisits(rows, period) }
    }
    return { now: await told(now), previous: await told(samePeriodLastYear(now)) }
  }

  return {
    timeliness,
    dossiersBehind,
    differences,
    comparison,
    deadline: deadlines.deadline,
    ...createDeadlineFindings(deps, deadlines),
  }
}
