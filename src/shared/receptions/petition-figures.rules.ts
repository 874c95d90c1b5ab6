import type { PetitionKind } from '../imports/import-rows.model.ts'
import type { InstantMs } from '../kernel/instant.ts'
import type { PetitionBody } from './receptions.model.ts'
import type { PetitionFigures, Ratio } from './report.model.ts'

/** What counting needs of a petition: no personal data. */
export type CountedPetition = Pick<
  PetitionBody,
  'kind' | 'eligible' | 'withinCompetence' | 'dueDayMs' | 'resolvedDayMs' | 'outcome'
>

/**
 * The chain of petitions received in a period: received → eligible → within competence → resolved → on time, each a part
 * of the one before, so that every rate says what it is a rate of (T9: 1.955 resolved are 89 % of those within
 * competence and 33 % of those received).
 * @param untilMs end of the period: what was resolved later is not resolved yet
 */
export function countPetitions(petitions: readonly CountedPetition[], untilMs: InstantMs): PetitionFigures {
  const ofKind = (kind: PetitionKind | null): number =>
    petitions.filter((petition) => petition.kind === kind).length
  const eligible = petitions.filter((petition) => petition.eligible === true)
  const within = eligible.filter(({ withinCompetence }) => withinCompetence === true)
  const resolved = within.filter(({ resolvedDayMs }) => resolvedDayMs !== null && resolvedDayMs < untilMs)
  const withDue = resolved.filter(({ dueDayMs }) => dueDayMs !== null)
  const withOutcome = (outcome: CountedPetition['outcome']): number =>
    resolved.filter((petition) => petition.outcome === outcome).length
  return {
    received: petitions.length,
    byKind: {
      complaint: ofKind('complaint'),
      denunciation: ofKind('denunciation'),
      feedback: ofKind('feedback'),
      unknown: ofKind(null),
    },
    eligible: eligible.length,
    eligibleUnknown: petitions.filter((petition) => petition.eligible === null).length,
    withinCompetence: within.length,
    competenceUnknown: eligible.filter(({ withinCompetence }) => withinCompetence === null).length,
    resolved: resolved.length,
    resolvedWithDue: withDue.length,
    onTime: withDue.filter(({ dueDayMs, resolvedDayMs }) => (resolvedDayMs ?? 0) <= (dueDayMs ?? 0)).length,
    right: withOutcome('right'),
    partlyRight: withOutcome('partly-right'),
    wrong: withOutcome('wrong'),
  }
}

/** Of communes, which have no petition in common. */
export function addPetitions(all: readonly PetitionFigures[]): PetitionFigures {
  const sum = (pick: (figures: PetitionFigures) => number): number =>
    all.reduce((total, figures) => total + pick(figures), 0)
  return {
    received: sum(({ received }) => received),
    byKind: {
      complaint: sum(({ byKind }) => byKind.complaint),
      denunciation: sum(({ byKind }) => byKind.denunciation),
      feedback: sum(({ byKind }) => byKind.feedback),
      unknown: sum(({ byKind }) => byKind.unknown),
    },
    eligible: sum(({ eligible }) => eligible),
    eligibleUnknown: sum(({ eligibleUnknown }) => eligibleUnknown),
    withinCompetence: sum(({ withinCompetence }) => withinCompetence),
    competenceUnknown: sum(({ competenceUnknown }) => competenceUnknown),
    resolved: sum(({ resolved }) => resolved),
    resolvedWithDue: sum(({ resolvedWithDue }) => resolvedWithDue),
    onTime: sum(({ onTime }) => onTime),
    right: sum(({ right }) => right),
    partlyRight: sum(({ partlyRight }) => partlyRight),
    wrong: sum(({ wrong }) => wrong),
  }
}

export function petitionRatios(figures: PetitionFigures): {
  readonly eligible: Ratio
  readonly withinCompetence: Ratio
  readonly resolved: Ratio
  readonly onTime: Ratio
} {
  const { received, eligible, withinCompetence, resolved, resolvedWithDue, onTime } = figures
  return {
    eligible: { numerator: eligible, denominator: received },
    withinCompetence: { numerator: withinCompetence, denominator: eligible },
    resolved: { numerator: resolved, denominator: withinCompetence },
    onTime: { numerator: onTime, denominator: resolvedWithDue },
  }
}
