import type { TimeRange } from '#shared/kernel/time-range.ts'
import { durationMs, intersect, totalMs } from '#shared/kernel/time-range.ts'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import type { Station } from '#main/serve/open-station.ts'
import type { DemoCamera } from './demo-cameras.ts'
import { DEMO_WINDOW } from './demo-station.ts'
import { say } from './output.ts'

export const RECORD_MS = 90_000
/** The cable is pulled in the middle of the first dossier from here on, so that one has footage in part. */
const DROP_AFTER_MS = 30_000
const DROP_INTO_WINDOW_MS = 6000
const DROP_MS = 15_000
const START_LIMIT_MS = 60_000
const POLL_MS = 200
const PROGRESS_EVERY_MS = 15_000

export type DemoRecording = {
  readonly range: TimeRange
  readonly drop: TimeRange
  readonly dropped: DemoCamera
}

const pause = (delayMs: number): Promise<void> => new Promise((resume) => setTimeout(resume, delayMs))

async function until(limitMs: number, what: string, isDone: () => Promise<boolean>): Promise<void> {
  const giveUpMs = Date.now() + limitMs
  while (!(await isDone())) {
    if (Date.now() > giveUpMs) throw new Error(`demo: ${what} did not happen within ${limitMs / 1000} s`)
    await pause(POLL_MS)
  }
}

/** Every camera has footage up to `atMs`. */
async function recordedUntil(station: Station, cameras: readonly DemoCamera[], atMs: number): Promise<void> {
  const ids = cameras.map(({ camera }) => camera.id)
  await until(START_LIMIT_MS, 'recording', async () => {
    const { recorders } = await station.services.recordings.status(ids)
    return recorders.every((recorder) => (recorder.lastGroupEndMs ?? 0) >= atMs)
  })
}

async function waitUntil(atMs: number, startMs: number): Promise<void> {
  while (Date.now() < atMs) {
    await pause(Math.min(PROGRESS_EVERY_MS, atMs - Date.now()))
    say(`  ghi được ${Math.round((Date.now() - startMs) / 1000)}/${RECORD_MS / 1000} giây`)
  }
}

/** Records for {@link RECORD_MS}; the first camera's cable is out for a while in the middle. */
export async function recordDemo(station: Station, cameras: readonly DemoCamera[]): Promise<DemoRecording> {
  const [dropped] = cameras
  if (!dropped) throw new Error('demo: no camera')
  await recordedUntil(station, cameras, 1)
  const fromMs = Date.now()
  const visits = dropped.virtual.script.rows.filter((row) => row.visitId !== null)
  const interrupted = visits.find((row) => row.savedAtMs >= fromMs + DROP_AFTER_MS)
  if (!interrupted) throw new Error('demo: the script ends before the drop')
  await waitUntil(interrupted.savedAtMs - DEMO_WINDOW.beforeMs + DROP_INTO_WINDOW_MS, fromMs)
  const dropFromMs = Date.now()
  await dropped.virtual.setFault({ kind: 'drop' })
  say(`  rút cáp: ${dropped.camera.name}`)
  await waitUntil(dropFromMs + DROP_MS, fromMs)
  await dropped.virtual.restore()
  const drop = { fromMs: dropFromMs, toMs: Date.now() }
  say(`  cắm lại: ${dropped.camera.name}`)
  await waitUntil(fromMs + RECORD_MS, fromMs)
  const range = { fromMs, toMs: Date.now() }
  await recordedUntil(station, cameras, range.toMs)
  return { range, drop, dropped }
}

export type CameraFigures = {
  readonly name: string
  readonly manufacturer: string
  readonly model: string
  readonly codec: string
  readonly segments: number
  readonly recordedMs: number
  /** The range, less the planned drop of the camera that had one. */
  readonly expectedMs: number
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number; readonly cause: string }[]
}

/** Neighbouring stretches without footage for the same cause are one gap, whatever the reasons behind it. */
function gapsOf(spans: readonly FootageSpan[]): CameraFigures['gaps'] {
  const gaps: { fromMs: number; toMs: number; cause: string }[] = []
  for (const { fromMs, toMs, state } of spans) {
    if (state === 'recorded') continue
    const last = gaps.at(-1)
    if (last?.toMs === fromMs && last.cause === state) last.toMs = toMs
    else gaps.push({ fromMs, toMs, cause: state })
  }
  return gaps
}

export async function cameraFigures(
  station: Station,
  cameras: readonly DemoCamera[],
  recording: DemoRecording,
): Promise<CameraFigures[]> {
  const { range, drop, dropped } = recording
  const { recordings } = station.services
  const lanes = await recordings.lanes(
    cameras.map(({ camera }) => camera.id),
    range,
  )
  return Promise.all(
    cameras.map(async ({ camera }, index) => {
      const spans = lanes[index]?.spans ?? []
      const planned = camera.id === dropped.camera.id ? intersect(drop, range) : null
      return {
        name: camera.name,
        manufacturer: camera.device?.manufacturer ?? '',
        model: camera.device?.model ?? '',
        codec: camera.codec,
        segments: (await recordings.segmentsIn(camera.id, range)).length,
        recordedMs: totalMs(spans.filter((span) => span.state === 'recorded')),
        expectedMs: durationMs(range) - (planned ? durationMs(planned) : 0),
        gaps: gapsOf(spans),
      }
    }),
  )
}
