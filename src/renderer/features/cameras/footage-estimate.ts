import type {
  CameraSchedule,
  DeviceRecording,
  ProbeReport,
  RecordedStream,
} from '#shared/cameras/cameras.model.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'
import { DEFAULT_CALENDAR } from '#shared/units/working-calendar.rules.ts'

/** Declared and measured rates further apart than this share are told. */
const RATE_TOLERANCE = 0.1
const BITS_PER_BYTE = 8
const MONDAY = 1

/** What a day of recording takes at a bit rate. */
export function bytesPerDay(bitsPerSecond: number, recordedMsPerDay: number): number {
  return Math.round((bitsPerSecond / BITS_PER_BYTE) * (recordedMsPerDay / SECOND_MS))
}

/** How long a working day's recording is: office hours as most communes keep them, each session with its rolls. */
export function recordedMsPerDay(schedule: CameraSchedule): number {
  if (schedule.kind === 'always') return DAY_MS
  const { preRollMs, postRollMs } = schedule
  const parts = DEFAULT_CALENDAR.sessions
    .filter(({ weekdays }) => weekdays.includes(MONDAY))
    .map(({ fromMinute, toMinute }) => ({
      fromMs: Math.max(0, fromMinute * MINUTE_MS - preRollMs),
      toMs: Math.min(DAY_MS, toMinute * MINUTE_MS + postRollMs),
    }))
    .sort((left, right) => left.fromMs - right.fromMs)
  let lengthMs = 0
  let reachedMs = 0
  for (const { fromMs, toMs } of parts) {
    lengthMs += Math.max(0, toMs - Math.max(fromMs, reachedMs))
    reachedMs = Math.max(reachedMs, toMs)
  }
  return lengthMs
}

export type StreamRate = { readonly bitsPerSecond: number; readonly measured: boolean }

/** Measured for the main stream, as the camera declares it for the smaller one; null where nothing is known. */
export function rateOf(report: ProbeReport, stream: RecordedStream): StreamRate | null {
  if (stream === 'main') {
    return report.stream === null ? null : { bitsPerSecond: report.stream.bitsPerSecond, measured: true }
  }
  const token = report.subStream?.profileToken ?? null
  const profile = report.profiles.find((each) => each.token === token)
  const declared = token === null ? null : (profile?.declaredBitsPerSecond ?? null)
  return declared === null || declared === 0 ? null : { bitsPerSecond: declared, measured: false }
}

/** Thousandths of a frame per second: what the camera promises, first in its profile, else in the stream's header. */
export function declaredRateMilli(report: ProbeReport): number | null {
  const profile = report.profiles.find(({ token }) => token === report.chosenProfileToken)
  return profile?.declaredFrameRateMilli ?? report.stream?.declaredFrameRateMilli ?? null
}

export function ratesDiffer(declaredMilli: number, measuredMilli: number): boolean {
  return Math.abs(declaredMilli - measuredMilli) > declaredMilli * RATE_TOLERANCE
}

export type CardContents = {
  readonly fromDeviceMs: number
  readonly toDeviceMs: number
  readonly days: number
}

/** From when to when the card holds footage, by the camera's clock; null when it holds none. */
export function cardContents(recordings: readonly DeviceRecording[]): CardContents | null {
  if (recordings.length === 0) return null
  const fromDeviceMs = Math.min(...recordings.map((each) => each.fromDeviceMs))
  const toDeviceMs = Math.max(...recordings.map((each) => each.toDeviceMs))
  return { fromDeviceMs, toDeviceMs, days: Math.max(0, toDeviceMs - fromDeviceMs) / DAY_MS }
}
