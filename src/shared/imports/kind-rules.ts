import { formatVietnamDate } from '../kernel/instant.ts'
import type { ImportField } from './import-fields.model.ts'
import type { ImportKind, ImportRowOf } from './import-rows.model.ts'
import { readRosterRow, readScheduleRow, readTicketRow } from './read-desk-rows.rules.ts'
import { readHistoryRow, readOverdueRow, readRegisterRow } from './read-dossier-rows.rules.ts'
import { readPetitionRow, readReceptionRow } from './read-reception-rows.rules.ts'
import type { Reading } from './row-reading.rules.ts'

/** How the rows of one kind of file are told from what stands around them, read, and known again. */
export type KindRules<Row> = {
  readonly read: (reading: Reading) => Row
  /** Dates of which one good one shows that a row belongs to the table. */
  readonly dates: readonly ImportField[]
  /** Cells that a merged layout says once for several rows. */
  readonly carriedDown: readonly ImportField[]
  /** Rows with the same key speak of the same thing. */
  readonly keyOf: (row: Row) => string
  /** Names the thing to people, without citizens' data. */
  readonly labelOf: (row: Row) => string
  /** The column that a repetition is shown at. */
  readonly keyColumn: ImportField
}

type AllKindRules = { readonly [Kind in ImportKind]: KindRules<ImportRowOf[Kind]> }

const key = (...parts: readonly (string | number | null)[]): string => JSON.stringify(parts)

export const KIND_RULES: AllKindRules = {
  'dossier-register': {
    read: readRegisterRow,
    dates: ['receivedAt', 'dueAt', 'finishedAt', 'returnedAt'],
    carriedDown: [],
    keyOf: (row) => row.code,
    labelOf: (row) => row.code,
    keyColumn: 'code',
  },
  'dossier-history': {
    read: readHistoryRow,
    dates: ['at'],
    carriedDown: [],
    keyOf: (row) => key(row.dossierCode, row.atLogMs, row.actionText),
    labelOf: (row) => row.dossierCode,
    keyColumn: 'at',
  },
  'overdue-list': {
    read: readOverdueRow,
    dates: ['dueAt', 'finishedAt', 'returnedAt'],
    carriedDown: [],
    keyOf: (row) => row.dossierCode,
    labelOf: (row) => row.dossierCode,
    keyColumn: 'code',
  },
  'reception-register': {
    read: readReceptionRow,
    dates: ['day'],
    carriedDown: ['day'],
    // Two visits may look alike but for their number; only what says the very same twice is a repetition.
    keyOf: ({ rowNumber, ...content }) => JSON.stringify(content),
    labelOf: (row) => formatVietnamDate(row.dayMs),
    keyColumn: 'day',
  },
  'petition-register': {
    read: readPetitionRow,
    dates: ['receivedDay'],
    carriedDown: [],
    // Registers begin anew each year.
    keyOf: ({ rowNumber, ...content }) =>
      content.number === null
        ? JSON.stringify(content)
        : key(content.number, formatVietnamDate(content.receivedDayMs).slice(-4)),
    labelOf: (row) => row.number ?? formatVietnamDate(row.receivedDayMs),
    keyColumn: 'number',
  },
  'reception-schedule': {
    read: readScheduleRow,
    dates: ['day'],
    carriedDown: ['day', 'weekday'],
    keyOf: (row) => key(row.dayMs, row.session, row.fromMinute, row.hostName),
    labelOf: (row) => formatVietnamDate(row.dayMs),
    keyColumn: 'day',
  },
  'queue-tickets': {
    read: readTicketRow,
    dates: ['issuedAt'],
    carriedDown: ['day'],
    keyOf: (row) => key(row.ticketNumber, row.issuedAtLogMs),
    labelOf: (row) => row.ticketNumber,
    keyColumn: 'ticketNumber',
  },
  'officer-roster': {
    read: readRosterRow,
    dates: ['day'],
    carriedDown: ['day', 'weekday'],
    keyOf: (row) => key(row.dayMs, row.session, row.counterId, row.officerName),
    labelOf: (row) => formatVietnamDate(row.dayMs),
    keyColumn: 'day',
  },
}
