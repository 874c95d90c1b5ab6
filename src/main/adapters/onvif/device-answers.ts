import type { DeviceIdentity, MediaProfile, VideoCodec } from '#shared/cameras/cameras.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { at, childrenOf, textAt, type XmlElement } from './soap-xml.ts'

/** A whole number within limits, or null: what a device writes is not always one. */
function integerIn(text: string, least: number, most: number): number | null {
  if (!/^\d{1,9}$/.test(text)) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}

/** A number above 0 with or without decimals (Media2 writes `12.5`), in thousandths; null when it is none. */
function thousandths(text: string, most: number): number | null {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) return null
  const value = Number(text)
  return value > 0 && value <= most ? Math.round(value * 1000) : null
}

/** @returns null when the device told no time in UTC, or one that does not exist */
export function readDateAndTime(body: XmlElement | null): InstantMs | null {
  const utc = at(body, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime', 'UTCDateTime')
  const year = integerIn(textAt(utc, 'Date', 'Year'), 1970, 9999)
  const month = integerIn(textAt(utc, 'Date', 'Month'), 1, 12)
  const day = integerIn(textAt(utc, 'Date', 'Day'), 1, 31)
  const hour = integerIn(textAt(utc, 'Time', 'Hour'), 0, 23)
  const minute = integerIn(textAt(utc, 'Time', 'Minute'), 0, 59)
  const second = integerIn(textAt(utc, 'Time', 'Second'), 0, 60)
  if (
    year === null ||
    month === null ||
    day === null ||
    hour === null ||
    minute === null ||
    second === null
  ) {
    return null
  }
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(atMs).getUTCMonth() === month - 1 || day === 31 ? atMs : null
}

/** @returns null when it is no answer to GetDeviceInformation */
export function readIdentity(body: XmlElement | null): DeviceIdentity | null {
  const response = at(body, 'GetDeviceInformationResponse')
  if (!response) return null
  return {
    manufacturer: textAt(response, 'Manufacturer'),
    model: textAt(response, 'Model'),
    firmware: textAt(response, 'FirmwareVersion'),
    serialNumber: textAt(response, 'SerialNumber'),
  }
}

function codecOf(encoding: string): VideoCodec {
  if (/^h\.?264$/i.test(encoding)) return 'h264'
  if (/^(h\.?265|hevc)$/i.test(encoding)) return 'h265'
  return 'other'
}

function readProfile(profile: XmlElement): MediaProfile[] {
  // Media2 (ver20) before Media (ver10).
  const encoder = at(profile, 'Configurations', 'VideoEncoder') ?? at(profile, 'VideoEncoderConfiguration')
  const token = profile.attributes.token
  const widthPx = integerIn(textAt(encoder, 'Resolution', 'Width'), 1, 100_000)
  const heightPx = integerIn(textAt(encoder, 'Resolution', 'Height'), 1, 100_000)
  if (token === undefined || widthPx === null || heightPx === null) return []
  const rates = at(encoder, 'RateControl')
  return [
    {
      token,
      name: textAt(profile, 'Name'),
      codec: codecOf(textAt(encoder, 'Encoding')),
      widthPx,
      heightPx,
      declaredFrameRateMilli: thousandths(textAt(rates, 'FrameRateLimit'), 1000),
      // In kilobits.
      declaredBitsPerSecond: thousandths(textAt(rates, 'BitrateLimit'), 10_000_000),
    },
  ]
}

/** Profiles with a video encoder; null when it is no answer to GetProfiles. */
export function readProfiles(body: XmlElement | null): MediaProfile[] | null {
  const response = at(body, 'GetProfilesResponse')
  return response ? childrenOf(response, 'Profiles').flatMap(readProfile) : null
}

/** The address in an answer of either media service or of the replay service; null when there is none. */
export function readUri(
  body: XmlElement | null,
  call: 'GetStreamUri' | 'GetSnapshotUri' | 'GetReplayUri',
): string | null {
  const response = at(body, `${call}Response`)
  return textAt(response, 'MediaUri', 'Uri') || textAt(response, 'Uri') || null
}
