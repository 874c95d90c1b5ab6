import type { ReceptionRegime } from '../imports/import-rows.model.ts'
import type { InstantMs } from '../kernel/instant.ts'
import { LARGE_GROUP_PEOPLE } from './receptions.model.ts'
import type { FormValues } from './report.model.ts'

/** What counting needs of a visit: no personal data. */
export type CountedVisit = {
  readonly id: string
  readonly dayMs: InstantMs
  readonly regime: ReceptionRegime
  readonly peopleCount: number
  readonly visitNumber: number
  readonly caseCode: string | null
}

/** Counts of one regime, and of the large groups among its visits. */
type RegimeCounts = {
  /** Số kỳ: days on which it was held with at least one visit. */
  readonly days: number
  readonly visits: number
  readonly people: number
  readonly firstCases: number
  readonly repeatedCases: number
  readonly groups: number
  readonly groupPeople: number
  readonly groupFirstCases: number
  readonly groupRepeatedCases: number
}

export function isLargeGroup({ peopleCount }: Pick<CountedVisit, 'peopleCount'>): boolean {
  return peopleCount >= LARGE_GROUP_PEOPLE
}

const sumPeople = (visits: readonly CountedVisit[]): number =>
  visits.reduce((sum, { peopleCount }) => sum + peopleCount, 0)

/** Visits with the same code are one case; the register's form has no code, and then each visit is a case of its own. */
const caseOf = ({ caseCode, id }: CountedVisit): string => (caseCode === null ? `#${id}` : caseCode)

function countRegime(visits: readonly CountedVisit[]): RegimeCounts {
  const groups = visits.filter(isLargeGroup)
  // A case whose first visit is among them is a first one, whatever came after: it is counted once.
  const first = new Set(visits.filter(({ visitNumber }) => visitNumber === 1).map(caseOf))
  const cases = new Set(visits.map(caseOf))
  const groupCases = new Set(groups.map(caseOf))
  const firstOf = (all: ReadonlySet<string>): number => [...all].filter((each) => first.has(each)).length
  return {
    days: new Set(visits.map(({ dayMs }) => dayMs)).size,
    visits: visits.length,
    people: sumPeople(visits),
    firstCases: firstOf(cases),
    repeatedCases: cases.size - firstOf(cases),
    groups: groups.length,
    groupPeople: sumPeople(groups),
    groupFirstCases: firstOf(groupCases),
    groupRepeatedCases: groupCases.size - firstOf(groupCases),
  }
}

/** Columns 4–11, 13–20 and 22–29 have one shape. */
const eightOf = (counts: RegimeCounts): number[] => [
  counts.visits,
  counts.people,
  counts.firstCases,
  counts.repeatedCases,
  counts.groups,
  counts.groupPeople,
  counts.groupFirstCases,
  counts.groupRepeatedCases,
]

/** Columns 1–29 of Biểu 01/TCD for the visits of one commune: 1 = 4+13+22, 2 = 5+14+23, 3 = 6+7+15+16+24+25. */
export function countForm(visits: readonly CountedVisit[]): FormValues {
  const of = (regime: ReceptionRegime): RegimeCounts =>
    countRegime(visits.filter((visit) => visit.regime === regime))
  const [regular, head, delegated] = [of('regular'), of('head'), of('delegated')]
  const all = [regular, head, delegated]
  const sum = (pick: (counts: RegimeCounts) => number): number =>
    all.reduce((total, counts) => total + pick(counts), 0)
  return [
    sum(({ visits: count }) => count),
    sum(({ people }) => people),
    sum(({ firstCases, repeatedCases }) => firstCases + repeatedCases),
    ...eightOf(regular),
    head.days,
    ...eightOf(head),
    delegated.days,
    ...eightOf(delegated),
  ]
}

/** Column by column: communes are apart, so nothing is counted twice. */
export function addForms(forms: readonly FormValues[]): FormValues {
  const none = countForm([])
  return none.map((_, column) => forms.reduce((sum, values) => sum + (values[column] ?? 0), 0))
}
