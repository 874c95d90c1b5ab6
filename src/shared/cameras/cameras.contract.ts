import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import { cameraCredentialsSchema, cameraSchema, newCameraSchema, probeReportSchema } from './cameras.model.ts'

export const camerasContract = {
  /** The cameras of the rooms that the person's unit owns or was granted; administrators see all, without footage. */
  list: query('cameras.read', '/cameras').output(z.array(cameraSchema)),
  /** Climbs the ladder and changes nothing. A failed rung is an answer, not an error. */
  probe: operation('cameras.manage', '/cameras/probe')
    .input(cameraCredentialsSchema)
    .output(probeReportSchema),
  /** Probes, and stores the camera only when every rung held; else `PRECONDITION camera.probe-failed`. */
  add: mutation('cameras.manage', 'camera.add', '/cameras').input(newCameraSchema).output(cameraSchema),
  /** New name and password of a known camera: probed first, so that a wrong one changes nothing. */
  setCredentials: mutation('cameras.manage', 'camera.set-credentials', '/cameras/{id}/credentials')
    .input(cameraCredentialsSchema.omit({ address: true }).extend({ id: idSchema }))
    .output(cameraSchema),
  setRecording: mutation('cameras.manage', 'camera.set-recording', '/cameras/{id}/recording')
    .input(z.object({ id: idSchema, record: z.boolean() }))
    .output(cameraSchema),
  /** Takes the camera out of service. Its recordings stay. */
  remove: mutation('cameras.manage', 'camera.remove', '/cameras/{id}/remove')
    .input(z.object({ id: idSchema }))
    .output(cameraSchema),
}
