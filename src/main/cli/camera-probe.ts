import { AppError } from '#shared/kernel/app-error.ts'
import { parseAddressRanges } from '#shared/cameras/address-range.rules.ts'
import type { CameraCredentials, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { findFfmpeg } from '#main/adapters/ffmpeg/find-ffmpeg.ts'
import { probeStream } from '#main/adapters/ffmpeg/probe-stream.ts'
import { createOnvifCameraDevice } from '#main/adapters/onvif/onvif-camera-device.ts'
import { createOnvifDiscovery } from '#main/adapters/onvif/onvif-discovery.ts'
import { watchSsrc } from '#main/adapters/rtsp/watch-ssrc.ts'
import type { LadderDeps } from '#main/features/cameras/ladder-findings.ts'
import { climbLadder } from '#main/features/cameras/probe-ladder.ts'
import type { AnsweredDevice } from '#main/ports/camera-discovery.ts'
import { systemClock } from '#main/ports/clock.ts'
import { printJson, say } from './output.ts'
import { probeLine } from './probe-lines.ts'

/** The report in the words that scripts rely on. */
function asJson(report: ProbeReport) {
  return {
    ok: report.ok,
    failedAt: report.failedAt,
    clockOffsetMs: report.clockOffset?.offsetMs ?? null,
    uncertaintyMs: report.clockOffset?.uncertaintyMs ?? null,
    auth: report.auth,
    profiles: report.profiles,
    keyframeSpacingMs: report.stream?.keyframeSpacingMs ?? null,
    recordings: report.recordings,
    warnings: report.warnings,
  }
}

/**
 * Climbs the ladder at any device, with no station and no data folder: each rung is said as it ends.
 * @throws AppError `precondition ffmpeg.missing`
 */
export async function probeCamera(login: CameraCredentials, json: boolean): Promise<number> {
  const { ffmpegPath } = await findFfmpeg(process.env, process.platform)
  if (ffmpegPath === null) throw new AppError('precondition', 'ffmpeg.missing')
  const deps: LadderDeps = {
    device: createOnvifCameraDevice(),
    probeStream: (request) => probeStream({ ...request, ffmpegPath }),
    probeContinuity: watchSsrc,
    clock: systemClock,
  }
  const report = await climbLadder(deps, login, undefined, (progress) => {
    if (progress.kind === 'step') say(probeLine(progress.step))
  })
  say(report.ok ? 'Camera dùng được.' : `Dừng ở bước ${report.failedAt ?? ''}.`)
  if (json) printJson(asJson(report))
  return report.ok ? 0 : 1
}

/**
 * Searches the network, and the addresses of `ranges`; needs no station.
 * @throws AppError `invalid camera.range-unreadable {value}`, `invalid camera.range-too-long {count, max}`
 */
export async function discoverCameras(
  ranges: readonly string[],
  seconds: number,
  json: boolean,
): Promise<number> {
  const addresses = parseAddressRanges(ranges.join(' '))
  const found = new Map<string, AnsweredDevice>()
  const listener = {
    onFound: (device: AnsweredDevice): void => {
      if (found.has(device.address)) return
      found.set(device.address, device)
      const words = [device.address, device.name, device.hardware, device.location]
      say(`  ${words.filter((word) => word !== null && word !== '').join('  ')}`)
    },
    onAsked: (): void => undefined,
  }
  const discovery = createOnvifDiscovery()
  const { signal } = new AbortController()
  await Promise.all([
    discovery.search(seconds * 1000, listener, signal),
    addresses.length > 0 ? discovery.scan(addresses, listener, signal) : undefined,
  ])
  say(`Tìm thấy ${found.size} thiết bị.`)
  if (json) printJson({ devices: [...found.values()] })
  return 0
}
