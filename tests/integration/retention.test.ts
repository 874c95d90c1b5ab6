import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { DEFAULT_RETENTION } from '#shared/retention/retention.model.ts'
import { actorOf } from '#tests/builders/camera-bench.ts'
import { openRetentionWorld, type RetentionWorld } from '#tests/builders/retention-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const REASON = 'Theo yêu cầu xóa dữ liệu số 12'

describe.each(testDatabases)('retention on $name', (database) => {
  let world: RetentionWorld

  beforeEach(async () => {
    world = await openRetentionWorld(database)
  })
  afterEach(() => world.close())

  const setStation = (floorDays: number, ceilingDays: number | null) =>
    world.retention.setPolicy(world.call('retention.set-policy'), {
      scope: { kind: 'station' },
      days: { floorDays, ceilingDays },
    })
  const lock = (cameraId: string, fromMs: number, toMs: number) =>
    world.retention.lock(world.call('lock.create'), { cameraIds: [cameraId], fromMs, toMs, reason: REASON })

  it('deletes what is older than its ceiling, keeps the rest, and leaves a tombstone as proof', async () => {
    const { desk, daysAgo } = world
    const [old] = await world.lay({ cameraId: desk.id, fromMs: daysAgo(181) })
    const [young] = await world.lay({ cameraId: desk.id, fromMs: daysAgo(179) })
    const report = await world.retention.tick()
    expect(report).toMatchObject({ segments: 1, freedBytes: 1000, stuck: null })
    expect(await world.states(desk.id)).toEqual({ 1: 'expired', 2: 'present' })
    expect(await world.files.list(desk.id)).toEqual([young?.filePath])
    expect(await world.tombstones()).toEqual([
      expect.objectContaining({
        number: 1,
        cause: 'expired',
        reason: 'ceiling',
        actor: 'system:retention',
        deleted_at_ms: world.nowMs(),
        unlinked_at_ms: world.nowMs(),
        size_bytes: 1000,
        sha256: old?.sha256,
        root: old?.root,
      }),
    ])
    const [lane] = await world.host.services.recordings.lanes([desk.id], {
      fromMs: daysAgo(181),
      toMs: daysAgo(181) + MINUTE_MS,
    })
    expect(lane?.spans.map(({ state }) => state)).toEqual(['expired'])
    expect(await world.retention.tick()).toMatchObject({ segments: 0 })
  })

  it('follows the most specific policy: camera, then kind of room, then station', async () => {
    const { desk, reception, daysAgo, retention, call } = world
    for (const cameraId of [desk.id, reception.id]) await world.lay({ cameraId, fromMs: daysAgo(50) })
    await setStation(0, 40)
    await retention.setPolicy(call('retention.set-policy'), {
      scope: { kind: 'room-kind', roomKind: 'reception-room' },
      days: { floorDays: 0, ceilingDays: 60 },
    })
    await retention.setPolicy(call('retention.set-policy'), {
      scope: { kind: 'camera', cameraId: desk.id },
      days: { floorDays: 0, ceilingDays: null },
    })
    expect(await retention.tick()).toMatchObject({ segments: 0 })
    await retention.removePolicy(call('retention.remove-policy'), { kind: 'camera', cameraId: desk.id })
    await retention.tick()
    expect(await world.states(desk.id)).toEqual({ 1: 'expired' })
    expect(await world.states(reception.id)).toEqual({ 1: 'present' })
    await expect(
      retention.removePolicy(call('retention.remove-policy'), { kind: 'camera', cameraId: desk.id }),
    ).rejects.toMatchObject({ code: 'retention.no-policy' })
    expect((await world.auditVerbs()).filter((verb) => verb.startsWith('retention.'))).toHaveLength(4)
  })

  it('never deletes a file that a lock touches by as little as a millisecond, and does once it is released', async () => {
    const { desk, daysAgo, retention } = world
    const fromMs = daysAgo(300)
    await world.lay({ cameraId: desk.id, fromMs, minutes: 5 })
    // Ends a millisecond into the second file and is widened to whole minutes: the second stays with it.
    const held = await lock(desk.id, fromMs, fromMs + MINUTE_MS + 1)
    expect(held).toMatchObject({ fromMs, toMs: fromMs + 2 * MINUTE_MS, state: 'locked', bytes: 2000 })
    await retention.tick()
    expect(await world.states(desk.id)).toEqual({
      1: 'present',
      2: 'present',
      3: 'expired',
      4: 'expired',
      5: 'expired',
    })
    await retention.releaseLock(world.call('lock.release'), held.id, REASON)
    await retention.tick()
    expect(await world.files.list(desk.id)).toEqual([])
    await expect(retention.releaseLock(world.call('lock.release'), held.id, REASON)).rejects.toMatchObject({
      code: 'lock.released',
    })
  })

  it('lets a provisional lock lapse by itself unless somebody confirms it', async () => {
    const { desk, daysAgo, retention, call } = world
    const fromMs = daysAgo(300)
    await world.lay({ cameraId: desk.id, fromMs, minutes: 2 })
    const wish = { cameraIds: [desk.id], reason: REASON, provisionalDays: 7 }
    const left = await retention.lock(call('lock.create'), { ...wish, fromMs, toMs: fromMs + MINUTE_MS })
    const kept = await retention.lock(call('lock.create'), {
      ...wish,
      fromMs: fromMs + MINUTE_MS,
      toMs: fromMs + 2 * MINUTE_MS,
    })
    expect(left).toMatchObject({ state: 'provisional', lapsesAtMs: world.nowMs() + 7 * DAY_MS })
    expect(await retention.confirmLock(call('lock.confirm'), kept.id)).toMatchObject({
      state: 'locked',
      lapsesAtMs: null,
    })
    await retention.tick()
    expect(await world.states(desk.id)).toEqual({ 1: 'present', 2: 'present' })
    world.pass(7 * DAY_MS)
    await retention.tick()
    expect(await world.states(desk.id)).toEqual({ 1: 'expired', 2: 'present' })
    expect(await world.auditVerbs()).toContain('lock.lapse')
    await expect(retention.confirmLock(call('lock.confirm'), left.id)).rejects.toMatchObject({
      code: 'lock.not-provisional',
    })
  })

  it('purges on a person’s word, floor or not, shows the locks in the way and leaves what they hold', async () => {
    const { desk, daysAgo, retention, call } = world
    const fromMs = daysAgo(1)
    await world.lay({ cameraId: desk.id, fromMs, minutes: 4 })
    const held = await lock(desk.id, fromMs + MINUTE_MS, fromMs + 2 * MINUTE_MS)
    const range = { cameraIds: [desk.id], fromMs, toMs: fromMs + 3 * MINUTE_MS }
    const preview = await retention.purgePreview(call('x').actor, range)
    expect(preview).toMatchObject({ segments: 2, bytes: 2000, lockedSegments: 1, lockedBytes: 1000 })
    expect(preview.locks.map(({ id }) => id)).toEqual([held.id])
    await expect(
      retention.purge(call('recording.purge'), { ...range, reason: REASON, segments: 3 }),
    ).rejects.toMatchObject({ code: 'purge.changed', detail: { segments: 2 } })
    expect(await retention.purge(call('recording.purge'), { ...range, reason: REASON, segments: 2 })).toEqual(
      { segments: 2, bytes: 2000 },
    )
    expect(await world.states(desk.id)).toEqual({ 1: 'purged', 2: 'present', 3: 'purged', 4: 'present' })
    expect(await world.tombstones()).toMatchObject([
      { number: 1, cause: 'purged', reason: REASON, actor: 'system:test' },
      { number: 3, cause: 'purged', reason: REASON, actor: 'system:test' },
    ])
    expect(await world.auditVerbs()).toContain('recording.purge')
  })

  it('says what a lock costs before it is made, and counts what is locked already apart', async () => {
    const { desk, reception, daysAgo, retention, call } = world
    const fromMs = daysAgo(2)
    for (const cameraId of [desk.id, reception.id]) await world.lay({ cameraId, fromMs, minutes: 3 })
    await lock(desk.id, fromMs, fromMs + MINUTE_MS)
    const cost = await retention.lockCost(call('x').actor, {
      cameraIds: [desk.id, reception.id],
      fromMs: fromMs + 1,
      toMs: fromMs + MINUTE_MS + 1,
    })
    expect(cost).toMatchObject({
      fromMs,
      toMs: fromMs + 2 * MINUTE_MS,
      segments: 4,
      bytes: 4000,
      alreadyLockedBytes: 1000,
      newBytes: 3000,
    })
    expect(cost.diskBytes).toBeGreaterThan(0)
    expect(await world.db.selectFrom('locks').selectAll().execute()).toHaveLength(1)
  })

  it('lets nobody lock or release what lies in a room that is not theirs, and shows them no lock of it', async () => {
    const { desk, rooms, daysAgo, retention } = world
    const fromMs = daysAgo(2)
    const held = await lock(desk.id, fromMs, fromMs + MINUTE_MS)
    const stranger = { actor: actorOf('inspector', rooms.inspectorate.id), verb: 'x', audited: false }
    const wish = { cameraIds: [desk.id], fromMs, toMs: fromMs + MINUTE_MS, reason: REASON }
    const refused = { code: 'room.not-yours' }
    await expect(retention.lockCost(stranger.actor, wish)).rejects.toMatchObject(refused)
    await expect(retention.lock(stranger, wish)).rejects.toMatchObject(refused)
    await expect(retention.releaseLock(stranger, held.id, REASON)).rejects.toMatchObject(refused)
    expect(await retention.locks(stranger.actor, {})).toEqual([])
    const owner = actorOf('office-staff', rooms.office.id)
    expect((await retention.locks(owner, {})).map(({ id }) => id)).toEqual([held.id])
    const administrator = actorOf('administrator', rooms.committee.id)
    expect((await retention.locks(administrator, { state: 'locked' })).map(({ id }) => id)).toEqual([held.id])
  })

  it('keeps 15 minutes around a cited clip on every camera of the room until the reply window has closed', async () => {
    const { desk, reception, daysAgo, retention, call, host } = world
    const fromMs = daysAgo(1)
    const bookmark = await host.services.review.createBookmark(call('bookmark.create'), {
      cameraIds: [desk.id],
      fromMs,
      toMs: fromMs + MINUTE_MS,
      dossierId: null,
      criterionCode: null,
      note: '',
      protects: true,
    })
    const purpose = 'Đối chiếu hồ sơ trễ hẹn'
    const [own] = await retention.locks(call('x').actor, {})
    await expect(retention.releaseLock(call('lock.release'), own?.id ?? '', REASON)).rejects.toMatchObject({
      code: 'lock.of-bookmark',
    })
    await host.services.evidence.create(call('evidence.create'), {
      bookmarkId: bookmark.id,
      criterionCode: null,
      purpose,
    })
    const around = (await retention.locks(call('x').actor, {})).find(
      ({ reason }) => reason === 'reply-window',
    )
    expect(around).toMatchObject({
      cameraIds: [desk.id],
      fromMs: fromMs - 15 * MINUTE_MS,
      toMs: fromMs + 16 * MINUTE_MS,
      state: 'provisional',
      lapsesAtMs: world.nowMs() + 30 * DAY_MS,
    })
    expect(around?.cameraIds).not.toContain(reception.id)
    await host.services.jobs.idle()
    // The clip failed for want of footage; one that stands holds its bookmark's locks.
    await world.db.updateTable('evidence_clips').set({ state: 'making' }).execute()
    await expect(retention.releaseLock(call('lock.release'), around?.id ?? '', REASON)).rejects.toMatchObject(
      { code: 'lock.reply-window' },
    )
    world.pass(30 * DAY_MS)
    await retention.tick()
    expect(await retention.releaseLock(call('lock.release'), own?.id ?? '', REASON)).toMatchObject({
      state: 'released',
    })
  })

  it('starts with 30 days for sure and 180 at most', async () => {
    expect(DEFAULT_RETENTION).toEqual({ floorDays: 30, ceilingDays: 180 })
    expect(await world.retention.policies()).toEqual([])
  })
})
