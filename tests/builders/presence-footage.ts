import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SceneScript, Visit } from '#main/simulator/script/scene-script.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { type Footage, inTemporaryFolder, splitFootage } from './evidence-footage.ts'
import { type Laid, type LaidHost, laySegment, openRun } from './laid-footage.ts'
import { encodeScene, SCENE_STEP_MS } from './presence-scenes.ts'
import { ffmpegPath } from './test-host.ts'

/** Friday 20/11/2026, 08:00 in Vietnam: inside office hours. */
export const SCRIPT_START_MS = Date.parse('2026-11-20T08:00:00+07:00')
export const minuteOf = (minute: number): number => SCRIPT_START_MS + Math.round(minute * MINUTE_MS)

/** Twice the pictures that are looked at: what is seen is the same as in a larger one. */
const FILM_SIZE = [384, 216] as const

const SEGMENT_MS = 2 * MINUTE_MS
const GROUPS_OF_SEGMENT = SEGMENT_MS / SCENE_STEP_MS

function visit(id: number, seatedMinute: number, leaveMinute: number): Visit {
  const seatedMs = minuteOf(seatedMinute)
  return {
    id,
    arriveMs: seatedMs - 4000,
    seatedMs,
    leaveMs: minuteOf(leaveMinute),
    people: [{ name: `Người ${id}`, woman: id % 2 === 0, lookSeed: 40 + id }],
    dossierCode: null,
  }
}

/** Twenty-two minutes: one visit with a dossier, a long and a short one without, and then nobody. */
export const SEATED_SCRIPT: SceneScript = {
  room: 'one-stop-desk',
  startMs: SCRIPT_START_MS,
  endMs: minuteOf(22),
  walkMs: 3000,
  visits: [visit(1, 1, 4.5), visit(2, 5.5, 9), visit(3, 10, 11)],
  officerPresence: [{ fromMs: SCRIPT_START_MS, toMs: minuteOf(22) }],
  rows: [],
}

/** In the log: the first visit's dossier, one with nobody there, and one after the footage, as a log goes on. */
export const SEATED_REGISTER = [
  { code: 'H42.18-261120-0001', received: '20/11/2026 08:04' },
  { code: 'H42.18-261120-0002', received: '20/11/2026 08:16:30' },
  { code: 'H42.18-261120-0003', received: '20/11/2026 08:40' },
]

/** The script as a camera would have sent it. */
export function filmScript(script: SceneScript): Promise<Footage> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'scene.mp4')
    const scene = { name: 'seated', script, disturb: () => undefined }
    await encodeScene(await ffmpegPath(), scene, path, FILM_SIZE)
    return splitFootage(await readFile(path))
  })
}

/** Lays it as finished files of two minutes, all of one run. */
export async function layFilm(host: LaidHost, cameraId: Id, film: Footage): Promise<Laid[]> {
  const runId = await openRun(host, cameraId, SCRIPT_START_MS)
  const laid: Laid[] = []
  for (let first = 0; first < film.groups.length; first += GROUPS_OF_SEGMENT) {
    const number = laid.length + 1
    const place = { cameraId, runId, number, startAtMs: SCRIPT_START_MS + first * SCENE_STEP_MS }
    const groups = film.groups.slice(first, first + GROUPS_OF_SEGMENT)
    laid.push(await laySegment(host, { ...film, groups }, place, 'finished'))
  }
  return laid
}
