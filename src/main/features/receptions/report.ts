import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { chairDueDays } from '#shared/receptions/chair-week.rules.ts'
import { compareCounts, compareRatios } from '#shared/receptions/comparison.rules.ts'
import { addForms, countForm } from '#shared/receptions/form-01-tcd.rules.ts'
import { formTemplateAt } from '#shared/receptions/form-01-tcd.template.ts'
import { addPetitions, countPetitions, petitionRatios } from '#shared/receptions/petition-figures.rules.ts'
import { periodRange, samePeriodBefore } from '#shared/receptions/report-period.rules.ts'
import type {
  CountUnit,
  FormValues,
  PetitionFigures,
  Ratio,
  ReceptionReport,
  ReportPeriod,
} from '#shared/receptions/report.model.ts'
import type { Room } from '#shared/units/units.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { listCountedPetitions } from './petitions.repository.ts'
import { readReceptionRules } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import { listSessions } from './sessions.repository.ts'
import { listCountedVisits } from './visits.repository.ts'

type CommuneFigures = {
  readonly values: FormValues
  readonly petitions: PetitionFigures
  readonly chair: { readonly due: number; readonly held: number }
}

const GROUP_COLUMNS = [8, 17, 26]

/** Columns of the form by their number, from 1. */
const sumOf = (values: FormValues, columns: readonly number[]): number =>
  columns.reduce((sum, column) => sum + (values[column - 1] ?? 0), 0)

/** Biểu 01/TCD, the petitions' chain of rates, and both against the same period of the year before. */
export function createReport(deps: ReceptionsDeps) {
  const { work, clock, units, access } = deps

  /** A committee is told the figures of every commune, as in the ledger; it sees no register. */
  async function roomsFor(actor: Actor, communeUnitId: Id | undefined): Promise<Room[]> {
    const viewable = actor.role === 'committee-member' ? null : await access.viewableRoomIds(actor)
    return (await units.rooms()).filter(
      (room) =>
        room.kind === 'reception-room' &&
        (viewable === null || viewable.has(room.id)) &&
        (communeUnitId === undefined || room.communeUnitId === communeUnitId),
    )
  }

  async function figuresOf(
    communes: ReadonlyMap<Id, readonly Room[]>,
    range: TimeRange,
  ): Promise<Map<Id, CommuneFigures>> {
    const roomIds = [...communes.values()].flat().map(({ id }) => id)
    const visits = await listCountedVisits(work.db, roomIds, range)
    const petitions = await listCountedPetitions(work.db, roomIds, range)
    const sessions = await listSessions(work.db, roomIds, range)
    const untilMs = Math.min(range.toMs, clock.nowMs())
    const figures = new Map<Id, CommuneFigures>()
    for (const [communeUnitId, rooms] of communes) {
      const isHere = ({ roomId }: { readonly roomId: Id }): boolean => rooms.some(({ id }) => id === roomId)
      const here = visits.filter(isHere)
      figures.set(communeUnitId, {
        values: countForm(here),
        petitions: countPetitions(petitions.filter(isHere), untilMs),
        chair: chairDueDays(sessions.filter(isHere), here, untilMs),
      })
    }
    return figures
  }

  async function report(actor: Actor, period: ReportPeriod, communeUnitId?: Id): Promise<ReceptionReport> {
    const rules = await readReceptionRules(work.db)
    const range = periodRange(period, rules.cutOffDay)
    const before = periodRange(samePeriodBefore(period), rules.cutOffDay)
    const communes = Map.groupBy(await roomsFor(actor, communeUnitId), (room) => room.communeUnitId)
    const now = await figuresOf(communes, range)
    const then = await figuresOf(communes, before)
    const rows = []
    for (const id of communes.keys()) {
      const [current, previous] = [now.get(id), then.get(id)]
      if (!current || !previous) continue
      const { name } = await units.unit(id)
      rows.push({ communeUnitId: id, communeName: name, ...current, previous: previous.values })
    }
    return {
      template: formTemplateAt(range.toMs - 1),
      basis: rules.reportBasis,
      period: range,
      previousPeriod: before,
      rows: rows.toSorted((left, right) => left.communeName.localeCompare(right.communeName, 'vi')),
      ...comparisons([...now.values()], [...then.values()]),
    }
  }

  return { report }
}

function comparisons(now: readonly CommuneFigures[], then: readonly CommuneFigures[]) {
  const sums = (figures: readonly CommuneFigures[]) => ({
    form: addForms(figures.map(({ values }) => values)),
    petitions: addPetitions(figures.map(({ petitions }) => petitions)),
    chair: {
      numerator: figures.reduce((sum, { chair }) => sum + chair.held, 0),
      denominator: figures.reduce((sum, { chair }) => sum + chair.due, 0),
    },
  })
  const [current, previous] = [sums(now), sums(then)]
  const count = (unit: CountUnit, columns: readonly number[]) =>
    compareCounts(unit, sumOf(current.form, columns), sumOf(previous.form, columns))
  const [ratios, ratiosBefore] = [petitionRatios(current.petitions), petitionRatios(previous.petitions)]
  const ratio = (left: Ratio, right: Ratio) => compareRatios(left, right)
  return {
    total: current.form,
    previousTotal: previous.form,
    petitions: current.petitions,
    counts: {
      visits: count('visits', [1]),
      people: count('people', [2]),
      cases: count('cases', [3]),
      groups: count('groups', GROUP_COLUMNS),
      petitions: compareCounts('petitions', current.petitions.received, previous.petitions.received),
    },
    ratios: {
      eligible: ratio(ratios.eligible, ratiosBefore.eligible),
      withinCompetence: ratio(ratios.withinCompetence, ratiosBefore.withinCompetence),
      resolved: ratio(ratios.resolved, ratiosBefore.resolved),
      onTime: ratio(ratios.onTime, ratiosBefore.onTime),
      chairHeld: ratio(current.chair, previous.chair),
    },
  }
}
