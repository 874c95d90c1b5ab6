import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { chooseFolder, type DiskState, type FolderRoom, isNested } from '#shared/retention/pressure.rules.ts'
import { type NewFolder, newFolderSchema, type StorageFolder } from '#shared/retention/retention.model.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import { type FolderLook, folderPrefix, type RecordingStore } from '#main/ports/file-store.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import {
  type FolderWish,
  listFolders,
  putFolder,
  type StoredFolder,
  updateFolderState,
} from './folders.repository.ts'
import { hasFootageIn, hasUnfinishedIn } from './usage.repository.ts'

export type StorageFoldersDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly files: RecordingStore
  /** Left free on the disk of the data folder's own recordings. */
  readonly reserveBytes: number
  readonly log: (message: string) => void
}

/** A folder as it is, before anybody counted what lies in it. */
export type SeenFolder = Omit<StorageFolder, 'recordingBytes' | 'segments'> & {
  readonly prefix: string
  readonly volume: string | null
}

export type StorageFoldersService = ReturnType<typeof createStorageFoldersService>

type KnownFolder = Omit<StoredFolder, 'id' | 'createdAtMs'> & {
  readonly id: Id | null
  readonly prefix: string
}

function stateOf(folder: KnownFolder, look: FolderLook): StorageFolder['state'] {
  if (look.condition !== 'writable') return look.condition
  return folder.state === 'active' ? 'active' : 'read-only'
}

/** Where recordings lie and where new ones go: the data folder's own and those that were added. */
export function createStorageFoldersService(deps: StorageFoldersDeps) {
  const { work, clock, newId, files, reserveBytes, log } = deps
  /** Codes of what is wrong with folders, so that each fault is said once. */
  const saidOf = new Map<string, string>()
  /** Without the removed ones; null before anybody asked. */
  let stored: readonly StoredFolder[] | null = null

  const own: KnownFolder = {
    id: null,
    prefix: '',
    path: files.ownPath,
    ordinal: 0,
    state: 'active',
    reserveBytes,
  }

  const listeners = new Set<() => void>()

  async function known(): Promise<KnownFolder[]> {
    const others = (stored ?? (await mount())).map((folder) => ({
      ...folder,
      prefix: folderPrefix(folder.id),
    }))
    return [own, ...others].sort((left, right) => left.ordinal - right.ordinal)
  }

  /** Tells the file store which folders there are. Before anything reads recordings, and after every change. */
  async function mount(): Promise<readonly StoredFolder[]> {
    const found = (await listFolders(work.db)).filter(({ state }) => state !== 'removed')
    files.useFolders(found.map(({ id, path }) => ({ id, path })))
    stored = found
    for (const listener of listeners) listener()
    return found
  }

  /** Called after folders were added, taken out of use or put back. */
  function onChange(listener: () => void): void {
    listeners.add(listener)
  }

  /** Those that were away or failing when they were last looked at. */
  async function lost(): Promise<readonly { readonly id: Id; readonly path: string }[]> {
    const prefixes = new Set(files.unreachablePrefixes())
    return (stored ?? (await mount()))
      .filter(({ id }) => prefixes.has(folderPrefix(id)))
      .map(({ id, path }) => ({ id, path }))
  }

  function sayOnce(folder: KnownFolder, code: string | null): void {
    const before = saidOf.get(folder.prefix)
    if (code === (before ?? null)) return
    if (code === null) {
      saidOf.delete(folder.prefix)
      log(`storage folder ${folder.path} is back`)
      return
    }
    saidOf.set(folder.prefix, code)
    log(`STORAGE FOLDER ${folder.path}: ${code}. Nothing is recorded there until it is back`)
  }

  async function seen(folder: KnownFolder, write: boolean): Promise<Omit<SeenFolder, 'isCurrent'>> {
    const look = await files.look(folder.id, write && folder.state === 'active')
    return {
      id: folder.id,
      prefix: folder.prefix,
      path: folder.path,
      wanted: folder.state === 'active' ? 'active' : 'read-only',
      state: stateOf(folder, look),
      code: look.code,
      freeBytes: look.space?.freeBytes ?? null,
      totalBytes: look.space?.totalBytes ?? null,
      reserveBytes: folder.reserveBytes,
      volume: look.volume,
    }
  }

  const roomsOf = (folders: readonly Omit<SeenFolder, 'isCurrent'>[]): FolderRoom[] =>
    folders
      .filter(({ state }) => state === 'active')
      .map(({ prefix, freeBytes, reserveBytes: reserve }, ordinal) => ({
        prefix,
        ordinal,
        freeBytes: freeBytes ?? 0,
        reserveBytes: reserve,
      }))

  /**
   * Every folder as it is now, in the order in which recordings go to them.
   * @param write tries to write where recordings should go: how a disk that mended itself is noticed
   */
  async function look(write: boolean): Promise<SeenFolder[]> {
    const folders = []
    for (const folder of await known()) {
      const found = await seen(folder, write)
      if (write) sayOnce(folder, found.code)
      folders.push(found)
    }
    const current = chooseFolder(roomsOf(folders))
    return folders.map((folder) => ({ ...folder, isCurrent: folder.prefix === current?.prefix }))
  }

  /**
   * Where a new recording goes; null when no folder has room above its reserve.
   * @throws AppError `unavailable disk.read-only | disk.failed | folder.missing` when there is none that could be written
   */
  async function findRoom(): Promise<{ readonly folder: string; readonly spareBytes: number } | null> {
    let refusal: AppError | null = null
    let isFull = false
    for (const folder of await known()) {
      if (folder.state !== 'active') continue
      const found = await seen(folder, false)
      const spareBytes = (found.freeBytes ?? 0) - folder.reserveBytes
      if (found.state !== 'active')
        refusal ??= new AppError('unavailable', found.code ?? 'disk.failed', { path: folder.path })
      else if (spareBytes >= 0) return { folder: folder.prefix, spareBytes }
      else isFull = true
    }
    if (!isFull && refusal) throw refusal
    return null
  }

  /** Disks that recordings go to, each once, with the smallest reserve asked of it. */
  function disksOf(folders: readonly SeenFolder[]): DiskState[] {
    const disks = new Map<string, DiskState>()
    for (const folder of folders) {
      const { state, volume, freeBytes, totalBytes } = folder
      if (state !== 'active' || volume === null || freeBytes === null || totalBytes === null) continue
      const reserve = Math.min(
        folder.reserveBytes,
        disks.get(volume)?.reserveBytes ?? Number.POSITIVE_INFINITY,
      )
      disks.set(volume, { freeBytes, totalBytes, reserveBytes: reserve })
    }
    return [...disks.values()]
  }

  /** A folder that was ours before keeps its id. @throws AppError `conflict folder.foreign | folder.known` */
  async function identify(path: string, markedId: Id | null, others: readonly StoredFolder[]): Promise<Id> {
    const before = others.find(({ id }) => id === markedId)
    if (markedId !== null && !before) throw new AppError('conflict', 'folder.foreign', { path })
    if (before && before.state !== 'removed') throw new AppError('conflict', 'folder.known', { path })
    return before?.id ?? newId()
  }

  /**
   * @throws AppError `invalid folder.not-absolute | folder.nested`, `not-found folder.missing`, `conflict folder.known |
   *   folder.foreign`, `unavailable disk.*`
   */
  async function add(call: Call, input: NewFolder): Promise<StorageFolder> {
    const wish = newFolderSchema.parse(input)
    const found = await files.examine(wish.path)
    const everyFolder = await listFolders(work.db)
    const inUse = everyFolder.filter(({ state }) => state !== 'removed')
    const id = await identify(found.realPath, found.markedId, everyFolder)
    if ([own, ...inUse].some(({ path }) => isNested(path, found.realPath)))
      throw new AppError('invalid', 'folder.nested', { path: found.realPath })
    const ordinals = [0, ...inUse.map(({ ordinal }) => ordinal)]
    const folder: StoredFolder = {
      id,
      path: found.realPath,
      ordinal: wish.first ? Math.min(...ordinals) - 1 : Math.max(...ordinals) + 1,
      state: 'active',
      reserveBytes: wish.reserveBytes,
      createdAtMs: clock.nowMs(),
    }
    await work.change(call, async (transaction) => {
      await putFolder(transaction, folder)
      // Before the commit: a folder without its marker would never be found again.
      await files.mark(folder)
      const detail = { path: folder.path, first: wish.first, reserveBytes: folder.reserveBytes }
      return { result: null, subject: { kind: 'storage-folder', id }, detail }
    })
    await mount()
    const added = await seen({ ...folder, prefix: folderPrefix(id) }, true)
    const { prefix: _prefix, volume: _volume, ...shown } = added
    const isCurrent = (await look(false)).some((each) => each.id === id && each.isCurrent)
    return { ...shown, isCurrent, recordingBytes: 0, segments: 0 }
  }

  /** @throws AppError `not-found folder.unknown`, `conflict folder.not-empty` */
  async function setState(call: Call, id: Id, state: FolderWish): Promise<void> {
    const folder = (await listFolders(work.db)).find((each) => each.id === id && each.state !== 'removed')
    if (!folder) throw new AppError('not-found', 'folder.unknown')
    await work.change(call, async (transaction) => {
      const prefix = folderPrefix(id)
      if (
        state === 'removed' &&
        ((await hasFootageIn(transaction, prefix)) || (await hasUnfinishedIn(transaction, prefix)))
      )
        throw new AppError('conflict', 'folder.not-empty', { path: folder.path })
      await updateFolderState(transaction, id, state)
      return { result: null, subject: { kind: 'storage-folder', id }, detail: { path: folder.path, state } }
    })
    await mount()
  }

  return { mount, lost, look, findRoom, onChange, disksOf, add, setState }
}
