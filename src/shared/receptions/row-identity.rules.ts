import { foldWords } from '../kernel/fold-words.ts'
import { toVietnamDateTime } from '../kernel/instant.ts'
import type { RowKey } from './match-rows.rules.ts'
import type { PetitionBody, VisitBody } from './receptions.model.ts'
import type { SessionBody } from './schedule.model.ts'

const MOST_KEY_LETTERS = 300

/** Words without accents, case and signs; null where there are none to tell rows apart by. */
function folded(text: string | null): string | null {
  const words = text === null ? '' : foldWords(text).slice(0, MOST_KEY_LETTERS)
  return words === '' ? null : words
}

/** The parts as one key; null when a part is missing. */
function joined(...parts: readonly (string | number | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('|')
}

/** The same line twice in one file. */
export const visitRepeat: RowKey<VisitBody> = ({ dayMs, ordinal, content, visitorName }) =>
  joined(dayMs, ordinal, folded(content) ?? '', folded(visitorName) ?? '')

/**
 * Registers restart their STT each year, book or page, and shift it when a line is put in between. So day, number and
 * words together first, then day and words (the number moved), then day and number (the words were corrected).
 */
export const VISIT_KEYS: readonly RowKey<VisitBody>[] = [
  ({ dayMs, ordinal, content }) => joined(dayMs, ordinal, folded(content)),
  ({ dayMs, content, kind, peopleCount }) => joined(dayMs, folded(content), kind ?? '', peopleCount),
  ({ dayMs, content }) => joined(dayMs, folded(content)),
  ({ dayMs, ordinal }) => joined(dayMs, ordinal),
]

const yearOf = (dayMs: number): number => toVietnamDateTime(dayMs).year

export const petitionRepeat: RowKey<PetitionBody> = ({ dayMs, number, content, senderName }) =>
  joined(dayMs, folded(number), folded(content) ?? '', folded(senderName) ?? '')

/** As visits; besides, a petition whose day was moved within its year is known by number and words. */
export const PETITION_KEYS: readonly RowKey<PetitionBody>[] = [
  ({ dayMs, number, content }) => joined(dayMs, folded(number), folded(content)),
  ({ dayMs, content }) => joined(dayMs, folded(content)),
  ({ dayMs, number }) => joined(dayMs, folded(number)),
  ({ dayMs, number, content }) => joined(yearOf(dayMs), folded(number), folded(content)),
]

export const sessionRepeat: RowKey<SessionBody> = ({ dayMs, session, fromMinute, hostRole }) =>
  joined(dayMs, session, fromMinute ?? '', hostRole)

/** A session is told by its day and half; who holds it may change. */
export const SESSION_KEYS: readonly RowKey<SessionBody>[] = [
  ({ dayMs, session, fromMinute, hostRole, hostName }) =>
    joined(dayMs, session, fromMinute ?? '', hostRole, folded(hostName) ?? ''),
  ({ dayMs, session, hostRole }) => joined(dayMs, session, hostRole),
  ({ dayMs, session, fromMinute }) => joined(dayMs, session, fromMinute ?? ''),
]
