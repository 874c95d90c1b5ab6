import type { Camera } from '#shared/cameras/cameras.model.ts'
import { CODE_MS } from '#shared/clock-checks/clock-code.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, MINUTE_MS, SECOND_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { ZonePoint } from '#shared/presence/presence.model.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'
import type { DemoCamera } from './demo-cameras.ts'
import { seedMorning } from './demo-morning.ts'

/** The recorders are at work by then; the file that holds the end is finished before the recording ends. */
const CODES_AFTER_MS = 5 * SECOND_MS
const CODES_FOR_MS = 15 * SECOND_MS
const PAGE_UNCERTAINTY_MS = 20

const at = (x: number, y: number): ZonePoint => [x / 640, y / 360]
/** The notice board of the drawn one-stop desk. */
const NOTICE_BOARD: readonly ZonePoint[] = [at(26, 58), at(190, 58), at(190, 144), at(26, 144)]

const call = (verb: string) => systemCall('demo', verb)

export type DemoClockCheck = { readonly checkId: Id; readonly shown: TimeRange }

/** Somebody holds the page of changing codes before the second camera, soon. */
export async function showClockCodes(
  station: Station,
  cameras: readonly DemoCamera[],
): Promise<DemoClockCheck> {
  const { clockChecks } = station.services
  const filmed = cameras[1]
  if (!filmed) throw new Error('demo: no second camera')
  const { check, token } = await clockChecks.open(call('clock-check.open'), { cameraId: filmed.camera.id })
  const fromMs = Date.now() + CODES_AFTER_MS
  const shown = { fromMs, toMs: fromMs + CODES_FOR_MS }
  const { codes } = await clockChecks.codes({ token, ...shown, uncertaintyMs: PAGE_UNCERTAINTY_MS })
  filmed.virtual.showCodes(codes.map(({ atMs, text }) => ({ fromMs: atMs, toMs: atMs + CODE_MS, text })))
  return { checkId: check.id, shown }
}

type BoardPlace = {
  readonly camera: Camera
  /** A zone that ends where the board's begins. */
  readonly replacesId: Id | null
  readonly validFromMs: InstantMs
}

/** At the beginning of the recording and at its end: two pictures that can be held side by side. */
async function photographBoard(
  station: Station,
  { camera, ...since }: BoardPlace,
  recorded: TimeRange,
): Promise<void> {
  const { presence, noticeBoards, jobs } = station.services
  const dayMs = startOfVietnamDay(recorded.toMs)
  const zone = await presence.saveZone(call('zone.save'), {
    cameraId: camera.id,
    kind: 'notice-board',
    name: 'Bảng niêm yết thủ tục',
    counterId: null,
    polygon: [...NOTICE_BOARD],
    ...since,
  })
  for (const dueAtMs of [recorded.fromMs, recorded.toMs]) {
    const minuteOfDay = Math.max(0, Math.floor((dueAtMs - dayMs) / MINUTE_MS))
    const times = { zoneId: zone.id, every: 'day', weekday: null, minuteOfDay } as const
    await noticeBoards.setSchedule(call('board.schedule'), times)
    await noticeBoards.take(call('board.take'), { zoneId: zone.id, fromMs: dayMs, toMs: recorded.toMs })
    await jobs.idle()
  }
}

/** What people have the station look at: a camera's clock, the notice boards, dossiers drawn by lot. */
export async function seedWatching(
  station: Station,
  cameras: readonly DemoCamera[],
  { checkId, shown }: DemoClockCheck,
  recorded: TimeRange,
): Promise<void> {
  const { clockChecks, queue } = station.services
  const searched = { fromMs: shown.fromMs - SECOND_MS, toMs: shown.toMs + SECOND_MS }
  await clockChecks.measure(call('clock-check.measure'), { id: checkId, ...searched })
  const desks = cameras.filter(({ virtual }) => virtual.script.room === 'one-stop-desk')
  const [first] = desks
  if (!first) return
  const dayMs = startOfVietnamDay(recorded.toMs)
  const filmed = await seedMorning(station, first, station.tools.ffmpegPath ?? 'ffmpeg')
  for (const { camera } of desks) {
    // Visits of the demonstration last seconds: looked at as those of an office they would all be missed.
    const isFilmed = filmed?.seat.cameraId === camera.id
    const since = isFilmed
      ? { replacesId: filmed.seat.id, validFromMs: filmed.morning.toMs }
      : { replacesId: null, validFromMs: dayMs }
    await photographBoard(station, { camera, ...since }, recorded)
  }
  await queue.drawSample(call('queue.draw-sample'), {
    roomId: first.camera.roomId,
    fromMs: dayMs,
    toMs: dayMs + DAY_MS,
    size: 3,
    seed: 'mau-2026',
    assignee: 'thanhtra',
    reason: 'Kiểm tra ngẫu nhiên việc giao giấy tiếp nhận (dữ liệu mẫu)',
  })
}
