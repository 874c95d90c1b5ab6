import type { Channel } from '../dossiers/dossiers.model.ts'
import type { InstantMs } from '../kernel/instant.ts'
import { parseDeskAction } from './desk-action.rules.ts'
import type { DossierHistoryRow, DossierRegisterRow, OverdueRow } from './import-rows.model.ts'
import {
  cleanDossierCode,
  isDossierCode,
  normaliseProcedureCode,
  parseChannel,
  parseStatus,
} from './log-values.rules.ts'
import {
  hasColumn,
  neededText,
  optionalCounter,
  optionalDay,
  optionalInstant,
  optionalText,
  optionalValue,
  type Reading,
  report,
  textOf,
} from './row-reading.rules.ts'
import { isCodeOfUnit } from './unit-prefix.rules.ts'

/** A dossier code's one spelling; faults: `bad-code`, `foreign-unit`. */
export function checkedCode(reading: Reading, text: string): string {
  const code = cleanDossierCode(text)
  const { unitCode } = reading.file
  if (!isDossierCode(code)) report(reading, 'bad-code', 'code', text)
  else if (unitCode !== null && !isCodeOfUnit(code, unitCode)) report(reading, 'foreign-unit', 'code', text)
  return code
}

function neededCode(reading: Reading): string {
  const text = textOf(reading, 'code') || (reading.file.titleCodeOf(reading.row) ?? '')
  return text === '' ? (report(reading, 'missing-code', 'code', '') ?? '') : checkedCode(reading, text)
}

function readReceived(reading: Reading): InstantMs | null {
  const isGiven = textOf(reading, 'receivedAt') !== ''
  return isGiven
    ? optionalInstant(reading, 'receivedAt')
    : report(reading, 'missing-received', 'receivedAt', '')
}

/** A register without the column is one of the desk itself; an empty cell in the column is not guessed at. */
function readChannel(reading: Reading): Channel {
  if (!hasColumn(reading, 'channel')) return 'walk-in'
  const text = textOf(reading, 'channel')
  return parseChannel(text) ?? report(reading, 'unknown-channel', 'channel', text) ?? 'walk-in'
}

export function readRegisterRow(reading: Reading): DossierRegisterRow {
  return {
    rowNumber: reading.row.rowNumber,
    code: neededCode(reading),
    receivedAtLogMs: readReceived(reading),
    dueAtLogMs: optionalInstant(reading, 'dueAt'),
    finishedAtLogMs: optionalInstant(reading, 'finishedAt'),
    returnedAtLogMs: optionalInstant(reading, 'returnedAt'),
    status: optionalValue(reading, 'status', parseStatus, 'unknown-status'),
    channel: readChannel(reading),
    counterId: optionalCounter(reading),
    procedureCode: normaliseProcedureCode(textOf(reading, 'procedureCode')),
    procedureName: optionalText(reading, 'procedureName'),
    field: optionalText(reading, 'field'),
    applicantName: optionalText(reading, 'applicantName'),
    officerName: optionalText(reading, 'officerName'),
  }
}

export function readHistoryRow(reading: Reading): DossierHistoryRow {
  const dossierCode = neededCode(reading)
  if (textOf(reading, 'at') === '') report(reading, 'missing-value', 'at', '')
  const atLogMs = optionalInstant(reading, 'at') ?? 0
  const actionText = neededText(reading, 'action')
  return {
    rowNumber: reading.row.rowNumber,
    dossierCode,
    atLogMs,
    actionText,
    action: parseDeskAction(actionText),
    officerName: optionalText(reading, 'officerName'),
    recipientName: optionalText(reading, 'recipientName'),
    deadlineLogMs: optionalInstant(reading, 'deadline'),
    counterId: optionalCounter(reading),
  }
}

export function readOverdueRow(reading: Reading): OverdueRow {
  return {
    rowNumber: reading.row.rowNumber,
    dossierCode: neededCode(reading),
    dueAtLogMs: optionalInstant(reading, 'dueAt'),
    finishedAtLogMs: optionalInstant(reading, 'finishedAt'),
    returnedAtLogMs: optionalInstant(reading, 'returnedAt'),
    reason: optionalText(reading, 'reason'),
    apologyNumber: optionalText(reading, 'apologyNumber'),
    apologyDayMs: optionalDay(reading, 'apologyDay'),
  }
}
