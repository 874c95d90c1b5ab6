import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#shared/kernel/app-error.ts'
import { verifyBundle } from '#main/features/evidence/verify-bundle.ts'
import { systemCall } from '#main/ports/call.ts'
import { openStation, type Station } from '#main/serve/open-station.ts'
import { serveHttp } from '#main/serve/serve-http.ts'
import { type Command, STATION_OPTIONS } from './command.ts'
import { addDemoCameras, type DemoCamera } from './demo-cameras.ts'
import { citeOnScorecard, importLogs, sealMoment } from './demo-job.ts'
import { seedReceptions } from './demo-receptions.ts'
import { cameraFigures, type DemoRecording, RECORD_MS, recordDemo } from './demo-recording.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemo } from './demo-station.ts'
import { type DemoResult, showResult } from './demo-summary.ts'
import { seedWatching, showClockCodes } from './demo-watching.ts'
import { printJson, say } from './output.ts'
import { untilInterrupted } from './until-interrupted.ts'

const MARKER = 'demo.json'

/** A fresh folder for the demo. Only a folder that an earlier demo made is ever emptied. */
function freshFolder(given: string | undefined): string {
  const folder = resolve(given ?? join('.minh-chung', 'demo'))
  if (existsSync(folder)) {
    if (!existsSync(join(folder, MARKER))) throw new AppError('conflict', 'demo.folder-not-empty', { folder })
    rmSync(folder, { recursive: true })
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, MARKER),
    JSON.stringify({ madeBy: 'npm run demo', at: new Date().toISOString() }),
  )
  return folder
}

async function mainJob(
  station: Station,
  cameras: readonly DemoCamera[],
  folder: string,
  startedAtMs: number,
): Promise<DemoResult> {
  say(`3/7 Ghi hình ${RECORD_MS / 1000} giây…`)
  const clockCheck = await showClockCodes(station, cameras)
  const recording: DemoRecording = await recordDemo(station, cameras)
  say('4/7 Nhập sổ theo dõi hồ sơ và đối chiếu…')
  const matched = await importLogs(station, cameras, recording)
  await seedReceptions(station, [...new Set(cameras.map(({ rooms }) => rooms))], recording.range)
  await seedWatching(station, cameras, clockCheck, recording.range)
  say('5/7 Đánh dấu và trích bằng chứng…')
  const clip = await sealMoment(station, cameras, matched)
  say('6/7 Kiểm tra gói bằng chứng…')
  const { path } = await station.services.evidence.bundleFile(
    systemCall('demo', 'evidence.read').actor,
    clip.id,
  )
  const bundle = join(folder, 'evidence', path)
  const verification = await verifyBundle(await readFile(bundle))
  say('7/7 Viện dẫn trên phiếu điểm…')
  const scorecard = await citeOnScorecard(station, clip)
  return {
    cameras: await cameraFigures(station, cameras, recording),
    dossiers: matched.dossiers,
    coverage: matched.coverage,
    evidence: { bundle, sha256: clip.bundleSha256 ?? '', verified: verification.ok },
    scorecard,
    startedAt: new Date(startedAtMs).toISOString(),
    tookMs: Date.now() - startedAtMs,
  }
}

/** The figures that make the demo a success; each failure is named. */
function failuresOf(result: DemoResult): string[] {
  const { covered, partial, missing, truth } = result.coverage
  const failures = result.cameras
    .filter((camera) => camera.recordedMs < camera.expectedMs * 0.97)
    .map((camera) => `${camera.name}: chỉ ghi được ${camera.recordedMs}/${camera.expectedMs} ms`)
  if (!result.cameras.some((camera) => camera.gaps.some((gap) => gap.cause === 'camera-offline'))) {
    failures.push('không thấy khoảng mất tín hiệu đã gây ra')
  }
  if (Math.min(covered, partial, missing) < 1)
    failures.push(`đối chiếu ${covered}/${partial}/${missing}: thiếu một loại`)
  if (truth.differing > 0) failures.push(`${truth.differing} hồ sơ lệch kịch bản quá 1 giây`)
  if (!result.evidence.verified) failures.push('gói bằng chứng không qua kiểm tra')
  return failures
}

async function serveUntilInterrupted(station: Station, port: number): Promise<void> {
  const address = { hostname: '127.0.0.1', port }
  const server = await serveHttp(station.fetch, address).catch(() =>
    serveHttp(station.fetch, { ...address, port: 0 }),
  )
  say(`\nGiao diện: http://127.0.0.1:${server.port}/   (Ctrl+C để dừng)`)
  for (const { username, displayName } of DEMO_ACCOUNTS)
    say(`  ${username.padEnd(10)} ${DEMO_PASSWORD}   ${displayName}`)
  await untilInterrupted()
  await server.close()
}

export const demo: Command = {
  summary:
    'Làm trọn việc chính với bốn camera ảo: ghi, nhập sổ, đối chiếu, trích, kiểm tra, viện dẫn; rồi phục vụ giao diện.',
  usage: 'demo [--once] [--json] [--data THƯ_MỤC] [--port 8080]',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...STATION_OPTIONS,
        once: { type: 'boolean', default: false },
        port: { type: 'string', default: '8080' },
      },
    })
    const startedAtMs = Date.now()
    const folder = freshFolder(values.data)
    say(`1/7 Dựng trạm mẫu ở ${folder}…`)
    const accounts = DEMO_ACCOUNTS.map(({ username, role }) => ({ username, role, password: DEMO_PASSWORD }))
    const station = await openStation({
      dataFolder: folder,
      stationName: 'Trạm mẫu',
      demoAccounts: accounts,
      // A reader of ninety seconds should not wait half a minute for the next try.
      recorder: { retryDelaysMs: [150] },
      log: (message) => say(`  · ${message}`),
    })
    let cameras: DemoCamera[] = []
    try {
      await station.start()
      const communes = await seedDemo(station)
      say('2/7 Thử và thêm bốn camera ảo qua ONVIF…')
      cameras = await addDemoCameras(station, communes, station.tools.ffmpegPath ?? 'ffmpeg')
      const result = await mainJob(station, cameras, folder, startedAtMs)
      showResult(result)
      const failures = failuresOf(result)
      for (const failure of failures) say(`✘ ${failure}`)
      if (values.json) printJson(result)
      if (!values.once) await serveUntilInterrupted(station, Number(values.port))
      return failures.length === 0 ? 0 : 1
    } finally {
      await station.close()
      await Promise.all(cameras.map(({ virtual }) => virtual.stop()))
    }
  },
}
