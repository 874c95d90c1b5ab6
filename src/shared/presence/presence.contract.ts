import { z } from 'zod'
import { jobSchema } from '../jobs/jobs.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  activityCellSchema,
  cameraActivitySchema,
  counterPresenceSchema,
  newZoneSchema,
  stillSchema,
  zoneSchema,
} from './presence.model.ts'

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
}
