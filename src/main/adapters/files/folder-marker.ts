import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Id, idSchema } from '#shared/kernel/ids.ts'
import type { FolderPlace } from '#main/ports/file-store.ts'
import { codeOf, fileError, guarded } from './file-errors.ts'

/** Lies in each folder besides the own one and holds its id: another disk at the same path is not taken for it. */
export const MARKER_NAME = 'minh-chung-folder.json'

const markerSchema = z.object({ folderId: idSchema })

export async function readMarker(folder: string): Promise<Id | null> {
  try {
    const text = await readFile(join(folder, MARKER_NAME), 'utf8')
    return markerSchema.parse(JSON.parse(text)).folderId
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || thrown instanceof SyntaxError || thrown instanceof z.ZodError)
      return null
    throw fileError(thrown, folder)
  }
}

export function writeMarker(place: FolderPlace): Promise<void> {
  return guarded(place.path, async () => {
    const handle = await open(join(place.path, MARKER_NAME), 'w')
    try {
      await handle.writeFile(`${JSON.stringify({ folderId: place.id })}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}
