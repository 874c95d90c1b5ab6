import { createHash } from 'node:crypto'
import { z } from 'zod'
import { columnOverrideSchema } from '#shared/imports/import-profile.model.ts'
import { importKindSchema } from '#shared/imports/import-rows.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { idSchema } from '#shared/kernel/ids.ts'
import { instantMsSchema } from '#shared/kernel/instant.ts'
import type { FileStore } from '#main/ports/file-store.ts'

/** A file that waits for consent, as it stands beside it on the disk: a restart forgets nothing. */
const uploadSchema = z.object({
  id: idSchema,
  /** Whose it is. */
  actorId: z.string(),
  kind: importKindSchema,
  sourceId: idSchema,
  fileName: z.string(),
  fileSha256: z.string(),
  profileId: idSchema.nullable(),
  overrides: z.array(columnOverrideSchema),
  expiresAtMs: instantMsSchema,
  /** The import that it was consented to; it then waits for that one, however long. */
  importId: idSchema.nullable(),
})
export type Upload = z.infer<typeof uploadSchema>

export type ImportUploads = ReturnType<typeof createImportUploads>

const dataPath = (id: string): string => `${id}.upload`
const notePath = (id: string): string => `${id}.json`

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Keeps uploaded files between preview and consent, with what was asked of each. */
export function createImportUploads(files: FileStore) {
  async function write(path: string, bytes: Uint8Array): Promise<void> {
    const writer = await files.create(path)
    try {
      await writer.write([bytes])
      await writer.sync()
    } finally {
      await writer.close()
    }
  }

  const note = async (upload: Upload): Promise<void> => {
    const path = notePath(upload.id)
    await write(`${path}.new`, new TextEncoder().encode(JSON.stringify(upload)))
    await files.rename(`${path}.new`, path)
  }

  async function keep(upload: Upload, bytes: Uint8Array): Promise<void> {
    await write(dataPath(upload.id), bytes)
    await note(upload)
  }

  async function find(id: string): Promise<Upload | null> {
    if ((await files.sizeBytes(notePath(id))) === null) return null
    const text = new TextDecoder().decode(await files.read(notePath(id)))
    return uploadSchema.parse(JSON.parse(text))
  }

  /** The one that an import was consented to. */
  async function findBound(importId: string): Promise<Upload | null> {
    for (const name of await files.list('')) {
      const upload = name.endsWith('.json') ? await find(name.slice(0, -'.json'.length)) : null
      if (upload?.importId === importId) return upload
    }
    return null
  }

  /** @throws AppError `data-loss import.file-changed` when it is not what was uploaded */
  async function read(upload: Upload): Promise<Uint8Array> {
    const bytes = await files.read(dataPath(upload.id))
    if (sha256Of(bytes) !== upload.fileSha256) throw new AppError('data-loss', 'import.file-changed')
    return bytes
  }

  async function remove(id: string): Promise<void> {
    await files.remove(notePath(id))
    await files.remove(dataPath(id))
  }

  /** At start: what expired while the program was off, or was left half-written, goes. */
  async function clean(nowMs: number): Promise<void> {
    const names = await files.list('')
    for (const id of new Set(names.map((name) => name.replace(/\..*$/s, '')))) {
      const upload = await find(id).catch(() => null)
      if (!upload || (upload.importId === null && upload.expiresAtMs <= nowMs)) {
        for (const name of names.filter((each) => each.startsWith(`${id}.`))) await files.remove(name)
      }
    }
  }

  return { keep, note, find, findBound, read, remove, clean }
}
