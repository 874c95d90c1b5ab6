import { z } from 'zod'
import { clockOffsetSchema } from '../kernel/clock-offset.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

export const videoCodecSchema = z.enum(['h264', 'h265', 'other'])
export type VideoCodec = z.infer<typeof videoCodecSchema>

/** The rungs of the onboarding ladder, in the order in which they are climbed. */
export const PROBE_STEPS = [
  'reach',
  'device-time',
  'credentials',
  'services',
  'profiles',
  'stream-uri',
  'stream',
  'keyframes',
  'frame-rate',
  'continuity',
  'sub-stream',
  'recordings',
  'security',
] as const
export const probeStepNameSchema = z.enum(PROBE_STEPS)
export type ProbeStepName = z.infer<typeof probeStepNameSchema>

/** One rung: what was tried and what came of it. `code` is the key of the sentence under `probe.` in the locales. */
export const probeStepSchema = z.object({
  step: probeStepNameSchema,
  outcome: z.enum(['passed', 'warning', 'failed', 'skipped']),
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  tookMs: z.int().min(0),
})
export type ProbeStep = z.infer<typeof probeStepSchema>

export const mediaProfileSchema = z.object({
  token: z.string(),
  name: z.string(),
  codec: videoCodecSchema,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** As the device declares them, never trusted; null when it does not say. Thousandths of a frame per second. */
  declaredFrameRateMilli: z.int().min(0).nullable(),
  declaredBitsPerSecond: z.int().min(0).nullable(),
})
export type MediaProfile = z.infer<typeof mediaProfileSchema>

export const deviceIdentitySchema = z.object({
  manufacturer: z.string(),
  model: z.string(),
  firmware: z.string(),
  serialNumber: z.string(),
})
export type DeviceIdentity = z.infer<typeof deviceIdentitySchema>

/** What the probe saw on the wire, from seconds of the real stream. */
export const streamFactsSchema = z.object({
  codec: videoCodecSchema,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Measured, not declared; thousandths of a frame per second. */
  frameRateMilli: z.int().min(0),
  /** Longest distance between two keyframes seen; null when fewer than two came. */
  keyframeSpacingMs: z.int().min(0).nullable(),
  hasAudio: z.boolean(),
  /** What the stream's own header declares; null when it does not say. Thousandths of a frame per second. */
  declaredFrameRateMilli: z.int().min(0).nullable(),
  bitsPerSecond: z.int().min(0),
  /** Decode times went backwards or jumped by more than a second while the stream was watched. */
  timestampJumps: z.int().min(0),
})
export type StreamFacts = z.infer<typeof streamFactsSchema>

/** Services that the device advertises beyond Device and Media. */
export const deviceCapabilitiesSchema = z.object({
  /** Media2: the only service that names H.265. */
  media2: z.boolean(),
  events: z.boolean(),
  /** Profile G: Recording, Search and Replay, all three. */
  recordings: z.boolean(),
})
export type DeviceCapabilities = z.infer<typeof deviceCapabilitiesSchema>
export const NO_CAPABILITIES: DeviceCapabilities = { media2: false, events: false, recordings: false }

/** A second, smaller stream of the same picture. */
export const subStreamSchema = z.object({
  profileToken: z.string().nullable(),
  /** Without credentials. */
  uri: z.string(),
  codec: videoCodecSchema,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
})
export type SubStream = z.infer<typeof subStreamSchema>

/** What the camera's own card holds, by the camera's clock. */
export const deviceRecordingSchema = z.object({
  token: z.string(),
  sourceName: z.string(),
  fromDeviceMs: instantMsSchema,
  toDeviceMs: instantMsSchema,
})
export type DeviceRecording = z.infer<typeof deviceRecordingSchema>

export const probeReportSchema = z.object({
  ok: z.boolean(),
  failedAt: probeStepNameSchema.nullable(),
  address: z.string(),
  steps: z.array(probeStepSchema),
  device: deviceIdentitySchema.nullable(),
  clockOffset: clockOffsetSchema.nullable(),
  auth: z.enum(['wsse', 'digest', 'none']).nullable(),
  profiles: z.array(mediaProfileSchema),
  chosenProfileToken: z.string().nullable(),
  /** Without credentials. */
  streamUri: z.string().nullable(),
  stream: streamFactsSchema.nullable(),
  capabilities: deviceCapabilitiesSchema.nullable(),
  subStream: subStreamSchema.nullable(),
  /** null: the device has no such service or did not say. */
  recordings: z.array(deviceRecordingSchema).nullable(),
  /** One JPEG as base64, so that who places the camera sees what it sees; null when none came. */
  snapshotJpeg: z.string().nullable(),
  warnings: z.array(z.string()),
  probedAtMs: instantMsSchema,
})
export type ProbeReport = z.infer<typeof probeReportSchema>

/** A person types `192.168.1.64`, `192.168.1.64:8000` or a whole `http://…` or `rtsp://…` address. */
export const cameraAddressSchema = z.string().trim().min(3).max(500)

export const cameraCredentialsSchema = z.object({
  address: cameraAddressSchema,
  username: z.string().max(100),
  password: z.string().max(200),
})
export type CameraCredentials = z.infer<typeof cameraCredentialsSchema>

export const MAX_ROLL_MS = 7_200_000
/** When a camera has to record. Office hours are those of its commune's working calendar. */
export const cameraScheduleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  z.object({
    kind: z.literal('office-hours'),
    /** Starts this much before each session and ends this much after it. */
    preRollMs: z.int().min(0).max(MAX_ROLL_MS),
    postRollMs: z.int().min(0).max(MAX_ROLL_MS),
  }),
])
export type CameraSchedule = z.infer<typeof cameraScheduleSchema>
export const ALWAYS: CameraSchedule = { kind: 'always' }

export const recordedStreamSchema = z.enum(['main', 'sub'])
export type RecordedStream = z.infer<typeof recordedStreamSchema>

export const cameraSchema = z.object({
  id: idSchema,
  name: z.string(),
  roomId: idSchema,
  /** Counters that the camera looks at now. */
  counterIds: z.array(idSchema),
  address: z.string(),
  streamUri: z.string(),
  username: z.string(),
  device: deviceIdentitySchema.nullable(),
  codec: videoCodecSchema,
  widthPx: z.int(),
  heightPx: z.int(),
  keyframeSpacingMs: z.int().nullable(),
  clockOffset: clockOffsetSchema.nullable(),
  /** `removed` cameras keep their recordings and are shown only with them. */
  state: z.enum(['recording', 'stopped', 'removed']),
  audioEnabled: z.boolean(),
  /** Why sound is recorded; null while it is not. */
  audioReason: z.string().nullable(),
  capabilities: deviceCapabilitiesSchema,
  profileToken: z.string().nullable(),
  subStream: subStreamSchema.nullable(),
  recordedStream: recordedStreamSchema,
  /** The one in force now. */
  schedule: cameraScheduleSchema,
  createdAtMs: instantMsSchema,
  removedAtMs: instantMsSchema.nullable(),
})
export type Camera = z.infer<typeof cameraSchema>

/** The camera looked at the counter during [validFromMs, validToMs); null: it still does. */
export const cameraViewSchema = z.object({
  cameraId: idSchema,
  counterId: idSchema,
  validFromMs: instantMsSchema,
  validToMs: instantMsSchema.nullable(),
})

export const newCameraSchema = cameraCredentialsSchema.extend({
  name: z.string().trim().min(1).max(200),
  roomId: idSchema,
  counterIds: z.array(idSchema).default([]),
  /** Start recording at once. */
  record: z.boolean().default(true),
  recordedStream: recordedStreamSchema.default('main'),
  schedule: cameraScheduleSchema.default(ALWAYS),
})
/** What has a default may be left out. */
export type NewCamera = z.input<typeof newCameraSchema>

/** A device that answered a search of the network. Nothing was asked of it that needs a login. */
export const foundDeviceSchema = z.object({
  /** What to type as the camera's address: `http://192.168.1.64/onvif/device_service`. */
  address: z.string(),
  /** The device's own id (`urn:uuid:…`); null when found by address. */
  endpoint: z.string().nullable(),
  name: z.string().nullable(),
  hardware: z.string().nullable(),
  location: z.string().nullable(),
  /** Address of our network card that it answered to; null when found by address. */
  viaInterface: z.string().nullable(),
  /** Camera in service that already uses the address. */
  knownCameraId: idSchema.nullable(),
})
export type FoundDevice = z.infer<typeof foundDeviceSchema>

/** How many addresses one search may ask: four class C networks. */
export const MAX_SCANNED_ADDRESSES = 1024

/** One row of a pasted or uploaded list of cameras, read and checked, with nothing asked of the network. */
export const bulkRowSchema = z.object({
  /** As the sheet counts, from 1, header included. */
  row: z.int().positive(),
  name: z.string(),
  address: z.string(),
  username: z.string(),
  password: z.string(),
  roomId: idSchema.nullable(),
  counterIds: z.array(idSchema),
  recordedStream: recordedStreamSchema,
  schedule: cameraScheduleSchema,
  /** Key under `cameras.bulk.` for each thing that is wrong; empty: the row can be tried. */
  problems: z.array(z.object({ column: z.string(), code: z.string(), value: z.string() })),
})
export type BulkRow = z.infer<typeof bulkRowSchema>
export const MAX_BULK_ROWS = 500

export const CAMERA_EVENT_KINDS = ['motion', 'tamper', 'scene-change', 'signal-loss', 'other'] as const
export const cameraEventSchema = z.object({
  cameraId: idSchema,
  /** Station time. */
  atMs: instantMsSchema,
  kind: z.enum(CAMERA_EVENT_KINDS),
  /** Began or ended; null: a moment. */
  active: z.boolean().nullable(),
  topic: z.string(),
  source: z.string(),
})
export type CameraEvent = z.infer<typeof cameraEventSchema>

export const cameraChangeSchema = z.object({
  cameraId: idSchema,
  noticedAtMs: instantMsSchema,
  field: z.enum([
    'firmware',
    'model',
    'serial-number',
    'codec',
    'resolution',
    'profile',
    'stream-uri',
    'keyframe-spacing',
    /** Its clock jumped between two readings; offsets in milliseconds. */
    'clock',
  ]),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type CameraChange = z.infer<typeof cameraChangeSchema>
