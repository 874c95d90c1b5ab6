import { formatNumber, formatSignedSeconds } from '#renderer/ui/format.ts'
import type { ProbeStep, VideoCodec } from '#shared/cameras/cameras.model.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/kernel/instant.ts'

const CODEC_NAMES: Readonly<Record<Exclude<VideoCodec, 'other'>, string>> = { h264: 'H.264', h265: 'H.265' }

export function codecName(codec: VideoCodec, otherCodec: string): string {
  return codec === 'other' ? otherCodec : CODEC_NAMES[codec]
}

/** `H.264 · 1920×1080`. */
export function pictureOf(
  picture: { readonly codec: VideoCodec; readonly widthPx: number; readonly heightPx: number },
  otherCodec: string,
): string {
  return `${codecName(picture.codec, otherCodec)} · ${picture.widthPx}×${picture.heightPx}`
}

/** `http://192.168.1.64/onvif/device_service` → `192.168.1.64`: what tells one camera from the next. */
export function shortAddress(address: string): string {
  return address.replace(/^http:\/\//, '').replace(/\/onvif\/device_service$/, '')
}

/** The step's figures as the sentences under `probe.` name them: `offsetMs` fills `offset`, `spacingMs` fills `spacing`. */
export function blanksOf({ detail }: Pick<ProbeStep, 'detail'>): Record<string, string> {
  const blanks: Record<string, string> = {}
  for (const [name, value] of Object.entries(detail)) {
    if (value === null) continue
    blanks[name] = String(value)
    if (typeof value !== 'number') continue
    if (name === 'offsetMs') blanks.offset = formatSignedSeconds(value)
    else if (name.endsWith('Ms')) blanks[name.slice(0, -2)] = formatNumber(value / SECOND_MS, 1)
    else if (name.endsWith('Milli')) blanks[name.slice(0, -5)] = formatNumber(value / 1000, 1)
  }
  return blanks
}

export type ClockWord = 'agrees' | 'fast' | 'slow'
export type LengthUnit = 'seconds' | 'minutes' | 'hours' | 'days'
export type Length = { readonly count: number; readonly unit: LengthUnit }

/** A reading within its own uncertainty, or within a second, says nothing against the camera's clock. */
export function clockWord(offset: { readonly offsetMs: number; readonly uncertaintyMs: number }): ClockWord {
  if (Math.abs(offset.offsetMs) <= Math.max(offset.uncertaintyMs, SECOND_MS)) return 'agrees'
  return offset.offsetMs > 0 ? 'fast' : 'slow'
}

/** A length as people say it: `12 giây`, `7 phút`, `3 giờ`, `11 ngày`. */
export function lengthOf(ms: number): Length {
  const length = Math.abs(ms)
  if (length < 2 * MINUTE_MS) return { count: Math.round(length / SECOND_MS), unit: 'seconds' }
  if (length < 2 * HOUR_MS) return { count: Math.round(length / MINUTE_MS), unit: 'minutes' }
  if (length < 2 * DAY_MS) return { count: Math.round(length / HOUR_MS), unit: 'hours' }
  return { count: Math.round(length / DAY_MS), unit: 'days' }
}
