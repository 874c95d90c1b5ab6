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
