import { z } from 'zod'
import type { ImportKind } from './import-rows.model.ts'

/** All that a column of an imported file can hold, over all kinds of file. */
export const IMPORT_FIELDS = [
  'code',
  'procedureCode',
  'procedureName',
  'field',
  'applicantName',
  'receivedAt',
  'dueAt',
  'finishedAt',
  'returnedAt',
  'status',
  'channel',
  'officerName',
  'counter',
  // dossier history
  'at',
  'action',
  'recipientName',
  'deadline',
  // overdue list
  'reason',
  'apologyNumber',
  'apologyDay',
  // registers of visits and petitions
  'ordinal',
  'day',
  'time',
  /** Name and address in one cell, as Mẫu 03 has them. */
  'visitor',
  'visitorName',
  'address',
  'identityNumber',
  'content',
  'kind',
  'peopleCount',
  /** "Phân loại đơn/Số người" in one cell. */
  'kindAndPeople',
  'resolvedBy',
  'handling',
  /** Columns 8–10 of Mẫu 03: a mark in one of them. */
  'handlingAccepted',
  'handlingReturned',
  'handlingForwarded',
  'followUp',
  'note',
  'regime',
  'receiverName',
  'visitNumber',
  'number',
  'receivedDay',
  'sender',
  'senderName',
  'source',
  'eligible',
  'withinCompetence',
  'dueDay',
  'resolvedDay',
  'outcome',
  'result',
  // schedule, tickets, roster
  'weekday',
  'session',
  'timeRange',
  'fromTime',
  'toTime',
  'hostName',
  'hostRole',
  'ticketNumber',
  'issuedAt',
  'calledAt',
  'finishedServingAt',
] as const
export const importFieldSchema = z.enum(IMPORT_FIELDS)
export type ImportField = z.infer<typeof importFieldSchema>

export type KindFields = {
  /** Without these a row is rejected. Where a file may say it elsewhere (in its title), it stands in `optional`. */
  readonly needed: readonly ImportField[]
  readonly optional: readonly ImportField[]
}

export const FIELDS_OF_KIND: Readonly<Record<ImportKind, KindFields>> = {
  'dossier-register': {
    needed: ['code', 'receivedAt'],
    optional: [
      'procedureCode',
      'procedureName',
      'field',
      'applicantName',
      'dueAt',
      'finishedAt',
      'returnedAt',
      'status',
      'channel',
      'officerName',
      'counter',
    ],
  },
  'dossier-history': {
    // The code may stand in the title: "Mã hồ sơ: …".
    needed: ['at', 'action'],
    optional: ['code', 'officerName', 'recipientName', 'deadline', 'counter'],
  },
  'overdue-list': {
    needed: ['code'],
    // The receipt is recognised, so that no other date is taken for it and a shifted header shows; it is not kept.
    optional: ['receivedAt', 'dueAt', 'finishedAt', 'returnedAt', 'reason', 'apologyNumber', 'apologyDay'],
  },
  'reception-register': {
    needed: ['day'],
    optional: [
      'ordinal',
      'time',
      'visitor',
      'visitorName',
      'address',
      'identityNumber',
      'content',
      'kindAndPeople',
      'kind',
      'peopleCount',
      'resolvedBy',
      'handling',
      'handlingAccepted',
      'handlingReturned',
      'handlingForwarded',
      'followUp',
      'note',
      'regime',
      'receiverName',
      'visitNumber',
    ],
  },
  'petition-register': {
    needed: ['receivedDay'],
    optional: [
      'number',
      'sender',
      'senderName',
      'address',
      'content',
      'kind',
      'source',
      'eligible',
      'withinCompetence',
      'dueDay',
      'resolvedDay',
      'outcome',
      'result',
    ],
  },
  'reception-schedule': {
    needed: ['day'],
    optional: ['weekday', 'session', 'timeRange', 'fromTime', 'toTime', 'regime', 'hostName', 'hostRole'],
  },
  'queue-tickets': {
    // The day may stand in a column of its own or in the title.
    needed: ['ticketNumber', 'issuedAt'],
    optional: ['day', 'calledAt', 'finishedServingAt', 'counter', 'code'],
  },
  'officer-roster': {
    needed: ['day', 'officerName'],
    optional: ['weekday', 'session', 'counter'],
  },
}

export function fieldsOfKind(kind: ImportKind): readonly ImportField[] {
  const { needed, optional } = FIELDS_OF_KIND[kind]
  return [...needed, ...optional]
}
