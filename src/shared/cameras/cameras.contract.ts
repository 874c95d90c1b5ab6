import { z } from 'zod'
import { clockOffsetSchema } from '../kernel/clock-offset.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, operation, query, streamOf } from '../rpc/procedure.ts'
import {
  bulkRowSchema,
  cameraChangeSchema,
  cameraCredentialsSchema,
  cameraEventSchema,
  cameraScheduleSchema,
  cameraSchema,
  cameraViewSchema,
  foundDeviceSchema,
  newCameraSchema,
  probeReportSchema,
  probeStepNameSchema,
  probeStepSchema,
  recordedStreamSchema,
} from './cameras.model.ts'

/** One word of a running probe: a rung begins, a rung ended, and last the whole report. */
export const probeProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begins'), step: probeStepNameSchema }),
  z.object({ kind: z.literal('step'), step: probeStepSchema }),
  z.object({ kind: z.literal('report'), report: probeReportSchema }),
])
export type ProbeProgress = z.infer<typeof probeProgressSchema>

/** One word of a running search: how far it is, or a device. */
export const discoveryProgressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), device: foundDeviceSchema }),
  /** A search that asks no addresses has `total` 0. */
  z.object({ kind: z.literal('asked'), done: z.int().min(0), total: z.int().min(0) }),
])
export type DiscoveryProgress = z.infer<typeof discoveryProgressSchema>

export const bulkProgressSchema = z.object({ row: z.int().positive(), report: probeReportSchema })

const rangeOf = { cameraId: idSchema, fromMs: instantMsSchema, toMs: instantMsSchema }

export const camerasContract = {
  /** The cameras of the rooms that the person's unit owns or was granted; administrators see all, without footage. */
  list: query('cameras.read', '/cameras').output(z.array(cameraSchema)),
  /** Which cameras looked at which counters of a room at some time in the range. `FORBIDDEN room.not-yours`. */
  views: query('cameras.read', '/rooms/{roomId}/camera-views')
    .input(z.object({ roomId: idSchema, fromMs: instantMsSchema, toMs: instantMsSchema }))
    .output(z.array(cameraViewSchema)),
  /** Searches the network: multicast on every network card, and every address of `addresses` where it is given. */
  discover: operation('cameras.manage', '/cameras/discover')
    .input(
      z.object({
        durationMs: z.int().min(500).max(60_000).default(5000),
        /** `192.168.1.10-60, 10.0.0.0/26, camera.xa.gov.vn:8000`; null: multicast alone. */
        addresses: z.string().max(2000).nullable().default(null),
      }),
    )
    .output(streamOf(discoveryProgressSchema)),
  /** Climbs the ladder and changes nothing. A failed rung is an answer, not an error. */
  probe: operation('cameras.manage', '/cameras/probe')
    .input(cameraCredentialsSchema)
    .output(probeReportSchema),
  /** The same, rung by rung while it is climbed. */
  probeLive: operation('cameras.manage', '/cameras/probe-live')
    .input(cameraCredentialsSchema)
    .output(streamOf(probeProgressSchema)),
  /** Probes (a report of the same login within ten minutes counts), and stores the camera only when every rung held. */
  add: mutation('cameras.manage', 'camera.add', '/cameras').input(newCameraSchema).output(cameraSchema),
  /** Reads a pasted or uploaded list (CSV, or cells pasted from a spreadsheet); asks nothing of the network. */
  readBulk: operation('cameras.manage', '/cameras/bulk/read')
    .input(z.object({ text: z.string().max(2_000_000) }))
    .output(z.object({ columns: z.array(z.string()), rows: z.array(bulkRowSchema) })),
  /** Climbs the ladder for each row, four at a time, and tells each report as it comes. Changes nothing. */
  probeBulk: operation('cameras.manage', '/cameras/bulk/probe')
    .input(z.object({ rows: z.array(cameraCredentialsSchema.extend({ row: z.int().positive() })).max(500) }))
    .output(streamOf(bulkProgressSchema)),
  /** New name and password of a known camera: probed first, so that a wrong one changes nothing. */
  setCredentials: mutation('cameras.manage', 'camera.set-credentials', '/cameras/{id}/credentials')
    .input(cameraCredentialsSchema.omit({ address: true }).extend({ id: idSchema }))
    .output(cameraSchema),
  setRecording: mutation('cameras.manage', 'camera.set-recording', '/cameras/{id}/recording')
    .input(z.object({ id: idSchema, record: z.boolean() }))
    .output(cameraSchema),
  /** From now on; what was scheduled before stays as it was. */
  setSchedule: mutation('cameras.manage', 'camera.set-schedule', '/cameras/{id}/schedule')
    .input(z.object({ id: idSchema, schedule: cameraScheduleSchema }))
    .output(cameraSchema),
  /** Which stream is recorded. @throws `PRECONDITION camera.no-sub-stream` */
  setStream: mutation('cameras.manage', 'camera.set-stream', '/cameras/{id}/stream')
    .input(z.object({ id: idSchema, stream: recordedStreamSchema }))
    .output(cameraSchema),
  /** Sound is recorded only while a reason stands; null turns it off. */
  setAudio: mutation('cameras.manage', 'camera.set-audio', '/cameras/{id}/audio')
    .input(z.object({ id: idSchema, reason: z.string().trim().min(10).max(500).nullable() }))
    .output(cameraSchema),
  /** Takes the camera out of service. Its recordings stay. */
  remove: mutation('cameras.manage', 'camera.remove', '/cameras/{id}/remove')
    .input(z.object({ id: idSchema }))
    .output(cameraSchema),
  /** Climbs the ladder again with the stored login; keeps the report and what is different now. */
  reprobe: mutation('cameras.manage', 'camera.reprobe', '/cameras/{id}/reprobe')
    .input(z.object({ id: idSchema }))
    .output(probeReportSchema),
  /** Reports of the ladder, newest first; the last is the baseline. At most 50. Without pictures. */
  probes: query('cameras.read', '/cameras/{id}/probes')
    .input(z.object({ id: idSchema }))
    .output(z.array(probeReportSchema)),
  /** Clock readings in the range, oldest first; at most 2 000, thinned evenly. */
  clockReadings: query('cameras.read', '/cameras/{cameraId}/clock-readings')
    .input(z.object(rangeOf))
    .output(z.array(clockOffsetSchema)),
  /** Hints of the camera itself in the range, oldest first; at most 5 000. Never evidence. */
  events: query('cameras.read', '/cameras/{cameraId}/events')
    .input(z.object(rangeOf))
    .output(z.array(cameraEventSchema)),
  /** What was noticed to be different, newest first; at most 200. */
  changes: query('cameras.read', '/cameras/{id}/changes')
    .input(z.object({ id: idSchema }))
    .output(z.array(cameraChangeSchema)),
}
