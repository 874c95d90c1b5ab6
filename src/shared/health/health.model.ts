import { z } from 'zod'
import { clockOffsetSchema } from '../kernel/clock-offset.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { recorderStatusSchema } from '../recordings/recordings.model.ts'

/** What a person should see to. Each is a key under `health.alert.` in the locales. */
export const ALERT_KINDS = [
  'camera-offline',
  'camera-login-refused',
  'camera-unstable',
  'recorder-failed',
  'disk-full',
  'disk-low',
  'folder-missing',
  'clock-off',
  'clock-unread',
  'keyframes-far',
  'recorder-behind',
] as const
export const alertKindSchema = z.enum(ALERT_KINDS)
export type AlertKind = z.infer<typeof alertKindSchema>

export const alertDetailSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
)
export type AlertDetail = z.infer<typeof alertDetailSchema>

export const alertSchema = z.object({
  id: idSchema,
  kind: alertKindSchema,
  /** null: of the station itself. */
  cameraId: idSchema.nullable(),
  beganAtMs: instantMsSchema,
  /** null while it goes on. */
  endedAtMs: instantMsSchema.nullable(),
  detail: alertDetailSchema,
  seenBy: z.string().nullable(),
  seenAtMs: instantMsSchema.nullable(),
  /** What became of telling it to the address outside; `none`: there was none. */
  sentState: z.enum(['none', 'waiting', 'sent', 'failed']),
})
export type Alert = z.infer<typeof alertSchema>

/** One camera at a glance. */
export const cameraHealthSchema = z.object({
  cameraId: idSchema,
  recorder: recorderStatusSchema,
  clockOffset: clockOffsetSchema.nullable(),
  keyframeSpacingMs: z.int().nullable(),
  /** Of today's schedule up to now: how much there was to record, how much is missing, in how many pieces. */
  today: z.object({
    scheduledMs: z.int().min(0),
    missingMs: z.int().min(0),
    gaps: z.int().min(0),
  }),
  /** Kinds of the alerts that are open now. */
  alerts: z.array(alertKindSchema),
})
export type CameraHealth = z.infer<typeof cameraHealthSchema>

/** Where alerts are told to outside the program; `secret` signs what is sent (HMAC-SHA-256) and is never shown again. */
export const webhookSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(500),
  hasSecret: z.boolean(),
})
export type Webhook = z.infer<typeof webhookSchema>

/** What the address outside is sent, as JSON. Times are ISO 8601 with the Vietnamese zone. */
export type WebhookMessage = {
  readonly station: string
  readonly event: 'alert-began' | 'alert-ended' | 'test'
  readonly kind: AlertKind | null
  readonly camera: string | null
  readonly began_at: string
  readonly ended_at: string | null
  readonly text: string
}
