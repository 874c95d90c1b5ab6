import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { stillSchema } from './presence.model.ts'

/** By day a camera sees colours and window light, by night its own infrared lamp: two rooms to compare with. */
export const PICTURE_LIGHTS = ['day', 'night'] as const
export const pictureLightSchema = z.enum(PICTURE_LIGHTS)
export type PictureLight = z.infer<typeof pictureLightSchema>

/** A keyframe of which a person said: nobody is in the room, and the camera sees what it should. */
export const referenceSchema = z.object({
  id: idSchema,
  light: pictureLightSchema,
  /** As it is looked at; `atMs` is where in the recordings it stands. */
  still: stillSchema,
  /** Of the grey bytes. */
  sha256: z.string(),
  /** In force in [validFromMs, validToMs). */
  validFromMs: instantMsSchema,
  validToMs: instantMsSchema.nullable(),
  /** The camera had been moved: zones from before are out of place. */
  afterMove: z.boolean(),
  confirmedAtMs: instantMsSchema,
  confirmedBy: z.string(),
})
export type Reference = z.infer<typeof referenceSchema>

export const newReferenceSchema = z.object({
  cameraId: idSchema,
  /** A moment of the recordings: the keyframe that shows it is taken. */
  atMs: instantMsSchema,
  light: pictureLightSchema,
  afterMove: z.boolean().default(false),
})
export type NewReference = z.infer<typeof newReferenceSchema>

/** What a camera is compared with, and what a person has to see to. */
export const cameraSetupSchema = z.object({
  /** In force now, day before night. */
  references: z.array(referenceSchema),
  /** Where the picture has been another one since, up to the last that was looked at; null: it is where it was. */
  movedSinceMs: instantMsSchema.nullable(),
  /** Zones in force that were drawn before the camera was moved. */
  staleZoneIds: z.array(idSchema),
})
export type CameraSetup = z.infer<typeof cameraSetupSchema>
