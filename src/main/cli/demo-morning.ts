import type { FetchedGroup } from '#main/features/recordings/recordings.ports.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { readBoxes } from '#shared/mp4/boxes.ts'
import type { Zone, ZonePoint } from '#shared/presence/presence.model.ts'
import { filmScene } from '#main/simulator/film-scene.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { registerCsv } from '#main/simulator/script/register-csv.ts'
import type { SceneScript, TransactionRow, Visit } from '#main/simulator/script/scene-script.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import type { Station } from '#main/serve/open-station.ts'
import type { DemoCamera } from './demo-cameras.ts'
import { DEMO_SOFTWARE_OFFSET_MS } from './demo-station.ts'

const LONGEST_BREAK_DAYS = 14
const MORNING_MS = 22 * MINUTE_MS
/** Twice the pictures that are looked at: more would show nothing more. */
const FILM = { widthPx: 384, heightPx: 216, stepMs: 2000 } as const

const at = (x: number, y: number): ZonePoint => [x / 640, y / 360]
/** Where the citizen sits in the drawn one-stop desk. */
const CITIZEN_SEAT: readonly ZonePoint[] = [at(284, 176), at(378, 176), at(378, 300), at(284, 300)]

/** Minutes at which somebody sits down and gets up. */
const SEATED_MINUTES = [
  [1, 4.5],
  [5.5, 9],
  [10, 11],
] as const
/** When dossiers were saved: with the first and the last visitor, and one with nobody there. The second visit has none. */
const SAVED_MINUTES = [4.3, 10.8, 16.5] as const

const call = (verb: string) => systemCall('demo', verb)

/** The newest morning before today on which the office was open. */
async function workingMorning(station: Station, roomId: Id, nowMs: InstantMs): Promise<TimeRange | null> {
  const toMs = startOfVietnamDay(nowMs)
  const past = { fromMs: toMs - LONGEST_BREAK_DAYS * DAY_MS, toMs }
  const sessions = await station.services.units.officeHours(roomId, past)
  const last = sessions.at(-1)
  const first = last && sessions.find(({ fromMs }) => fromMs >= startOfVietnamDay(last.fromMs))
  if (!first) return null
  const fromMs = Math.ceil(first.fromMs / HOUR_MS) * HOUR_MS
  return { fromMs, toMs: fromMs + MORNING_MS }
}

function morningScript({ rooms }: DemoCamera, morning: TimeRange): SceneScript {
  const minuteOf = (minute: number): InstantMs => morning.fromMs + Math.round(minute * MINUTE_MS)
  const base = createScript({
    seed: 31,
    startMs: morning.fromMs,
    durationMs: HOUR_MS,
    room: 'one-stop-desk',
    unitCode: rooms.commune.code ?? 'H42',
    unitName: rooms.commune.name,
    counterName: 'Quầy 1',
    firstCounter: 1,
    onlineShare: 0,
    askOnlyShare: 0,
  })
  const visits = base.visits.slice(0, SEATED_MINUTES.length).map((visit, index): Visit => {
    const [seatedMinute = 0, leaveMinute = 0] = SEATED_MINUTES[index] ?? []
    const seatedMs = minuteOf(seatedMinute)
    return {
      ...visit,
      arriveMs: seatedMs - 4000,
      seatedMs,
      leaveMs: minuteOf(leaveMinute),
      dossierCode: null,
    }
  })
  const rows = base.rows.slice(0, SAVED_MINUTES.length).map((row, index): TransactionRow => {
    const savedAtMs = minuteOf(SAVED_MINUTES[index] ?? 0)
    return { ...row, savedAtMs, receivedAtMs: savedAtMs + DEMO_SOFTWARE_OFFSET_MS, visitId: null }
  })
  return {
    ...base,
    endMs: morning.toMs,
    walkMs: 3000,
    visits,
    officerPresence: [morning],
    rows,
  }
}

/** The film's keyframes, as a camera's card would have given them back. */
async function* groupsOf(film: Uint8Array, fromMs: InstantMs): AsyncGenerator<FetchedGroup> {
  const boxes = readBoxes(film)
  const moov = boxes.find(({ type }) => type === 'moov')
  const initBytes = film.subarray(0, moov ? moov.offset + moov.size : 0)
  let startMs = fromMs
  for (const [index, { type, offset }] of boxes.entries()) {
    const mdat = boxes[index + 1]
    if (type !== 'moof' || !mdat) continue
    const range = { fromMs: startMs, toMs: startMs + FILM.stepMs }
    const bytes = film.subarray(offset, mdat.offset + mdat.size)
    yield { initBytes, bytes, range, mediaDurationMs: FILM.stepMs }
    startMs = range.toMs
  }
}

/** The camera was added today: that it looked at the counter on that morning too has to be told. */
async function lookedAtCounter(
  station: Station,
  cameraId: Id,
  counterId: Id,
  { fromMs, toMs }: TimeRange,
): Promise<void> {
  const view = { id: newId(), camera_id: cameraId, counter_id: counterId }
  await station.services.work.bookkeep((transaction) =>
    transaction
      .insertInto('camera_views')
      .values({ ...view, valid_from_ms: fromMs, valid_to_ms: toMs })
      .execute(),
  )
}

async function importRows(station: Station, roomId: Id, rows: readonly TransactionRow[]): Promise<void> {
  const { dossiers, imports } = station.services
  const { actor } = call('import.consent')
  const source = (await dossiers.sources(actor)).find((each) => each.roomId === roomId)
  if (!source) return
  await imports.now(call('import.consent'), {
    kind: 'dossier-register',
    sourceId: source.id,
    fileName: 'Sổ theo dõi hồ sơ (buổi mẫu).csv',
    bytes: new TextEncoder().encode(registerCsv(rows)),
  })
}

/**
 * Twenty-two minutes of the last working morning at the first desk, at the pace of a real office, with what its register
 * says: what people at a counter are held against. Filmed beforehand, since nobody waits so long for a demonstration.
 * @returns the zone of the citizen's seat, and when it ends to be looked at
 */
export async function seedMorning(
  station: Station,
  desk: DemoCamera,
  ffmpegPath: string,
): Promise<{ readonly seat: Zone; readonly morning: TimeRange } | null> {
  const { camera } = desk
  const { recordings, presence, jobs } = station.services
  const morning = await workingMorning(station, camera.roomId, Date.now())
  const [counterId = null] = camera.counterIds
  if (!morning) return null
  const script = morningScript(desk, morning)
  const film = await filmScene({ ffmpegPath, cameraName: camera.name, script, ...FILM })
  await recordings.insertBackfilled({
    cameraId: camera.id,
    backfillId: newId(),
    groups: groupsOf(film, morning.fromMs),
    within: [morning],
  })
  if (counterId !== null) await lookedAtCounter(station, camera.id, counterId, morning)
  await importRows(station, camera.roomId, script.rows)
  const seat = await presence.saveZone(call('zone.save'), {
    cameraId: camera.id,
    kind: 'citizen-seat',
    name: 'Ghế công dân',
    counterId,
    polygon: [...CITIZEN_SEAT],
    validFromMs: morning.fromMs,
    replacesId: null,
  })
  await presence.look(call('presence.look'), { cameraId: camera.id, ...morning })
  await jobs.idle()
  return { seat, morning }
}
