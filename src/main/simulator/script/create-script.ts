import { dueTimeMs } from './due-time.ts'
import { inventPerson } from './people-names.ts'
import { communeProcedures, type Procedure } from './procedures.ts'
import { createRandom, type Random } from './random.ts'
import type {
  DossierStatus,
  RoomKind,
  SceneScript,
  ScriptRange,
  TransactionRow,
  Visit,
  VisitPerson,
} from './scene-script.ts'
import { formatDossierDate, vietnamMidnightMs } from '../vietnam-time.ts'

export type ScriptOptions = {
  /** The same options give the same script, bit for bit. */
  readonly seed: number
  /** Station time at which the script begins. */
  readonly startMs: number
  readonly durationMs: number
  readonly room: RoomKind
  /** Identifier of the receiving unit, the first part of a dossier code, such as `H42.18`. */
  readonly unitCode: string
  /** Counter of the first dossier; it starts again from here every day. */
  readonly firstCounter: number
  /** Mean time from one visit to the next. Default 12 (demo speed); 600 is close to a real desk. */
  readonly meanVisitSeconds?: number | undefined
  /** Clock of the one-stop software minus station time. Default 0. */
  readonly softwareClockOffsetMs?: number | undefined
  /** Share of register rows that came online and have no visit (0–1). Default 0.15. */
  readonly onlineShare?: number | undefined
  /** Share of visits at the desk that leave no dossier (0–1). Default 0.1. */
  readonly askOnlyShare?: number | undefined
  /** Chance that the officer leaves the desk for a while after a visit (0–1). Default 0.06. */
  readonly breakChance?: number | undefined
  readonly unitName?: string | undefined
  readonly counterName?: string | undefined
  /** Default: an invented name. */
  readonly officerName?: string | undefined
}

type Timeline = { readonly visits: readonly Visit[]; readonly breaks: readonly ScriptRange[] }

type DraftRow = Omit<TransactionRow, 'dossierCode'>

const defaultMeanVisitSeconds = 12
const shortestWalkMs = 1_200
const longestWalkMs = 4_000

/** Plans who comes when, and the register that the one-stop software would show. Pure and deterministic. */
export function createScript(options: ScriptOptions): SceneScript {
  assertOptions(options)
  const random = createRandom(options.seed)
  const officerName = options.officerName ?? inventPerson(random).name
  const walkMs = Math.round(Math.min(longestWalkMs, Math.max(shortestWalkMs, meanVisitMs(options) * 0.14)))
  const timeline = planVisits(options, random, walkMs)
  const rows = options.room === 'one-stop-desk' ? planRows(options, random, timeline.visits, officerName) : []
  const codeByVisit = new Map(rows.map((row) => [row.visitId, row.dossierCode]))
  const endMs = options.startMs + options.durationMs
  return {
    room: options.room,
    startMs: options.startMs,
    endMs,
    walkMs,
    visits: timeline.visits.map((visit) => ({ ...visit, dossierCode: codeByVisit.get(visit.id) ?? null })),
    officerPresence: complement(timeline.breaks, options.startMs, endMs),
    rows,
  }
}

function assertOptions(options: ScriptOptions): void {
  if (!Number.isInteger(options.startMs))
    throw new RangeError('createScript: startMs must be whole milliseconds')
  if (!(options.durationMs > 0)) throw new RangeError('createScript: durationMs must be above 0')
  if (!(meanVisitMs(options) >= 4_000))
    throw new RangeError('createScript: meanVisitSeconds must be at least 4')
  if (!Number.isInteger(options.firstCounter) || options.firstCounter < 0) {
    throw new RangeError('createScript: firstCounter must be a whole number of at least 0')
  }
}

function meanVisitMs(options: ScriptOptions): number {
  return (options.meanVisitSeconds ?? defaultMeanVisitSeconds) * 1_000
}

function planVisits(options: ScriptOptions, random: Random, walkMs: number): Timeline {
  const meanMs = meanVisitMs(options)
  const endMs = options.startMs + options.durationMs
  const visits: Visit[] = []
  const breaks: ScriptRange[] = []
  let arriveMs = options.startMs + Math.round(random.between(0.05, 0.2) * meanMs)
  let deskFreeMs = options.startMs
  for (let id = 1; ; id += 1) {
    const seatedMs = Math.max(arriveMs + walkMs, deskFreeMs + Math.round(walkMs * 0.6))
    const leaveMs = seatedMs + Math.round(random.between(0.42, 0.72) * meanMs)
    const people = planPeople(random, options.room)
    if (leaveMs + walkMs > endMs) return { visits, breaks }
    visits.push({ id, arriveMs, seatedMs, leaveMs, people, dossierCode: null })
    deskFreeMs = leaveMs
    if (random.chance(options.breakChance ?? 0.06)) {
      const toMs = Math.min(endMs, leaveMs + Math.round(random.between(0.8, 1.6) * meanMs))
      breaks.push({ fromMs: leaveMs + 500, toMs })
      deskFreeMs = toMs
    }
    arriveMs += Math.round(random.between(0.7, 1.3) * meanMs)
  }
}

function planPeople(random: Random, room: RoomKind): readonly [VisitPerson, ...VisitPerson[]] {
  const first = planPerson(random)
  const second = planPerson(random)
  return room === 'reception-room' && random.chance(0.45) ? [first, second] : [first]
}

function planPerson(random: Random): VisitPerson {
  return { ...inventPerson(random), lookSeed: Math.floor(random.next() * 1_000_000) }
}

function planRows(
  options: ScriptOptions,
  random: Random,
  visits: readonly Visit[],
  officerName: string,
): readonly TransactionRow[] {
  const drafts: DraftRow[] = []
  const onlineShare = options.onlineShare ?? 0.15
  for (const visit of visits) {
    if (!random.chance(options.askOnlyShare ?? 0.1))
      drafts.push(draftDeskRow(options, random, visit, officerName))
    // One online row for every (1 − share) / share rows at the desk.
    if (random.chance(onlineShare / Math.max(0.001, 1 - onlineShare))) {
      drafts.push(draftOnlineRow(options, random, officerName))
    }
  }
  drafts.sort((first, second) => first.receivedAtMs - second.receivedAtMs)
  return numberRows(options, drafts)
}

function draftDeskRow(options: ScriptOptions, random: Random, visit: Visit, officerName: string): DraftRow {
  const stayMs = visit.leaveMs - visit.seatedMs
  const savedAtMs = visit.leaveMs - Math.round(Math.max(300, stayMs * random.between(0.05, 0.15)))
  const status = random.pick([
    'Được tiếp nhận',
    'Đang xử lý',
    'Đang xử lý',
    'Yêu cầu bổ sung giấy tờ',
  ] as const)
  return {
    ...draftRow(options, random, savedAtMs, status, officerName),
    applicantName: visit.people[0].name,
    channel: 'Trực tiếp',
    visitId: visit.id,
  }
}

function draftOnlineRow(options: ScriptOptions, random: Random, officerName: string): DraftRow {
  const savedAtMs = options.startMs + Math.floor(random.next() * options.durationMs)
  const status = random.pick(['Mới đăng ký', 'Được tiếp nhận'] as const)
  return {
    ...draftRow(options, random, savedAtMs, status, officerName),
    applicantName: inventPerson(random).name,
    channel: 'Trực tuyến',
    visitId: null,
  }
}

function draftRow(
  options: ScriptOptions,
  random: Random,
  savedAtMs: number,
  status: DossierStatus,
  officerName: string,
): Omit<DraftRow, 'applicantName' | 'channel' | 'visitId'> {
  const procedure = pickProcedure(random)
  const logTimeMs = savedAtMs + (options.softwareClockOffsetMs ?? 0)
  // The register shows whole seconds, so a second is all the truth that it can carry.
  const receivedAtMs = Math.floor(logTimeMs / 1_000) * 1_000
  return {
    procedureCode: procedure.code,
    procedureName: procedure.name,
    field: procedure.field,
    receivedAtMs,
    savedAtMs,
    dueAtMs: dueTimeMs(receivedAtMs, procedure.workingDays),
    status,
    officerName,
    counterName: options.counterName ?? 'Quầy số 1',
    unitName: options.unitName ?? 'Trung tâm Phục vụ hành chính công xã Thanh Bình',
  }
}

function pickProcedure(random: Random): Procedure {
  const totalWeight = communeProcedures.reduce((sum, procedure) => sum + procedure.weight, 0)
  let remaining = random.next() * totalWeight
  for (const procedure of communeProcedures) {
    remaining -= procedure.weight
    if (remaining < 0) return procedure
  }
  return communeProcedures[0]
}

function numberRows(options: ScriptOptions, drafts: readonly DraftRow[]): readonly TransactionRow[] {
  let counter = options.firstCounter
  let midnightMs: number | null = null
  return drafts.map((draft) => {
    const draftMidnightMs = vietnamMidnightMs(draft.receivedAtMs)
    if (midnightMs !== null && draftMidnightMs !== midnightMs) counter = options.firstCounter
    midnightMs = draftMidnightMs
    const number = String(counter).padStart(4, '0')
    counter += 1
    return { ...draft, dossierCode: `${options.unitCode}-${formatDossierDate(draft.receivedAtMs)}-${number}` }
  })
}

function complement(gaps: readonly ScriptRange[], fromMs: number, toMs: number): readonly ScriptRange[] {
  const ranges: ScriptRange[] = []
  let cursorMs = fromMs
  for (const gap of gaps) {
    if (gap.fromMs > cursorMs) ranges.push({ fromMs: cursorMs, toMs: Math.min(gap.fromMs, toMs) })
    cursorMs = Math.max(cursorMs, gap.toMs)
  }
  if (cursorMs < toMs) ranges.push({ fromMs: cursorMs, toMs })
  return ranges
}
