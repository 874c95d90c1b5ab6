import type { ImportField } from '#shared/imports/import-fields.model.ts'
import {
  type DossierHistoryRow,
  type DossierRegisterRow,
  dossierHistoryRowSchema,
  dossierRegisterRowSchema,
  type OverdueRow,
  overdueRowSchema,
  type QueueTicketRow,
  queueTicketRowSchema,
  type RosterRow,
  rosterRowSchema,
} from '#shared/imports/import-rows.model.ts'

export type LogValue = string | number | null
/** A row of any of the registers: its fields by name. */
export type LogRow = Readonly<Record<string, LogValue>> & { readonly rowNumber: number }

export type LogColumn = {
  /** Of the row. */
  readonly field: string
  readonly column: string
  readonly type: 'text' | 'bigint'
  /** The file's column that tells it; null: every file does. */
  readonly from: ImportField | null
}

/** Where the rows of one kind of file lie. */
export type LogTable<Row extends LogRow> = {
  readonly table: 'dossiers' | 'transaction_events' | 'overdue_dossiers' | 'queue_tickets' | 'officer_roster'
  /** Holds `keyOf`; unique within a source. */
  readonly keyColumn: 'code' | 'row_key'
  readonly keyOf: (row: Row) => string
  /** What people call a row, and the column that holds it. */
  readonly labelColumn: string
  readonly labelOf: (row: Row) => string
  /** Decides whether a row lies in a period; null: nothing ever vanishes from such a list. */
  readonly instantColumn: string | null
  /** A file may tell some labels only: of the others nothing has vanished. */
  readonly vanishesOnlyBesideItsLabel: boolean
  readonly columns: readonly LogColumn[]
  readonly parse: (fields: unknown) => Row
}

const text = (field: string, column: string, from: ImportField | null): LogColumn => ({
  field,
  column,
  from,
  type: 'text',
})
const integer = (field: string, column: string, from: ImportField | null): LogColumn => ({
  ...text(field, column, from),
  type: 'bigint',
})

export const DOSSIERS: LogTable<DossierRegisterRow> = {
  table: 'dossiers',
  keyColumn: 'code',
  keyOf: (row) => row.code,
  labelColumn: 'code',
  labelOf: (row) => row.code,
  instantColumn: 'received_at_log_ms',
  vanishesOnlyBesideItsLabel: false,
  columns: [
    text('code', 'code', null),
    text('procedureCode', 'procedure_code', 'procedureCode'),
    text('procedureName', 'procedure_name', 'procedureName'),
    text('field', 'field', 'field'),
    text('applicantName', 'applicant_name', 'applicantName'),
    integer('receivedAtLogMs', 'received_at_log_ms', 'receivedAt'),
    integer('dueAtLogMs', 'due_at_log_ms', 'dueAt'),
    integer('finishedAtLogMs', 'finished_at_log_ms', 'finishedAt'),
    integer('returnedAtLogMs', 'returned_at_log_ms', 'returnedAt'),
    text('status', 'status', 'status'),
    text('channel', 'channel', 'channel'),
    text('officerName', 'officer_name', 'officerName'),
    text('counterId', 'counter_id', 'counter'),
  ],
  parse: (fields) => dossierRegisterRowSchema.parse(fields),
}

export const EVENTS: LogTable<DossierHistoryRow> = {
  table: 'transaction_events',
  keyColumn: 'row_key',
  keyOf: (row) => `${row.dossierCode} ${row.atLogMs} ${row.actionText}`,
  labelColumn: 'dossier_code',
  labelOf: (row) => row.dossierCode,
  instantColumn: 'at_log_ms',
  vanishesOnlyBesideItsLabel: true,
  columns: [
    text('dossierCode', 'dossier_code', null),
    integer('atLogMs', 'at_log_ms', null),
    text('action', 'action', null),
    text('actionText', 'action_text', null),
    text('officerName', 'officer_name', 'officerName'),
    text('recipientName', 'recipient_name', 'recipientName'),
    integer('deadlineLogMs', 'deadline_log_ms', 'deadline'),
    text('counterId', 'counter_id', 'counter'),
  ],
  parse: (fields) => dossierHistoryRowSchema.parse(fields),
}

export const OVERDUE: LogTable<OverdueRow> = {
  table: 'overdue_dossiers',
  keyColumn: 'row_key',
  keyOf: (row) => row.dossierCode,
  labelColumn: 'row_key',
  labelOf: (row) => row.dossierCode,
  // A dossier leaves the list when it is done.
  instantColumn: null,
  vanishesOnlyBesideItsLabel: false,
  columns: [
    integer('dueAtLogMs', 'due_at_log_ms', 'dueAt'),
    integer('finishedAtLogMs', 'finished_at_log_ms', 'finishedAt'),
    integer('returnedAtLogMs', 'returned_at_log_ms', 'returnedAt'),
    text('reason', 'reason', 'reason'),
    text('apologyNumber', 'apology_number', 'apologyNumber'),
    integer('apologyDayMs', 'apology_day_ms', 'apologyDay'),
  ],
  parse: (fields) => overdueRowSchema.parse(fields),
}

export const TICKETS: LogTable<QueueTicketRow> = {
  table: 'queue_tickets',
  keyColumn: 'row_key',
  keyOf: (row) => `${row.ticketNumber} ${row.issuedAtLogMs}`,
  labelColumn: 'ticket_number',
  labelOf: (row) => row.ticketNumber,
  instantColumn: 'issued_at_log_ms',
  vanishesOnlyBesideItsLabel: false,
  columns: [
    text('ticketNumber', 'ticket_number', null),
    integer('issuedAtLogMs', 'issued_at_log_ms', null),
    integer('calledAtLogMs', 'called_at_log_ms', 'calledAt'),
    integer('finishedAtLogMs', 'finished_at_log_ms', 'finishedServingAt'),
    text('counterId', 'counter_id', 'counter'),
    text('dossierCode', 'dossier_code', 'code'),
  ],
  parse: (fields) => queueTicketRowSchema.parse(fields),
}

export const ROSTER: LogTable<RosterRow> = {
  table: 'officer_roster',
  keyColumn: 'row_key',
  keyOf: (row) => `${row.dayMs} ${row.session} ${row.counterId ?? ''} ${row.officerName}`,
  labelColumn: 'officer_name',
  labelOf: (row) => row.officerName,
  instantColumn: 'day_ms',
  vanishesOnlyBesideItsLabel: false,
  columns: [
    integer('dayMs', 'day_ms', null),
    text('session', 'session', null),
    text('counterId', 'counter_id', null),
    text('officerName', 'officer_name', null),
  ],
  parse: (fields) => rosterRowSchema.parse(fields),
}
