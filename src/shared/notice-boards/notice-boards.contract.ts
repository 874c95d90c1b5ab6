import { z } from 'zod'
import { jobSchema } from '../jobs/jobs.model.ts'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, query } from '../rpc/procedure.ts'
import {
  boardPictureSchema,
  boardScheduleSchema,
  boardSchema,
  newBoardScheduleSchema,
} from './notice-boards.model.ts'

/** Pictures of what hangs on a board, taken out of the footage at set times. Files: `/media/boards/{id}.jpg`. */
export const noticeBoardsContract = {
  /** The zones of kind `notice-board` in the rooms that the person may look into; ended ones too. */
  list: query('recordings.view', '/notice-boards').output(z.array(boardSchema)),
  /** Newest first; at most 1 000. */
  pictures: query('recordings.view', '/notice-boards/{zoneId}/pictures')
    .input(z.object({ zoneId: idSchema }))
    .output(z.array(boardPictureSchema)),
  setSchedule: mutation('presence.manage', 'board.schedule', '/notice-boards/{zoneId}/schedule')
    .input(newBoardScheduleSchema)
    .output(boardScheduleSchema),
  /** Takes no more pictures; those that are there stay. */
  stopSchedule: mutation('presence.manage', 'board.stop', '/notice-boards/{zoneId}/stop')
    .input(z.object({ zoneId: idSchema }))
    .output(z.object({ stopped: z.boolean() })),
  /** Takes the pictures that its schedule asks for out of old footage: a job. At most 400 days at once. */
  take: mutation('presence.manage', 'board.take', '/notice-boards/{zoneId}/take')
    .input(z.object({ zoneId: idSchema, fromMs: instantMsSchema, toMs: instantMsSchema }))
    .output(jobSchema),
}
