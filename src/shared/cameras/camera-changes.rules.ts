import type { Camera, CameraChange, DeviceIdentity, MediaProfile } from './cameras.model.ts'

/** One thing that is different; `keyframe-spacing` in milliseconds, `resolution` as `1920×1080`. */
export type NoticedChange = Pick<CameraChange, 'field' | 'before' | 'after'>

/** Keyframe spacings are measured and waver: they differ by more than a fifth and more than half a second. */
const WAVERING_SHARE = 0.2
const WAVERING_MS = 500

type Picture = Pick<MediaProfile, 'codec' | 'widthPx' | 'heightPx'>

const sizeOf = (picture: Picture): string => `${picture.widthPx}×${picture.heightPx}`

function changed(field: CameraChange['field'], before: string | null, after: string | null): NoticedChange[] {
  return before === after ? [] : [{ field, before, after }]
}

/** Nothing is said of a device that was not known before, or that says nothing now. */
export function identityChanges(
  before: DeviceIdentity | null,
  after: DeviceIdentity | null,
): NoticedChange[] {
  if (!before || !after) return []
  return [
    ...changed('model', before.model, after.model),
    ...changed('firmware', before.firmware, after.firmware),
    ...changed('serial-number', before.serialNumber, after.serialNumber),
  ]
}

export function pictureChanges(before: Picture, after: Picture): NoticedChange[] {
  return [
    ...changed('codec', before.codec, after.codec),
    ...changed('resolution', sizeOf(before), sizeOf(after)),
  ]
}

/** What a device declares of the profile that is recorded, then and now. */
export function profileChanges(
  token: string | null,
  before: readonly MediaProfile[],
  after: readonly MediaProfile[],
): NoticedChange[] {
  const then = before.find((profile) => profile.token === token)
  if (!then) return []
  const now = after.find((profile) => profile.token === token)
  return now ? pictureChanges(then, now) : changed('profile', then.token, null)
}

function spacingChanges(beforeMs: number | null, afterMs: number | null): NoticedChange[] {
  if (beforeMs === null || afterMs === null) return []
  const differenceMs = Math.abs(afterMs - beforeMs)
  const wavers = differenceMs <= Math.max(WAVERING_MS, Math.max(beforeMs, afterMs) * WAVERING_SHARE)
  return wavers ? [] : [{ field: 'keyframe-spacing', before: String(beforeMs), after: String(afterMs) }]
}

export type ProbedFacts = Pick<
  Camera,
  'device' | 'codec' | 'widthPx' | 'heightPx' | 'profileToken' | 'streamUri' | 'keyframeSpacingMs'
>

/** What a new climb of the ladder found to be different from what is stored. */
export function cameraChanges(before: ProbedFacts, after: ProbedFacts): NoticedChange[] {
  return [
    ...identityChanges(before.device, after.device),
    ...changed('profile', before.profileToken, after.profileToken),
    ...changed('stream-uri', before.streamUri, after.streamUri),
    ...pictureChanges(before, after),
    ...spacingChanges(before.keyframeSpacingMs, after.keyframeSpacingMs),
  ]
}
