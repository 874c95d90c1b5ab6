import { z } from 'zod'
import { jobSchema } from '../jobs/jobs.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, query } from '../rpc/procedure.ts'
import { detectorSchema, newSilenceSchema, silenceSchema } from './detectors.model.ts'
import {
  activityCellSchema,
  cameraActivitySchema,
  counterPresenceSchema,
  newZoneSchema,
  receptionTableSchema,
  stillSchema,
  zoneSchema,
} from './presence.model.ts'
import { cameraSetupSchema, newReferenceSchema, referenceSchema } from './references.model.ts'

const rangeSchema = z.object({ fromMs: instantMsSchema, toMs: instantMsSchema })

/** Suggestions for people, never verdicts; no identity, no faces. */
export const presenceContract = {
  zones: query('recordings.view', '/cameras/{cameraId}/zones')
    .input(z.object({ cameraId: idSchema }))
    .output(z.array(zoneSchema)),
  /** The newest keyframe of the day before `atMs`, as it is looked at: what zones are drawn on. null: nothing recorded. */
  still: query('recordings.view', '/cameras/{cameraId}/presence/still')
    .input(z.object({ cameraId: idSchema, atMs: instantMsSchema }))
    .output(stillSchema.nullable()),
  /** The keyframe shown at that moment, as it was looked at: the evidence of a suggestion. null: nothing recorded. */
  moment: query('recordings.view', '/cameras/{cameraId}/presence/moment')
    .input(z.object({ cameraId: idSchema, atMs: instantMsSchema }))
    .output(stillSchema.nullable()),
  /** What the camera's picture is compared with, and whether it has been moved since. */
  setup: query('recordings.view', '/cameras/{cameraId}/presence/setup')
    .input(z.object({ cameraId: idSchema }))
    .output(cameraSetupSchema),
  /** "This is the room with nobody in it": from then on the camera's picture is compared with this one. */
  confirmReference: mutation(
    'presence.manage',
    'reference.confirm',
    '/cameras/{cameraId}/presence/references',
  )
    .input(newReferenceSchema)
    .output(referenceSchema),
  withdrawReference: mutation('presence.manage', 'reference.withdraw', '/presence/references/{id}/withdraw')
    .input(z.object({ id: idSchema }))
    .output(referenceSchema),
  saveZone: mutation('presence.manage', 'zone.save', '/zones').input(newZoneSchema).output(zoneSchema),
  endZone: mutation('presence.manage', 'zone.end', '/zones/{id}/end')
    .input(z.object({ id: idSchema }))
    .output(zoneSchema),
  /** Looks at a camera's footage, over again if it was looked at before: a job. At most seven days at once. */
  look: mutation('presence.manage', 'presence.look', '/cameras/{cameraId}/presence/look')
    .input(rangeSchema.extend({ cameraId: idSchema }))
    .output(jobSchema),
  activity: query('recordings.view', '/presence/activity')
    .input(rangeSchema.extend({ cameraIds: z.array(idSchema).min(1).max(16) }))
    .output(z.array(cameraActivitySchema)),
  /**
   * How busy the zones of these cameras were, in cells of at least `cellMs`; at most 62 days. Cells that nobody looked at are
   * left out; `hasZones` false: there is nothing that could be looked at.
   */
  density: query('recordings.view', '/presence/density')
    .input(rangeSchema.extend({ cameraIds: z.array(idSchema).min(1).max(16), cellMs: z.int().min(1000) }))
    .output(z.object({ hasZones: z.boolean(), cells: z.array(activityCellSchema) })),
  /** The 2 × 2 of each counter of the room that has a zone. */
  counters: query('recordings.view', '/presence/counters')
    .input(rangeSchema.extend({ roomId: idSchema }))
    .output(z.array(counterPresenceSchema)),
  /** The room's scheduled reception sessions that begin in the range, and who was at the table. */
  receptionTables: query('recordings.view', '/presence/reception-tables')
    .input(rangeSchema.extend({ roomId: idSchema }))
    .output(z.array(receptionTableSchema)),
  /** How often people dismissed what each camera's picture suggested; of the cameras that the person may know of. */
  detectors: query('cameras.read', '/presence/detectors').input(rangeSchema).output(z.array(detectorSchema)),
  /** No more suggestions of that kind from that camera: for a detector that cries wolf. */
  silence: mutation('settings.manage', 'detector.silence', '/presence/detectors/silence')
    .input(newSilenceSchema)
    .output(silenceSchema),
  unsilence: mutation('settings.manage', 'detector.unsilence', '/presence/detectors/unsilence')
    .input(newSilenceSchema.omit({ reason: true }))
    .output(newSilenceSchema.omit({ reason: true })),
}
