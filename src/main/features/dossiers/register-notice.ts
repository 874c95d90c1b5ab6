import { closingTimes, type LoggedAct, noticeEndOfDayBursts } from '#shared/imports/end-of-day.rules.ts'
import type { DossierHistoryRow, DossierRegisterRow } from '#shared/imports/import-rows.model.ts'
import {
  type EarlierCover,
  type IntegrityNote,
  noticeRegisterChanges,
} from '#shared/imports/log-integrity.rules.ts'
import { toStationTime } from '#shared/kernel/clock-offset.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { Db } from '#main/db/db.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { Comparison, Noticing } from '#main/ports/import-target.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import { findDossiers, findDossiersByCode, newestReceipt } from './dossiers.repository.ts'
import type { LogSources } from './log-sources.ts'

const ACTS = [
  { action: 'received', field: 'receivedAtLogMs' },
  { action: 'finished', field: 'finishedAtLogMs' },
  { action: 'returned', field: 'returnedAtLogMs' },
] as const

type Told<Row> = {
  readonly row: Row
  readonly isFresh: boolean
  readonly fields: Comparison<Row>['changed'][number]['fields']
}

/** Every row of a file with how it stands to what is stored. */
function everyRow<Row>({ fresh, changed, unchanged }: Comparison<Row>): Told<Row>[] {
  return [
    ...fresh.map((row) => ({ row, isFresh: true, fields: [] })),
    ...changed.map(({ row, fields }) => ({ row, isFresh: false, fields })),
    ...unchanged.map((row) => ({ row, isFresh: false, fields: [] })),
  ]
}

/** What a dossier's own dates say was done; at the desk only those handed in there are received. */
function actsOfDossier({ row, isFresh, fields }: Told<DossierRegisterRow>): LoggedAct[] {
  return ACTS.flatMap(({ action, field }): LoggedAct[] => {
    const atLogMs = row[field]
    if (atLogMs === null || (action === 'received' && row.channel !== 'walk-in')) return []
    const change = fields.find((each) => each.field === field)
    const before = change ? (change.before === null ? null : Number(change.before)) : atLogMs
    return [{ action, atLogMs, isNew: isFresh || change !== undefined, beforeLogMs: isFresh ? null : before }]
  })
}

function actOfHistory({ row, isFresh }: Told<DossierHistoryRow>): LoggedAct {
  const { action, atLogMs } = row
  return { action, atLogMs, isNew: isFresh, beforeLogMs: isFresh ? null : atLogMs }
}

/** What a file of the one-stop software gives to look at. */
export function createRegisterNotice({ units }: Pick<DossiersDeps, 'units'>, logSources: LogSources) {
  async function bursts(roomId: string, acts: readonly LoggedAct[]): Promise<IntegrityNote[]> {
    if (acts.length === 0) return []
    const range = acts.reduce(
      (sum, { atLogMs }) => ({
        fromMs: Math.min(sum.fromMs, atLogMs),
        toMs: Math.max(sum.toMs, atLogMs + DAY_MS),
      }),
      { fromMs: Number.POSITIVE_INFINITY, toMs: 0 },
    )
    const days = { fromMs: range.fromMs - DAY_MS, toMs: range.toMs }
    const sessions = officeSessions(await units.calendarsOfRoom(roomId), days)
    return noticeEndOfDayBursts(acts, closingTimes(sessions))
  }

  async function coversOf(db: Db, noticing: Noticing<DossierRegisterRow>): Promise<EarlierCover[]> {
    const ranges = new Map(noticing.earlierPeriods.map((range) => [`${range.fromMs} ${range.toMs}`, range]))
    const covers: EarlierCover[] = []
    for (const range of ranges.values()) {
      const newestLogMs = await newestReceipt(db, noticing.scope.sourceId, range)
      if (newestLogMs !== null) covers.push({ range, newestLogMs })
    }
    return covers
  }

  /** In the form of a finding, in station time. Dossiers that are stored are named by id, others by code. */
  async function toFindings(
    db: Db,
    { scope }: Pick<Noticing<never>, 'scope'>,
    notes: readonly IntegrityNote[],
  ): Promise<Omit<NewFinding, 'origin'>[]> {
    const source = (await logSources.allSources()).find(({ id }) => id === scope.sourceId)
    const codes = notes.flatMap(({ code }) => (code === null ? [] : [code]))
    const stored = await findDossiersByCode(db, scope.sourceId, [...new Set(codes)])
    const idByCode = new Map(stored.map(({ id, code }) => [code, id]))
    const station = (atMs: number): number => (source ? toStationTime(atMs, source.clockOffset) : atMs)
    return notes.map(({ code, kind, atLogMs, fromLogMs, toLogMs, detail, confidence, key }) => ({
      kind,
      roomId: scope.roomId,
      atMs: station(atLogMs),
      fromMs: station(fromLogMs),
      toMs: station(toLogMs),
      subject:
        code === null
          ? { kind: 'room', id: scope.roomId }
          : { kind: 'dossier', id: idByCode.get(code) ?? code },
      detail: { ...detail },
      confidence,
      dedupeKey: `${scope.sourceId}:${key}`,
    }))
  }

  async function ofRegister(db: Db, noticing: Noticing<DossierRegisterRow>) {
    const { comparison, importId, rejectedEarlier, scope } = noticing
    const gone = await findDossiers(
      db,
      comparison.vanished.map(({ id }) => id),
    )
    const notes = noticeRegisterChanges({
      fresh: comparison.fresh,
      changed: comparison.changed,
      vanished: gone.flatMap(({ code, receivedAtLogMs }) =>
        receivedAtLogMs === null ? [] : [{ code, receivedAtLogMs }],
      ),
      earlier: await coversOf(db, noticing),
      rejectedEarlier,
      importKey: importId ?? 'preview',
    })
    const acts = everyRow(comparison).flatMap(actsOfDossier)
    return toFindings(db, noticing, [...notes, ...(await bursts(scope.roomId, acts))])
  }

  async function ofHistory(db: Db, noticing: Noticing<DossierHistoryRow>) {
    const acts = everyRow(noticing.comparison).map(actOfHistory)
    return toFindings(db, noticing, await bursts(noticing.scope.roomId, acts))
  }

  return { ofRegister, ofHistory }
}
