import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { query } from '../rpc/procedure.ts'
import { footageLaneSchema, stationStatusSchema } from './recordings.model.ts'

export const recordingsContract = {
  /** Footage and absence of each camera: the spans of a lane add up to the asked range that lies before now. */
  lanes: query('recordings.view', '/recordings/lanes')
    .input(
      z.object({
        cameraIds: z.array(idSchema).min(1).max(32),
        fromMs: instantMsSchema,
        toMs: instantMsSchema,
        /** What is shorter than this may be told together: the worst of it counts. Absent: to the millisecond. */
        cellMs: z.int().min(1).optional(),
      }),
    )
    .output(z.array(footageLaneSchema)),
  /** What the strip at the foot of every page shows. Only the cameras that the person may know of. */
  status: query('cameras.read', '/recordings/status').output(stationStatusSchema),
}
