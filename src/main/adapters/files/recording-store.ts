import { resolve } from 'node:path'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import {
  type FileStore,
  type FileWriter,
  type FolderCondition,
  type FolderLook,
  folderPrefix,
  type RecordingStore,
  splitFolder,
} from '#main/ports/file-store.ts'
import { fileError } from './file-errors.ts'
import { conditionOf, examine, lookAt } from './folder-look.ts'
import { MARKER_NAME, readMarker, writeMarker } from './folder-marker.ts'
import { createNodeFileStore } from './node-file-store.ts'

type Folder = {
  /** null: the store's own. */
  readonly id: Id | null
  readonly path: string
  readonly store: FileStore
  /** As it was when it was last looked at or touched, and the code that said so. */
  condition: FolderCondition
  code: string | null
}

function folderAt(id: Id | null, path: string): Folder {
  return { id, path, store: createNodeFileStore(path), condition: 'writable', code: null }
}

const missing = (path: string): AppError => new AppError('unavailable', 'folder.missing', { path })

/** @throws AppError `unavailable folder.missing` unless this very folder lies at its path */
async function requireThere(folder: Folder): Promise<void> {
  if (folder.id === null || (await readMarker(folder.path)) === folder.id) return
  folder.condition = 'missing'
  folder.code = 'folder.missing'
  throw missing(folder.path)
}

/** Keeps in mind what a failure says of the whole folder. */
async function note(folder: Folder, thrown: unknown): Promise<never> {
  const code = thrown instanceof AppError ? thrown.code : ''
  if (code === 'disk.read-only' || code === 'disk.failed') {
    folder.condition = conditionOf(code)
    folder.code = code
  }
  // A file that is absent may be absent because its whole folder is.
  if (code === 'file.missing' || code === 'disk.failed') await requireThere(folder)
  throw thrown
}

const noting = <T>(folder: Folder, work: () => Promise<T>): Promise<T> =>
  work().catch((thrown: unknown) => note(folder, thrown))

function notingWriter(folder: Folder, writer: FileWriter): FileWriter {
  return {
    write: (pieces) => noting(folder, () => writer.write(pieces)),
    sync: () => noting(folder, () => writer.sync()),
    close: () => noting(folder, () => writer.close()),
  }
}

async function lookAtFolder(folder: Folder, write: boolean): Promise<FolderLook> {
  let seen: FolderLook
  try {
    await requireThere(folder)
    seen = await lookAt(folder.path, write)
    // The station's own is made where it is not there yet.
    if (folder.id === null && seen.condition === 'missing') {
      await folder.store.space()
      seen = await lookAt(folder.path, write)
    }
  } catch (thrown) {
    const { code } = fileError(thrown, folder.path)
    seen = { condition: conditionOf(code), code, space: null, volume: null }
  }
  // Who did not try to write cannot know that it works again.
  const isStillBad = folder.condition === 'read-only' || folder.condition === 'failing'
  if (!write && seen.condition === 'writable' && isStillBad)
    return { ...seen, condition: folder.condition, code: folder.code }
  folder.condition = seen.condition
  folder.code = seen.code
  return seen
}

async function listFolder(folder: Folder, inside: string): Promise<string[]> {
  await requireThere(folder)
  const prefix = folder.id === null ? '' : folderPrefix(folder.id)
  const names = await folder.store.list(inside)
  return names.filter((name) => name !== MARKER_NAME).map((name) => prefix + name)
}

/** A folder that fails is left out; whoever misses a file asks `isReachable` before drawing conclusions. */
function listIfThere(folder: Folder, inside: string): Promise<string[]> {
  return listFolder(folder, inside).catch((thrown: unknown) => {
    if (folder.id === null || !(thrown instanceof AppError)) throw thrown
    folder.condition = thrown.code === 'folder.missing' ? 'missing' : 'failing'
    folder.code = thrown.code
    return []
  })
}

/** A {@link RecordingStore}: its own folder on this machine, and others that come and go. */
export function createRecordingStore(ownFolder: string): RecordingStore {
  const own = folderAt(null, resolve(ownFolder))
  let others = new Map<Id, Folder>()

  function folderOf(id: Id | null): Folder {
    const folder = id === null ? own : others.get(id)
    if (!folder) throw missing(id ?? '')
    return folder
  }

  /** @param looks the folder is looked at first: for what creates, or takes absence for an answer */
  async function at<T>(
    path: string,
    looks: boolean,
    work: (store: FileStore, inside: string, folder: Folder) => Promise<T>,
  ): Promise<T> {
    const { folderId, inside } = splitFolder(path)
    const folder = folderOf(folderId)
    if (looks) await requireThere(folder)
    return noting(folder, () => work(folder.store, inside, folder))
  }

  return {
    ownPath: own.path,
    create: (path) =>
      at(path, true, async (store, inside, folder) => notingWriter(folder, await store.create(inside))),
    read: (path) => at(path, false, (store, inside) => store.read(inside)),
    readRange: (path, fromByte, toByte) =>
      at(path, false, (store, inside) => store.readRange(inside, fromByte, toByte)),
    stream: (path, fromByte, toByte) => {
      const { folderId, inside } = splitFolder(path)
      return folderOf(folderId).store.stream(inside, fromByte, toByte)
    },
    sizeBytes: (path) =>
      at(path, false, async (store, inside, folder) => {
        const sizeBytes = await store.sizeBytes(inside)
        if (sizeBytes === null) await requireThere(folder)
        return sizeBytes
      }),
    truncate: (path, sizeBytes) => at(path, false, (store, inside) => store.truncate(inside, sizeBytes)),
    rename: async (fromPath, toPath) => {
      const to = splitFolder(toPath)
      if (splitFolder(fromPath).folderId !== to.folderId)
        throw new AppError('invalid', 'file.other-folder', { path: fromPath })
      await at(fromPath, true, (store, inside) => store.rename(inside, to.inside))
    },
    remove: (path) => at(path, true, (store, inside) => store.remove(inside)),
    list: async (path) => {
      const { folderId, inside } = splitFolder(path)
      if (folderId !== null) return listFolder(folderOf(folderId), inside)
      const lists = []
      for (const folder of [own, ...others.values()]) lists.push(await listIfThere(folder, inside))
      return lists.flat()
    },
    sha256: (path) => at(path, false, (store, inside) => store.sha256(inside)),
    space: (path = '') => at(path, true, (store) => store.space()),
    useFolders: (places) => {
      const known = others
      others = new Map(
        places.map(({ id, path }) => {
          const before = known.get(id)
          return [id, before?.path === path ? before : folderAt(id, path)]
        }),
      )
    },
    look: (folderId, write) => lookAtFolder(folderOf(folderId), write),
    isReachable: async (path) => {
      const { folderId } = splitFolder(path)
      const folder = folderId === null ? own : others.get(folderId)
      if (!folder) return false
      return requireThere(folder).then(
        () => folder.condition !== 'failing',
        () => false,
      )
    },
    unreachablePrefixes: () =>
      [...others.values()]
        .filter(({ condition }) => condition === 'missing' || condition === 'failing')
        .map(({ id }) => folderPrefix(id ?? '')),
    examine,
    mark: writeMarker,
  }
}
