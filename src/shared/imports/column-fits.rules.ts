import { foldWords } from '../kernel/fold-words.ts'
import { looksLikeIdentityNumber, repairIdentityNumber } from './identity-values.rules.ts'
import type { ImportField } from './import-fields.model.ts'
import {
  cleanDossierCode,
  isDossierCode,
  normaliseProcedureCode,
  parseChannel,
  parseLogDate,
  parseStatus,
} from './log-values.rules.ts'
import {
  parseCount,
  parseHandling,
  parseKindAndPeople,
  parseOutcome,
  parsePetitionKind,
  parsePetitionSource,
  parseRegime,
  parseSession,
  parseVisitNumber,
  parseYesNo,
} from './reception-values.rules.ts'
import { parseDay, parseMinuteRange, parseTimeOfDay, parseWeekday } from './time-values.rules.ts'

type Fits = (text: string) => boolean

/** `26/11` counts as a day while the columns are sought, whatever the period. */
const isDay: Fits = (text) => parseDay(text, null) !== null || /^\s*\d{1,2}\/\d{1,2}\s*$/.test(text)
const isInstant: Fits = (text) => parseLogDate(text) !== null
const isTime: Fits = (text) => parseTimeOfDay(text) !== null
const isInstantOrTime: Fits = (text) => isInstant(text) || isTime(text)
const isTick: Fits = (text) => text.trim().length <= 3 || isInstant(text)

/** Fields whose cells can be told by what they look like. */
export const FITS: Partial<Readonly<Record<ImportField, Fits>>> = {
  code: (text) => isDossierCode(cleanDossierCode(text)),
  procedureCode: (text) => normaliseProcedureCode(text) !== null,
  receivedAt: isInstant,
  dueAt: isInstant,
  finishedAt: isInstant,
  returnedAt: isInstant,
  status: (text) => parseStatus(text) !== null,
  channel: (text) => parseChannel(text) !== null,
  at: isInstant,
  deadline: isInstant,
  apologyDay: isDay,
  ordinal: (text) => /^\d{1,6}[.)]?$/.test(text.trim()),
  day: isDay,
  time: isTime,
  identityNumber: (text) => repairIdentityNumber(text) !== null,
  kind: (text) => parsePetitionKind(text) !== null,
  peopleCount: (text) => parseCount(text) !== null,
  kindAndPeople: (text) => parseKindAndPeople(text) !== null,
  handling: (text) => parseHandling(text) !== null,
  handlingAccepted: isTick,
  handlingReturned: isTick,
  handlingForwarded: isTick,
  regime: (text) => parseRegime(text) !== null,
  visitNumber: (text) => parseVisitNumber(text) !== null,
  receivedDay: isDay,
  source: (text) => parsePetitionSource(text) !== null,
  eligible: (text) => parseYesNo(text) !== null,
  withinCompetence: (text) => parseYesNo(text) !== null,
  dueDay: isDay,
  resolvedDay: isDay,
  outcome: (text) => parseOutcome(text) !== null,
  weekday: (text) => parseWeekday(text) !== null,
  session: (text) => parseSession(text) !== null,
  timeRange: (text) => parseMinuteRange(text) !== null,
  fromTime: isTime,
  toTime: isTime,
  issuedAt: isInstantOrTime,
  calledAt: isInstantOrTime,
  finishedServingAt: isInstantOrTime,
}

/** A column named so that holds something else is not this field: "Thời hạn" over "3 ngày". */
export const YIELDS_TO_CONTENT: ReadonlySet<ImportField> = new Set<ImportField>([
  'dueAt',
  'finishedAt',
  'returnedAt',
  'deadline',
  'apologyDay',
  'time',
  'timeRange',
  'fromTime',
  'toTime',
  'dueDay',
  'resolvedDay',
  'calledAt',
  'finishedServingAt',
  'handlingAccepted',
  'handlingReturned',
  'handlingForwarded',
])

/** The date by which a file's rows are ordered: where no name tells, the leftmost column of dates is it. */
export const LEADING_DATES: ReadonlySet<ImportField> = new Set<ImportField>([
  'at',
  'day',
  'receivedDay',
  'issuedAt',
])

const isWord: Fits = (text) => /\p{L}/u.test(text)
const whereWords =
  (fits: Fits): Fits =>
  (text) =>
    isWord(text) && fits(text)

/** A label of two words or more, or one that means nothing else: "Có" and "1" stand in many columns. */
const BY_CONTENT: readonly (readonly [ImportField, Fits])[] = [
  ['code', FITS.code ?? isWord],
  ['procedureCode', FITS.procedureCode ?? isWord],
  ['status', whereWords((text) => parseStatus(text) !== null)],
  ['channel', whereWords((text) => parseChannel(text) !== null)],
  ['kind', whereWords((text) => parsePetitionKind(text) !== null)],
  ['kindAndPeople', whereWords((text) => /\d/.test(text) && parseKindAndPeople(text) !== null)],
  ['regime', whereWords((text) => parseRegime(text) !== null)],
  ['handling', whereWords((text) => parseHandling(text) !== null)],
  ['session', whereWords((text) => foldWords(text).length > 1 && parseSession(text) !== null)],
  ['weekday', whereWords((text) => parseWeekday(text) !== null)],
  ['timeRange', (text) => parseMinuteRange(text) !== null],
  ['identityNumber', looksLikeIdentityNumber],
]

/** What speaks for a field even under a strange name; `undefined`: nothing does. */
export const CONTENT_SIGNS: ReadonlyMap<ImportField, Fits> = new Map(BY_CONTENT)
