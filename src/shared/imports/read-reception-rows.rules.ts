import { repairIdentityNumber, splitNameAndAddress } from './identity-values.rules.ts'
import type { ImportField } from './import-fields.model.ts'
import type { PetitionRow, ReceptionHandling, ReceptionRow } from './import-rows.model.ts'
import {
  isTicked,
  parseCount,
  parseHandling,
  parseKindAndPeople,
  parseOutcome,
  parsePetitionKind,
  parsePetitionSource,
  parseRegime,
  parseVisitNumber,
  parseYesNo,
} from './reception-values.rules.ts'
import {
  neededDay,
  optionalDay,
  optionalText,
  optionalValue,
  type Reading,
  rawText,
  report,
  textOf,
} from './row-reading.rules.ts'
import { parseTimeOfDay, startOfVietnamDay } from './time-values.rules.ts'

const TICKED_HANDLING: readonly (readonly [ImportField, ReceptionHandling])[] = [
  ['handlingAccepted', 'accepted'],
  ['handlingReturned', 'returned-with-guidance'],
  ['handlingForwarded', 'forwarded'],
]

/** One column with a label, or a mark in one of three; two marks contradict each other. */
function readHandling(reading: Reading): ReceptionHandling | null {
  const ticked = TICKED_HANDLING.filter(([field]) => isTicked(textOf(reading, field)))
  const [first, second] = ticked
  if (second) return report(reading, 'unknown-value', second[0], textOf(reading, second[0]))
  return first ? first[1] : optionalValue(reading, 'handling', parseHandling)
}

function readPeople(reading: Reading): Pick<ReceptionRow, 'kind' | 'peopleCount'> {
  const both = optionalValue(reading, 'kindAndPeople', parseKindAndPeople)
  return {
    kind: optionalValue(reading, 'kind', parsePetitionKind) ?? both?.kind ?? null,
    peopleCount: optionalValue(reading, 'peopleCount', parseCount, 'bad-number') ?? both?.peopleCount ?? 1,
  }
}

/** Name and address in one cell where it stands so, else each in its own. */
function readPerson(reading: Reading, together: 'visitor' | 'sender', alone: 'visitorName' | 'senderName') {
  const split = splitNameAndAddress(rawText(reading, together))
  return {
    name: optionalText(reading, alone) ?? split.name,
    address: optionalText(reading, 'address') ?? split.address,
  }
}

/** Identity numbers keep what the register wrote where it has no form that is known. */
function readIdentityNumber(reading: Reading): string | null {
  const text = optionalText(reading, 'identityNumber')
  return text === null ? null : (repairIdentityNumber(text) ?? text)
}

/** "12.", "Số 12" are no order in the list: such an ordinal is left out, the row is not. */
function readOrdinal(reading: Reading): number | null {
  const match = /^(\d{1,6})[.)]?$/.exec(textOf(reading, 'ordinal'))
  return match ? Number(match[1]) : null
}

/** A time of its own, or the one that stands with the day; a bare day has none. */
function readVisitTime(reading: Reading, dayMs: number): number | null {
  const seconds = optionalValue(reading, 'time', parseTimeOfDay, 'bad-time')
  if (seconds !== null) return dayMs + seconds * 1000
  const written = /\s(\d{1,2}[:hg].*)$/iu.exec(textOf(reading, 'day'))
  const withDay = written ? parseTimeOfDay(written[1] ?? '') : null
  return withDay === null || withDay === 0 ? null : dayMs + withDay * 1000
}

export function readReceptionRow(reading: Reading): ReceptionRow {
  const dayMs = startOfVietnamDay(neededDay(reading, 'day'))
  const person = readPerson(reading, 'visitor', 'visitorName')
  return {
    rowNumber: reading.row.rowNumber,
    ordinal: readOrdinal(reading),
    dayMs,
    atLogMs: readVisitTime(reading, dayMs),
    visitorName: person.name,
    address: person.address,
    identityNumber: readIdentityNumber(reading),
    content: optionalText(reading, 'content'),
    ...readPeople(reading),
    resolvedBy: optionalText(reading, 'resolvedBy'),
    handling: readHandling(reading),
    followUp: optionalText(reading, 'followUp'),
    note: optionalText(reading, 'note'),
    regime: optionalValue(reading, 'regime', parseRegime) ?? 'regular',
    receiverName: optionalText(reading, 'receiverName'),
    visitNumber: optionalValue(reading, 'visitNumber', parseVisitNumber, 'bad-number') ?? 1,
  }
}

export function readPetitionRow(reading: Reading): PetitionRow {
  const receivedDayMs = neededDay(reading, 'receivedDay')
  const person = readPerson(reading, 'sender', 'senderName')
  return {
    rowNumber: reading.row.rowNumber,
    number: optionalText(reading, 'number'),
    receivedDayMs,
    senderName: person.name,
    address: person.address,
    content: optionalText(reading, 'content'),
    kind: optionalValue(reading, 'kind', parsePetitionKind),
    source: optionalValue(reading, 'source', parsePetitionSource),
    eligible: optionalValue(reading, 'eligible', parseYesNo),
    withinCompetence: optionalValue(reading, 'withinCompetence', parseYesNo),
    dueDayMs: optionalDay(reading, 'dueDay'),
    resolvedDayMs: optionalDay(reading, 'resolvedDay'),
    outcome: optionalValue(reading, 'outcome', parseOutcome),
    result: optionalText(reading, 'result'),
  }
}
