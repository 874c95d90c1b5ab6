import type { PetitionRow, ReceptionRow, ScheduleRow } from '../imports/import-rows.model.ts'
import { cleanText } from '../kernel/clean-text.ts'
import { formatVietnamDate } from '../kernel/instant.ts'
import { LONGEST_TEXT, type PetitionBody, type VisitBody } from './receptions.model.ts'
import type { SessionBody } from './schedule.model.ts'
import { halfDayOf } from './session-windows.rules.ts'

/** One space between words, nothing beyond what is kept; null for nothing. */
function kept(text: string | null, field: keyof typeof LONGEST_TEXT): string | null {
  const clean = text === null ? '' : cleanText(text).slice(0, LONGEST_TEXT[field]).trim()
  return clean === '' ? null : clean
}

/** What is kept of a line of the register. The identity number is not: nothing here needs it. */
export function visitOfRow(row: ReceptionRow): VisitBody {
  return {
    ordinal: row.ordinal,
    dayMs: row.dayMs,
    session: row.atLogMs === null ? null : halfDayOf(row.atLogMs, row.dayMs),
    atLogMs: row.atLogMs,
    visitorName: kept(row.visitorName, 'visitorName'),
    address: kept(row.address, 'address'),
    content: kept(row.content, 'content'),
    kind: row.kind,
    peopleCount: row.peopleCount,
    resolvedBy: kept(row.resolvedBy, 'resolvedBy'),
    handling: row.handling,
    followUp: kept(row.followUp, 'followUp'),
    note: kept(row.note, 'note'),
    regime: row.regime,
    receiverName: kept(row.receiverName, 'receiverName'),
    visitNumber: row.visitNumber,
    caseCode: null,
  }
}

/** No file tells of which case a visit is, and few at which half of the day: what a person entered stays. */
export function mergeVisit(told: VisitBody, stored: VisitBody): VisitBody {
  return { ...told, caseCode: stored.caseCode, session: told.session ?? stored.session }
}

export function petitionOfRow(row: PetitionRow): PetitionBody {
  return {
    number: kept(row.number, 'number'),
    dayMs: row.receivedDayMs,
    senderName: kept(row.senderName, 'senderName'),
    address: kept(row.address, 'address'),
    content: kept(row.content, 'content'),
    kind: row.kind,
    source: row.source,
    eligible: row.eligible,
    withinCompetence: row.withinCompetence,
    dueDayMs: row.dueDayMs,
    resolvedDayMs: row.resolvedDayMs,
    outcome: row.outcome,
    result: kept(row.result, 'result'),
  }
}

/** Hours that make no sense (half of them, or backwards) are those of the office. */
export function sessionOfRow(row: ScheduleRow): SessionBody {
  const { fromMinute, toMinute } = row
  const hasHours = fromMinute !== null && toMinute !== null && fromMinute < toMinute
  return {
    dayMs: row.dayMs,
    session: row.session,
    fromMinute: hasHours ? fromMinute : null,
    toMinute: hasHours ? toMinute : null,
    regime: row.regime,
    hostName: kept(row.hostName, 'hostName'),
    hostRole: row.hostRole,
  }
}

const SESSION_WORDS = { morning: 'sáng', afternoon: 'chiều', day: 'cả ngày' } as const

/** How people find the row in the register: its day and number. No names. */
export function visitLabel({ dayMs, ordinal }: VisitBody): string {
  return `${formatVietnamDate(dayMs)} · STT ${ordinal ?? '—'}`
}

export function petitionLabel({ dayMs, number }: PetitionBody): string {
  return `${formatVietnamDate(dayMs)} · số ${number ?? '—'}`
}

export function sessionLabel({ dayMs, session }: SessionBody): string {
  return `${formatVietnamDate(dayMs)} · ${SESSION_WORDS[session]}`
}
