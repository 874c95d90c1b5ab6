import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'

/** What a zone of the picture is for. Who sits where decides what its activity means. */
export const ZONE_KINDS = [
  'counter',
  'citizen-seat',
  'officer-seat',
  'waiting-area',
  'notice-board',
  'door',
  'kiosk',
] as const
export const zoneKindSchema = z.enum(ZONE_KINDS)
export type ZoneKind = z.infer<typeof zoneKindSchema>

/** A corner of a zone: shares of the picture's width and height, from its top left. */
export const zonePointSchema = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
export type ZonePoint = z.infer<typeof zonePointSchema>

/** A polygon on one camera's picture, in force during [validFromMs, validToMs). */
export const zoneSchema = z.object({
  id: idSchema,
  cameraId: idSchema,
  kind: zoneKindSchema,
  name: z.string(),
  counterId: idSchema.nullable(),
  polygon: z.array(zonePointSchema).min(3).max(32),
  validFromMs: instantMsSchema,
  validToMs: instantMsSchema.nullable(),
})
export type Zone = z.infer<typeof zoneSchema>

/** What can be wrong with a picture. Each is a place to look at, not a verdict. */
export const CAMERA_TROUBLES = ['covered', 'blurred', 'moved', 'frozen'] as const
export const cameraTroubleSchema = z.enum(CAMERA_TROUBLES)
export type CameraTrouble = z.infer<typeof cameraTroubleSchema>

/** Grey bytes in base64, row by row from the top left. */
export const stillSchema = z.object({
  atMs: instantMsSchema,
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  pixelsBase64: z.string(),
})
export type Still = z.infer<typeof stillSchema>

export const newZoneSchema = zoneSchema.omit({ id: true, validToMs: true }).extend({
  name: z.string().trim().min(1).max(100),
  /** The zone that this one takes the place of, from `validFromMs` on. */
  replacesId: idSchema.nullable().default(null),
})
export type NewZone = z.infer<typeof newZoneSchema>

const rangeSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema })
export const loggedEventSchema = z.object({
  dossierId: idSchema,
  dossierCode: z.string(),
  atMs: instantMsSchema,
  uncertaintyMs: z.int().min(0),
})

/** How long somebody was in the room's waiting area at a stretch; null for no wait that was seen to its end. */
const waitsSchema = z.object({
  /** Seen from beginning to end: what the percentiles are of. */
  count: z.int().min(0),
  /** Begun or ended where nobody looked. */
  cut: z.int().min(0),
  p50Ms: z.number().nullable(),
  p90Ms: z.number().nullable(),
  within15: z.int().min(0),
  over30: z.int().min(0),
})

/** Who was at a counter against what its log says: four cells, each with its rows. Station time. */
export const counterPresenceSchema = z.object({
  counterId: idSchema,
  personAndDossier: z.array(z.object({ stay: rangeSchema, events: z.array(loggedEventSchema) })),
  personOnly: z.array(rangeSchema),
  briefPersonOnly: z.array(rangeSchema),
  dossierOnly: z.array(loggedEventSchema),
  neither: z.array(rangeSchema),
  notLookedAt: z.array(loggedEventSchema),
  /** Of the office hours in the range, and how much of them nobody looked at: there nothing is known. */
  openMs: z.int().min(0),
  notLookedMs: z.int().min(0),
  /** Latest event that the room's log tells of; before it has one later than a visit, the visit may still get its dossier. */
  logReachesMs: instantMsSchema.nullable(),
  waits: waitsSchema,
})
export type CounterPresence = z.infer<typeof counterPresenceSchema>

export const zoneActivitySchema = z.object({ zoneId: idSchema, stays: z.array(rangeSchema) })
/** How much of a stretch somebody was in any zone. */
export const activityCellSchema = rangeSchema.extend({ share: z.number().min(0).max(1) })
export type ActivityCell = z.infer<typeof activityCellSchema>

export const cameraActivitySchema = z.object({
  cameraId: idSchema,
  /** When the picture was looked at; outside nothing is known. */
  looked: z.array(rangeSchema),
  zones: z.array(zoneActivitySchema),
  troubles: z.array(
    rangeSchema.extend({ trouble: cameraTroubleSchema, confidence: z.number().min(0).max(1) }),
  ),
})
export type CameraActivity = z.infer<typeof cameraActivitySchema>

/** What the picture tells of the table in one scheduled session. */
export const TABLE_STATES = ['not-over', 'somebody', 'empty', 'not-seen'] as const
export type TableState = (typeof TABLE_STATES)[number]

/** A scheduled reception session and who was at its table. */
export const receptionTableSchema = z.object({
  sessionId: idSchema,
  hostName: z.string().nullable(),
  windows: z.array(rangeSchema),
  /** `no-zone`: nobody has drawn the table on a camera's picture. */
  state: z.enum([...TABLE_STATES, 'no-zone']),
  openMs: z.int().min(0),
  presentMs: z.int().min(0),
  unseenMs: z.int().min(0),
  firstAtMs: instantMsSchema.nullable(),
  /** Why the longest part was not filmed: a footage state; null: it was filmed, and not looked at yet. */
  cause: z.string().nullable(),
  cameraId: idSchema.nullable(),
})
export type ReceptionTable = z.infer<typeof receptionTableSchema>
