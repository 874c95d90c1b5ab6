import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { overlaps } from '#shared/kernel/time-range.ts'
import { deleteSegments } from '#main/features/retention/deletion.repository.ts'
import { createPretendDisk, type PretendDisk } from '#tests/builders/pretend-disk.ts'
import { openRetentionWorld, type RetentionWorld } from '#tests/builders/retention-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const REASON = 'Giữ để đối chiếu với hồ sơ'
/** The margin is a fiftieth of the disk: 2 000. Deleting begins below 12 000 free and ends at 14 000. */
const DISK_BYTES = 100_000
const RESERVE_BYTES = 10_000

describe.each(testDatabases)('deleting footage for want of space on $name', (database) => {
  let world: RetentionWorld
  let disk: PretendDisk

  beforeEach(async () => {
    disk = createPretendDisk(DISK_BYTES)
    world = await openRetentionWorld(database, { files: disk.store, diskReserveBytes: RESERVE_BYTES })
  })
  afterEach(() => world.close())

  /** Takes all but `leave` bytes of the disk. */
  const leave = (bytes: number) => disk.fill(disk.freeBytes() - bytes)
  const lock = (cameraId: string, fromMs: number, toMs: number) =>
    world.retention.lock(world.call('lock.create'), { cameraIds: [cameraId], fromMs, toMs, reason: REASON })

  it('lets the oldest of all cameras go until there is twice the margin, and not one file more', async () => {
    const { desk, reception, daysAgo } = world
    await world.lay({ cameraId: desk.id, fromMs: daysAgo(40), minutes: 3 })
    await world.lay({ cameraId: reception.id, fromMs: daysAgo(41), minutes: 2 })
    leave(11_999)
    expect(await world.retention.tick()).toMatchObject({ segments: 3, freedBytes: 3000, stuck: null })
    expect(disk.freeBytes()).toBe(14_999)
    expect(await world.states(reception.id)).toEqual({ 1: 'expired', 2: 'expired' })
    expect(await world.states(desk.id)).toEqual({ 1: 'expired', 2: 'present', 3: 'present' })
    expect(await world.retention.tick()).toMatchObject({ segments: 0 })
  })

  it('lets nothing go while there is room', async () => {
    await world.lay({ cameraId: world.desk.id, fromMs: world.daysAgo(100), minutes: 3 })
    leave(12_000)
    expect(await world.retention.tick()).toMatchObject({ segments: 0, stuck: null })
  })

  it('takes nothing below its floor and nothing that is locked: rather it says that there is no way', async () => {
    const { desk, reception, daysAgo } = world
    await world.lay({ cameraId: desk.id, fromMs: daysAgo(29), minutes: 3 })
    await world.lay({ cameraId: reception.id, fromMs: daysAgo(100), minutes: 3 })
    await lock(reception.id, daysAgo(100), daysAgo(99))
    leave(100)
    expect(await world.retention.tick()).toMatchObject({ segments: 0, stuck: 'nothing-deletable' })
    expect(disk.paths()).toHaveLength(6)
    expect(world.host.log.join('\n')).toContain('nothing-deletable')
    expect(await world.host.services.storage.findRoom()).toBeNull()
  })

  it('frees by bytes really gone: a disk that gives nothing back costs no more footage than was needed', async () => {
    const { desk, daysAgo } = world
    await world.lay({ cameraId: desk.id, fromMs: daysAgo(100), minutes: 60 })
    leave(10_000)
    disk.givesBack(false)
    expect(await world.retention.tick()).toMatchObject({ segments: 4, stuck: 'space-not-returned' })
    for (let minute = 0; minute < 4; minute += 1) {
      world.pass(MINUTE_MS)
      expect(await world.retention.tick()).toMatchObject({ segments: 0, stuck: 'space-not-returned' })
    }
    // After five minutes it may try again, and takes as much once more.
    world.pass(MINUTE_MS)
    expect(await world.retention.tick()).toMatchObject({ segments: 4 })
  })

  it('counts a file that is held open once, and takes it away when it is let go', async () => {
    const { desk, daysAgo } = world
    const laid = await world.lay({ cameraId: desk.id, fromMs: daysAgo(100), minutes: 60 })
    for (const { filePath } of laid.slice(0, 4)) disk.held.add(filePath)
    leave(10_000)
    expect(await world.retention.tick()).toMatchObject({ segments: 4, freedBytes: 0 })
    expect(await world.tombstones()).toMatchObject(
      [1, 2, 3, 4].map((number) => ({ number, unlinked_at_ms: null })),
    )
    disk.held.clear()
    world.pass(MINUTE_MS)
    await world.retention.tick()
    expect(disk.freeBytes()).toBe(14_000)
    expect((await world.tombstones()).map((row) => row.unlinked_at_ms)).toEqual(Array(4).fill(world.nowMs()))
  })

  it('finishes at the next start what a crash left between tombstone and file', async () => {
    const { desk, daysAgo } = world
    const [first, second] = await world.lay({ cameraId: desk.id, fromMs: daysAgo(200), minutes: 2 })
    disk.beforeRemove = (path) => {
      if (path === second?.filePath) throw new Error('the power goes')
    }
    const removed = await world.retention.tick()
    expect(removed).toMatchObject({ segments: 2, freedBytes: 1000 })
    expect(disk.paths()).toEqual([second?.filePath])
    expect(await world.host.services.recordings.check('presence')).toMatchObject({ problems: [] })
    // The power cut also brings back the name that was taken away just before it.
    await world.write(first?.filePath ?? '', new Uint8Array(1000))
    disk.beforeRemove = () => undefined
    await world.retention.start()
    expect(disk.paths()).toEqual([])
    expect((await world.tombstones()).every((row) => row.unlinked_at_ms !== null)).toBe(true)
  })

  it('refuses a locked file inside the deletion itself, whoever asks', async () => {
    const { desk, daysAgo } = world
    await world.lay({ cameraId: desk.id, fromMs: daysAgo(100), minutes: 3 })
    await lock(desk.id, daysAgo(100) + MINUTE_MS, daysAgo(100) + 2 * MINUTE_MS)
    const deletion = { cause: 'purged', reason: 'r', actor: 'test', atMs: world.nowMs() } as const
    const gone = await world.host.services.work.bookkeep((transaction) =>
      deleteSegments(transaction, desk.id, [1, 2, 3, 4], deletion),
    )
    expect(gone.map(({ number }) => number)).toEqual([1, 3])
    expect(await world.states(desk.id)).toEqual({ 1: 'purged', 2: 'present', 3: 'purged' })
  })
})

type RangeAct = {
  readonly kind: 'lock' | 'purge'
  readonly fromMinute: number
  readonly minutes: number
}
type ChosenAct = { readonly kind: 'release' | 'confirm' | 'tick'; readonly which: number }
type Act = RangeAct | ChosenAct

const minuteArb = fc.nat({ max: 59 })
const actArb: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('lock' as const, 'purge' as const),
    fromMinute: minuteArb,
    minutes: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({
    kind: fc.constantFrom('release' as const, 'confirm' as const, 'tick' as const),
    which: fc.nat({ max: 5 }),
  }),
)

describe('locks, whatever happens', () => {
  const [database] = testDatabases
  if (!database) throw new Error('no database')

  it('no sequence of locks, releases, purges and runs on a full disk ever loses a locked file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actArb, { minLength: 3, maxLength: 14 }), async (acts) => {
        const disk = createPretendDisk(60_000)
        const world = await openRetentionWorld(database, {
          files: disk.store,
          diskReserveBytes: RESERVE_BYTES,
        })
        const { desk, retention, call } = world
        const baseMs = world.daysAgo(100)
        const laid = await world.lay({ cameraId: desk.id, fromMs: baseMs, minutes: 60, sizeBytes: 900 })
        const rangeOf = (act: { fromMinute: number; minutes: number }) => ({
          fromMs: baseMs + act.fromMinute * MINUTE_MS,
          toMs: baseMs + (act.fromMinute + act.minutes) * MINUTE_MS,
        })
        const held = async () =>
          (await retention.locks(call('x').actor, {})).filter(({ state }) => state !== 'released')
        async function performChosen(act: ChosenAct): Promise<void> {
          if (act.kind === 'tick') {
            disk.fill(act.which * 2000)
            await retention.tick()
            return
          }
          const chosen = (await held())[act.which]
          if (chosen && act.kind === 'release') await retention.releaseLock(call('r'), chosen.id, REASON)
          if (chosen?.state === 'provisional' && act.kind === 'confirm')
            await retention.confirmLock(call('c'), chosen.id)
        }
        async function performRange(act: RangeAct): Promise<void> {
          const range = { cameraIds: [desk.id], ...rangeOf(act), reason: REASON }
          if (act.kind === 'lock') {
            await retention.lock(call('lock.create'), {
              ...range,
              provisionalDays: act.minutes % 2 ? 9 : null,
            })
            return
          }
          const { segments } = await retention.purgePreview(call('x').actor, range)
          if (segments > 0) await retention.purge(call('p'), { ...range, segments })
        }
        for (const act of acts) {
          const before = await world.states(desk.id)
          const locks = act.kind === 'release' ? [] : await held()
          await ('which' in act ? performChosen(act) : performRange(act))
          const after = await world.states(desk.id)
          const paths = new Set(disk.paths())
          const buried = new Set((await world.tombstones()).map((row) => row.number))
          for (const segment of laid) {
            const { number, startAtMs, endAtMs, filePath } = segment
            const isThere = after[number] === 'present'
            // Row, tombstone and file tell the same.
            expect([isThere, buried.has(number), paths.has(filePath)]).toEqual([isThere, !isThere, isThere])
            const isLocked = locks.some((lock) => overlaps(lock, { fromMs: startAtMs, toMs: endAtMs }))
            if (isLocked) expect(after[number]).toBe(before[number])
          }
        }
        await world.close()
      }),
      { numRuns: 30 },
    )
  })

  it('deletes ten thousand files without keeping anybody waiting', async () => {
    const disk = createPretendDisk(30_000_000)
    const world = await openRetentionWorld(database, { files: disk.store })
    const { desk, daysAgo } = world
    await world.lay({ cameraId: desk.id, fromMs: daysAgo(200), minutes: 10_000, sizeBytes: 2 })
    let turns = 0
    let isOver = false
    const takeTurn = (): void => {
      turns += 1
      if (!isOver) setImmediate(takeTurn)
    }
    takeTurn()
    const report = await world.retention.tick()
    isOver = true
    expect(report).toMatchObject({ segments: 10_000, freedBytes: 20_000 })
    expect(disk.paths()).toEqual([])
    // Others had their turn between any two batches of fifty.
    expect(turns).toBeGreaterThan(200)
    await world.close()
  })
})
