import { mutation, streamOf } from '../rpc/procedure.ts'
import { exportProgressSchema, exportRequestSchema } from './exports.model.ts'

export const exportsContract = {
  /**
   * Writes a list under its filter as a spreadsheet. Needs the permission of the list itself; rooms and names as the list
   * shows them. The file waits 15 minutes for the person who asked. Leaving the stream stops the work.
   * `FORBIDDEN permission.denied`, `FORBIDDEN room.not-yours`, `INVALID export.too-many` {rows, most}.
   */
  workbook: mutation('authenticated', 'list.export', '/exports/workbook')
    .input(exportRequestSchema)
    .output(streamOf(exportProgressSchema)),
}
