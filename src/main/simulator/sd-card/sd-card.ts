import type { DeviceClock } from '../device-clock.ts'
import type { SdCardSettings } from './sd-card-options.ts'

/** Footage without a break, by the device's clock; half-open. */
export type Stretch = {
  readonly fromDeviceMs: number
  readonly toDeviceMs: number
  /** Device clock minus station time while it was filmed. */
  readonly offsetMs: number
}

export type SdRecording = {
  readonly token: string
  /** At least one, oldest first by station time. */
  readonly stretches: readonly [Stretch, ...Stretch[]]
  /** Still being recorded. */
  readonly growing: boolean
}

export type SdCard = {
  readonly settings: SdCardSettings
  /** What it holds at this moment, oldest first. */
  recordings(): readonly SdRecording[]
}

export function createSdCard(settings: SdCardSettings, clock: DeviceClock, now: () => number): SdCard {
  function recordingOf(index: number, ranges: SdCardSettings['recordings']): SdRecording | null {
    const nowMs = now()
    const [first, ...rest] = ranges
      .flatMap((range) => clock.pieces({ fromMs: range.fromMs, toMs: Math.min(range.toMs, nowMs) }))
      .map(({ fromMs, toMs, offsetMs }) => ({
        fromDeviceMs: fromMs + offsetMs,
        toDeviceMs: toMs + offsetMs,
        offsetMs,
      }))
    if (first === undefined) return null
    const growing = ranges.some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)
    return { token: `Recording_${index + 1}`, stretches: [first, ...rest], growing }
  }

  return {
    settings,
    recordings() {
      const groups = settings.oneRecording
        ? [settings.recordings]
        : settings.recordings.map((range) => [range])
      return groups
        .map((ranges, index) => recordingOf(index, ranges))
        .filter((recording) => recording !== null)
    },
  }
}

/** First and last moment of a recording, by the device's clock. */
export function extentOf(recording: SdRecording): {
  readonly fromDeviceMs: number
  readonly toDeviceMs: number
} {
  return {
    fromDeviceMs: Math.min(...recording.stretches.map((stretch) => stretch.fromDeviceMs)),
    toDeviceMs: Math.max(...recording.stretches.map((stretch) => stretch.toDeviceMs)),
  }
}
