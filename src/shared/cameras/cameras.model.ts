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
  'profiles',
  'stream-uri',
  'stream',
  'keyframes',
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
})
export type StreamFacts = z.infer<typeof streamFactsSchema>

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
  createdAtMs: instantMsSchema,
})
export type Camera = z.infer<typeof cameraSchema>

export const newCameraSchema = cameraCredentialsSchema.extend({
  name: z.string().trim().min(1).max(200),
  roomId: idSchema,
  counterIds: z.array(idSchema).default([]),
  /** Start recording at once. */
  record: z.boolean().default(true),
})
export type NewCamera = z.infer<typeof newCameraSchema>
