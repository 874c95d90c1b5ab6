import { DEVICE_BRANDS, type DeviceBrand } from './device-brand.rules.ts'

/** All that a rung can say: keys of sentences under `cameras.probe.` in the locales. */
export const PROBE_CODES = [
  'skipped',
  'no-onvif',
  'reach.ok',
  'reach.refused',
  'reach.timeout',
  'reach.no-host',
  'reach.not-onvif',
  'reach.not-a-camera',
  'reach.bad-address',
  'device-time.ok',
  'device-time.far-off',
  'device-time.unavailable',
  'credentials.ok',
  'credentials.wrong',
  'credentials.none-needed',
  'services.ok',
  'services.unreadable',
  'profiles.ok',
  'profiles.empty',
  'profiles.unreadable',
  'stream-uri.ok',
  'stream-uri.rewritten',
  'stream-uri.elsewhere',
  'stream-uri.unavailable',
  'stream.ok',
  'stream.refused',
  'stream.not-found',
  'stream.unauthorized',
  'stream.timeout',
  'stream.no-video',
  'stream.unsupported-codec',
  'keyframes.ok',
  'keyframes.far-apart',
  'keyframes.unknown',
  'frame-rate.ok',
  'frame-rate.differs',
  'frame-rate.undeclared',
  'continuity.ok',
  'continuity.foreign-ssrc',
  'continuity.timestamp-jumps',
  'continuity.unknown',
  'sub-stream.ok',
  'sub-stream.none',
  'sub-stream.h265',
  'sub-stream.unreachable',
  'recordings.ok',
  'recordings.none',
  'recordings.empty',
  'recordings.unreadable',
  'security.ok',
  'security.weak-password',
  'security.old-firmware',
  'security.plain-http',
] as const
export type ProbeCode = (typeof PROBE_CODES)[number]

const CODES: ReadonlySet<string> = new Set(PROBE_CODES)

export const isProbeCode = (code: string): code is ProbeCode => CODES.has(code)

const MAKERS: readonly DeviceBrand[] = DEVICE_BRANDS.filter((brand) => brand !== 'generic')

/**
 * Finer sentences of a code, picked by `detail.context` (key `<code>_<context>`): the maker whose menu is meant, or what
 * else was found besides the worst. A context without a sentence of its own falls back to the code's.
 */
export const PROBE_CONTEXTS: Partial<Record<ProbeCode, readonly string[]>> = {
  'credentials.none-needed': ['any-password'],
  'keyframes.far-apart': MAKERS,
  'keyframes.unknown': MAKERS,
  'security.weak-password': ['old-firmware', 'plain-http', 'old-firmware-plain-http'],
  'security.old-firmware': ['plain-http'],
}
