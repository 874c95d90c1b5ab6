import type { ProbeReport, VideoCodec } from '#shared/cameras/cameras.model.ts'

export type ComparedField =
  | 'device'
  | 'firmware'
  | 'serial'
  | 'codec'
  | 'size'
  | 'frames'
  | 'keyframes'
  | 'bitrate'
  | 'stream-uri'
  | 'sub-stream'

export type ComparedFact = {
  readonly field: ComparedField
  /** Null: the check did not find it. */
  readonly before: string | null
  readonly now: string | null
  /** Measured figures waver; they differ only when they are a fifth apart. */
  readonly changed: boolean
}

const WAVERING = 0.2

type Figure = { readonly value: number; readonly shown: string }
type FormatFigure = (value: number) => string

function text(field: ComparedField, before: string | null, now: string | null): ComparedFact {
  return { field, before, now, changed: before !== now }
}

function figure(field: ComparedField, before: Figure | null, now: Figure | null): ComparedFact {
  const apart =
    before === null || now === null
      ? before !== now
      : Math.abs(before.value - now.value) > Math.max(before.value, now.value) * WAVERING
  return { field, before: before?.shown ?? null, now: now?.shown ?? null, changed: apart }
}

export type FigureFormats = {
  readonly frames: FormatFigure
  readonly keyframes: FormatFigure
  readonly bitrate: FormatFigure
  readonly codec: (codec: VideoCodec) => string
}

/** What the camera was when it was added beside what it is by the newest check. Facts that neither knows are left out. */
export function compareReports(
  baseline: ProbeReport,
  newest: ProbeReport,
  formats: FigureFormats,
): ComparedFact[] {
  const shown = (value: number | null | undefined, format: FormatFigure): Figure | null =>
    value === null || value === undefined ? null : { value, shown: format(value) }
  const facts = (report: ProbeReport) => {
    const { device, stream, subStream } = report
    return {
      device: device === null ? null : `${device.manufacturer} ${device.model}`.trim(),
      firmware: device?.firmware ?? null,
      serial: device?.serialNumber ?? null,
      codec: stream === null ? null : formats.codec(stream.codec),
      size: stream === null ? null : `${stream.widthPx}×${stream.heightPx}`,
      frames: shown(stream?.frameRateMilli, formats.frames),
      keyframes: shown(stream?.keyframeSpacingMs, formats.keyframes),
      bitrate: shown(stream?.bitsPerSecond, formats.bitrate),
      uri: report.streamUri,
      sub: subStream === null ? null : `${subStream.widthPx}×${subStream.heightPx}`,
    }
  }
  const before = facts(baseline)
  const now = facts(newest)
  return [
    text('device', before.device, now.device),
    text('firmware', before.firmware, now.firmware),
    text('serial', before.serial, now.serial),
    text('codec', before.codec, now.codec),
    text('size', before.size, now.size),
    figure('frames', before.frames, now.frames),
    figure('keyframes', before.keyframes, now.keyframes),
    figure('bitrate', before.bitrate, now.bitrate),
    text('stream-uri', before.uri, now.uri),
    text('sub-stream', before.sub, now.sub),
  ].filter((fact) => fact.before !== null || fact.now !== null)
}
