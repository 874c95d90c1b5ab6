import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MARKER_NAME } from '#main/adapters/files/folder-marker.ts'
import { folderPrefix } from '#main/ports/file-store.ts'
import { newId } from '#main/ports/new-id.ts'
import { openRetentionWorld, type RetentionWorld } from '#tests/builders/retention-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const NOTHING = { salvaged: 0, renamed: 0, quarantined: [], damaged: [] }

describe.each(testDatabases)('storage folders on $name', (database) => {
  let world: RetentionWorld
  /** Stands for a place where disks are plugged in. */
  let disks: string

  beforeEach(async () => {
    disks = await mkdtemp(join(tmpdir(), 'minh-chung-disks-'))
    await mkdir(join(disks, 'usb'))
    world = await openRetentionWorld(database)
  })
  afterEach(async () => {
    await world.close()
    await rm(disks, { recursive: true, force: true })
  })

  const usb = () => join(disks, 'usb')
  const add = (path = usb(), first = true) =>
    world.retention.addFolder(world.call('storage.add-folder'), { path, first, reserveBytes: 0 })
  const setState = (id: string | null, state: 'active' | 'read-only' | 'removed') =>
    world.retention.setFolderState(world.call('storage.set-folder-state'), id ?? '', state)
  const folderStates = async () =>
    (await world.retention.folders()).map(({ path, state, isCurrent }) => ({
      name: path === usb() ? 'usb' : 'own',
      state,
      isCurrent,
    }))
  const writable = async () => (await world.host.services.storage.findRoom())?.folder ?? null
  const unplug = () => rename(usb(), join(disks, 'pulled-out'))
  const plugIn = () => rename(join(disks, 'pulled-out'), usb())

  it('marks a new folder, records there first or last as it was asked, and finds it again after a restart', async () => {
    expect(await folderStates()).toEqual([{ name: 'own', state: 'active', isCurrent: true }])
    const added = await add()
    expect(added).toMatchObject({ path: usb(), state: 'active', wanted: 'active', isCurrent: true })
    expect(await readdir(usb())).toEqual([MARKER_NAME])
    expect(await writable()).toBe(folderPrefix(added.id ?? ''))
    await mkdir(join(disks, 'last'))
    expect(await add(join(disks, 'last'), false)).toMatchObject({ isCurrent: false })
    await world.host.services.storage.mount()
    expect((await world.retention.folders()).map(({ path }) => path.split(/[\\/]/).at(-1))).toEqual([
      'usb',
      'recordings',
      'last',
    ])
    expect(await world.auditVerbs()).toContain('storage.add-folder')
  })

  it('reads, checks and deletes what lies in another folder like anything else', async () => {
    const { id } = await add()
    const [segment] = await world.lay({
      cameraId: world.desk.id,
      fromMs: world.daysAgo(200),
      folder: folderPrefix(id ?? ''),
    })
    await world.lay({ cameraId: world.desk.id, fromMs: world.daysAgo(1) })
    const { recordings } = world.host.services
    expect(await recordings.check('hash')).toMatchObject({ segments: 2, problems: [] })
    expect(await recordings.recover()).toEqual(NOTHING)
    const found = await recordings.segmentFile(world.desk.id, 1)
    expect(found).toMatchObject({ path: segment?.filePath, sizeBytes: 1000 })
    expect(await world.retention.tick()).toMatchObject({ segments: 1, freedBytes: 1000 })
    expect(await world.states(world.desk.id)).toEqual({ 1: 'expired', 2: 'present' })
    // The emptied day's folder goes too; the camera's stays.
    expect(await readdir(join(usb(), world.desk.id))).toEqual([])
  })

  it('loses nothing when a disk is pulled out, says so loudly, records elsewhere and heals when it is back', async () => {
    const { id } = await add()
    const prefix = folderPrefix(id ?? '')
    await world.lay({ cameraId: world.desk.id, fromMs: world.daysAgo(200), folder: prefix })
    await unplug()
    await mkdir(usb())
    expect(await world.retention.tick()).toMatchObject({ segments: 0 })
    expect(await folderStates()).toEqual([
      { name: 'usb', state: 'missing', isCurrent: false },
      { name: 'own', state: 'active', isCurrent: true },
    ])
    expect(world.host.log.join('\n')).toMatch(/STORAGE FOLDER .*usb: folder\.missing/)
    expect(await world.host.services.storage.lost()).toEqual([{ id, path: usb() }])
    expect(world.files.unreachablePrefixes()).toEqual([prefix])
    const { recordings } = world.host.services
    expect(await recordings.recover()).toEqual(NOTHING)
    expect(await world.states(world.desk.id)).toEqual({ 1: 'present' })
    expect(await recordings.check('hash')).toMatchObject({ problems: [], unreachable: 1 })
    await expect(recordings.segmentFile(world.desk.id, 1)).rejects.toMatchObject({ code: 'folder.missing' })
    await expect(world.write(`${prefix}x/y/z.mp4`, new Uint8Array(1))).rejects.toMatchObject({
      code: 'folder.missing',
    })
    expect(await writable()).toBe('')
    // Nothing was put at the empty mount point.
    expect(await readdir(usb())).toEqual([])
    await rm(usb(), { recursive: true })
    await plugIn()
    expect(await world.retention.tick()).toMatchObject({ segments: 1, freedBytes: 1000 })
    expect(world.host.log.join('\n')).toContain('is back')
    expect(world.files.unreachablePrefixes()).toEqual([])
    expect(await writable()).toBe(prefix)
  })

  it('waits with unlinking until the folder of a purged recording is back', async () => {
    const { id } = await add()
    const { desk, retention } = world
    const [segment] = await world.lay({
      cameraId: desk.id,
      fromMs: world.daysAgo(1),
      folder: folderPrefix(id ?? ''),
    })
    await unplug()
    const range = { cameraIds: [desk.id], fromMs: world.daysAgo(2), toMs: world.nowMs() }
    await retention.purge(world.call('p'), { ...range, reason: 'Công dân yêu cầu xóa', segments: 1 })
    expect(await world.tombstones()).toMatchObject([{ cause: 'purged', unlinked_at_ms: null }])
    await retention.tick()
    await plugIn()
    expect(await world.files.sizeBytes(segment?.filePath ?? '')).toBe(1000)
    await retention.tick()
    expect(await world.files.sizeBytes(segment?.filePath ?? '')).toBeNull()
    expect(await world.tombstones()).toMatchObject([{ unlinked_at_ms: world.nowMs() }])
  })

  it('does not take another disk at the same path for the one that it knows', async () => {
    await add()
    await unplug()
    await mkdir(usb())
    await writeFile(join(usb(), MARKER_NAME), JSON.stringify({ folderId: newId() }))
    expect((await folderStates())[0]).toEqual({ name: 'usb', state: 'missing', isCurrent: false })
    await expect(add(usb())).rejects.toMatchObject({ code: 'folder.foreign' })
  })

  it('writes nothing to a folder that is set to read only, and deletes nothing there', async () => {
    const { id } = await add()
    await world.lay({
      cameraId: world.desk.id,
      fromMs: world.daysAgo(300),
      folder: folderPrefix(id ?? ''),
    })
    await setState(id, 'read-only')
    expect(await writable()).toBe('')
    expect(await world.retention.tick()).toMatchObject({ segments: 0 })
    expect(await folderStates()).toContainEqual({ name: 'usb', state: 'read-only', isCurrent: false })
    expect(await world.host.services.recordings.check('hash')).toMatchObject({ problems: [] })
  })

  it('forgets a folder only when nothing of it is in the index, and knows it when it comes again', async () => {
    const { id } = await add()
    await world.lay({ cameraId: world.desk.id, fromMs: world.daysAgo(1), folder: folderPrefix(id ?? '') })
    await expect(setState(id, 'removed')).rejects.toMatchObject({ code: 'folder.not-empty' })
    const range = { cameraIds: [world.desk.id], fromMs: 0, toMs: world.nowMs() }
    await world.retention.purge(world.call('p'), { ...range, reason: 'Dọn thư mục cũ', segments: 1 })
    await setState(id, 'removed')
    expect(await folderStates()).toEqual([{ name: 'own', state: 'active', isCurrent: true }])
    expect((await add()).id).toBe(id)
    await setState(id, 'removed')
    await rm(join(usb(), MARKER_NAME))
    expect((await add()).id).not.toBe(id)
  })

  it.each([
    { what: 'a relative path', path: () => 'disks/usb', code: 'folder.not-absolute' },
    { what: 'a folder that is not there', path: () => join(disks, 'nowhere'), code: 'folder.missing' },
    {
      what: 'the recordings folder itself',
      path: () => join(world.host.folder, 'recordings'),
      code: 'folder.nested',
    },
    { what: 'a folder around the recordings', path: () => world.host.folder, code: 'folder.nested' },
  ])('refuses $what', async ({ path, code }) => {
    await world.files.space()
    await expect(add(path())).rejects.toMatchObject({ code })
    expect(await world.db.selectFrom('storage_folders').selectAll().execute()).toEqual([])
  })

  it('refuses a folder that it has, and one inside it', async () => {
    await add()
    await expect(add()).rejects.toMatchObject({ code: 'folder.known' })
    await mkdir(join(usb(), 'inside'))
    await expect(add(join(usb(), 'inside'))).rejects.toMatchObject({ code: 'folder.nested' })
    const file = join(disks, 'file')
    await writeFile(file, '')
    await expect(add(file)).rejects.toMatchObject({ code: 'folder.missing' })
  })

  it('moves a stray file aside inside its own folder, lists it, gives it back when it fits and deletes it on request', async () => {
    const { id } = await add()
    const prefix = folderPrefix(id ?? '')
    const [segment] = await world.lay({ cameraId: world.desk.id, fromMs: world.daysAgo(1), folder: prefix })
    const stray = `${prefix}${world.desk.id}/2026-01-01/00-00-00_77.mp4`
    await world.write(stray, new Uint8Array(5))
    // The index loses sight of its file for a while, as when a folder was copied by hand.
    const path = segment?.filePath ?? ''
    const aside = `${prefix}quarantine/1-${path.slice(prefix.length).replaceAll('/', '_')}`
    await world.files.rename(path, aside)
    const report = await world.host.services.recordings.recover()
    expect(report).toMatchObject({ quarantined: [stray], damaged: [{ number: 1 }] })
    const { retention, call } = world
    const listed = await retention.quarantine()
    expect(listed).toMatchObject([
      { sizeBytes: 5, movedAtMs: world.nowMs(), cameraId: world.desk.id },
      { path: aside, sizeBytes: 1000, movedAtMs: 1, cameraId: world.desk.id },
    ])
    const strayPath = listed[0]?.path ?? ''
    await expect(retention.restoreQuarantined(call('q'), strayPath)).rejects.toMatchObject({
      code: 'quarantine.no-match',
    })
    await retention.restoreQuarantined(call('q'), aside)
    expect(await world.states(world.desk.id)).toEqual({ 1: 'present' })
    expect(await world.host.services.recordings.check('hash')).toMatchObject({ problems: [] })
    await expect(
      retention.deleteQuarantined(call('q'), path, 'Không phải tệp cách ly'),
    ).rejects.toMatchObject({ code: 'quarantine.unknown' })
    await retention.deleteQuarantined(call('quarantine.delete'), strayPath, 'Tệp thử của nhà cung cấp')
    expect(await retention.quarantine()).toEqual([])
    expect(await world.auditVerbs()).toContain('quarantine.delete')
  })
})
