import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '#shared/kernel/instant.ts'
import { drawSample } from '#shared/queue/queue.rules.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import type { ApiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { layDossiers } from '#tests/builders/laid-dossiers.ts'
import { addSilentCamera } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

const REGISTER = Array.from({ length: 12 }, (_, number) => ({
  code: `H42.18-261120-${1000 + number}`,
  received: `20/11/2026 08:${10 + number}`,
}))
const DAY = { fromMs: Date.parse('2026-11-20T00:00:00+07:00'), toMs: Date.parse('2026-11-21T00:00:00+07:00') }

const EMPTIED = [
  'queue_claims',
  'review_sample_items',
  'review_samples',
  'findings',
  'dossiers',
  'room_grants',
] as const

describe.each(testDatabases)('the queue on $name', (database) => {
  let station: AuditedStation
  let inspector: ApiClient
  let staff: ApiClient

  // One station for all: opening a database takes longer than what is asked of it here.
  beforeAll(async () => {
    station = await openAuditedStation(database)
    inspector = await station.clientOf('inspector')
    staff = await station.clientOf('office-staff')
  })
  beforeEach(async () => {
    for (const table of EMPTIED) await station.db.deleteFrom(table).execute()
  })
  afterAll(() => station.close())

  const note = (...findings: NewFinding[]) =>
    station.host.services.work.bookkeep((transaction) =>
      station.host.services.findings.log.record(transaction, findings),
    )

  /** Days ago, in the inspectorate's room. */
  const seen = (key: string, daysAgo: number, changes: Partial<NewFinding> = {}): NewFinding => {
    const atMs = Date.now() - daysAgo * DAY_MS
    return someFinding(station.world.reception.id, {
      dedupeKey: key,
      atMs,
      fromMs: atMs - 1000,
      toMs: atMs + 1000,
      ...changes,
    })
  }

  /** The desk's register, and a sample of five of its dossiers for the clerk. */
  async function draw(changes: { size?: number; seed?: string | null; assignee?: string } = {}) {
    const roomId = station.world.desk.id
    const source = await staff.dossiers.createSource({ roomId, name: 'Một cửa' })
    await layDossiers(station.db, source.id, REGISTER)
    const wanted = {
      size: 5,
      seed: 'lần 1',
      assignee: 'office-staff',
      reason: 'Kiểm tra ngẫu nhiên',
      ...changes,
    }
    return { sample: await staff.queue.drawSample({ roomId, ...DAY, ...wanted }), roomId }
  }

  it('puts the heaviest first and says why, footage that ends soon before all', async () => {
    await addSilentCamera(station.host.services, station.world.reception)
    await station.host.services.retention.setPolicy(
      {
        actor: { kind: 'system', id: 't', label: 'system:t', role: null, unitId: null },
        verb: 't',
        audited: false,
      },
      { scope: { kind: 'station' }, days: { floorDays: 30, ceilingDays: null } },
    )
    await note(
      seen('light', 1),
      seen('ends', 29, { kind: 'opened-late' }),
      seen('half', 1.1, { kind: 'desk-unattended', confidence: 0.5 }),
      seen('heavy', 0.5, { kind: 'receipt-back-dated' }),
    )
    const { rows, ...counts } = await inspector.queue.list({})
    expect(rows.map(({ finding, parts }) => [finding?.kind, parts])).toEqual([
      [
        'opened-late',
        [
          { reason: 'kind', points: 30 },
          { reason: 'footage-ends', points: 40 },
        ],
      ],
      ['receipt-back-dated', [{ reason: 'kind', points: 60 }]],
      ['desk-unattended', [{ reason: 'kind', points: 20 }]],
      ['late-keying', [{ reason: 'kind', points: 20 }]],
    ])
    expect(counts).toEqual({ total: 4, waiting: 4, mine: 0, free: 4, doneToday: 0, leftOut: 0 })
    const some = await inspector.queue.list({ findingKind: 'late-keying' })
    expect([some.rows.length, some.total, some.waiting]).toEqual([1, 1, 4])
  })

  it('is done when it is decided, by whom and when, and comes back only if that is taken back', async () => {
    await note(seen('one', 1))
    const [item] = (await inspector.queue.list({})).rows
    const id = item?.id ?? ''
    await inspector.findings.decide({ ids: [id], state: 'accepted', note: 'Đúng như gợi ý' })
    // The rule runs again and says the same.
    await note(seen('one', 1))
    expect(await inspector.queue.list({})).toMatchObject({ rows: [], waiting: 0, doneToday: 1 })
    expect(await inspector.queue.done({ sinceMs: Date.now() - HOUR_MS })).toMatchObject([
      { kind: 'finding', id, outcome: 'accepted', doneBy: 'inspector', note: 'Đúng như gợi ý' },
    ])
    await inspector.findings.decide({ ids: [id], state: 'open' })
    expect(await inspector.queue.list({})).toMatchObject({ waiting: 1, doneToday: 0 })
  })

  it('shows who is on what, until it is released or lapses', async () => {
    await station.host.services.users.createGrant(
      {
        actor: { kind: 'system', id: 't', label: 'system:t', role: null, unitId: null },
        verb: 't',
        audited: false,
      },
      {
        roomId: station.world.reception.id,
        granteeUnitId: station.world.office.id,
        reason: 'Cùng xem',
        validToMs: null,
      },
    )
    await note(seen('one', 1), seen('two', 2))
    const [item] = (await inspector.queue.list({})).rows
    const ref = { kind: 'finding', id: item?.id ?? '' } as const
    await inspector.queue.claim(ref)
    const mine = await inspector.queue.list({ whose: 'mine' })
    expect(mine).toMatchObject({ total: 1, mine: 1, free: 1, waiting: 2 })
    expect(mine.rows[0]?.claim).toMatchObject({ assignee: 'inspector', claimedBy: 'inspector' })
    const taken = { code: 'CONFLICT', data: { code: 'queue.taken', detail: { by: 'inspector' } } }
    await expect(staff.queue.claim(ref)).rejects.toMatchObject(taken)
    await expect(staff.queue.release(ref)).rejects.toMatchObject(taken)
    // Whoever is on it may hand it on; whoever was given it may give it back.
    await inspector.queue.claim({ ...ref, assignee: 'office-staff' })
    expect(await staff.queue.list({ whose: 'mine' })).toMatchObject({ total: 1 })
    await staff.queue.release(ref)
    await expect(staff.queue.release(ref)).rejects.toMatchObject({ data: { code: 'queue.not-taken' } })
    await inspector.queue.claim(ref)
    await station.db.updateTable('queue_claims').set({ claimed_at_ms: 1, lapses_at_ms: 2 }).execute()
    expect(await inspector.queue.list({ whose: 'mine' })).toMatchObject({ total: 0, free: 2 })
    await staff.queue.claim(ref)
    expect((await staff.queue.list({ whose: 'mine' })).rows[0]?.claim?.assignee).toBe('office-staff')
  })

  it('gives nothing to people who may not see the room, or who are not there', async () => {
    await note(seen('one', 1))
    const [item] = (await inspector.queue.list({})).rows
    const ref = { kind: 'finding', id: item?.id ?? '' } as const
    const give = (assignee: string) => inspector.queue.claim({ ...ref, assignee })
    await expect(give('office-staff')).rejects.toMatchObject({ data: { code: 'queue.not-their-room' } })
    await expect(give('nobody')).rejects.toMatchObject({ data: { code: 'queue.no-such-person' } })
    await expect(give('committee-member')).rejects.toMatchObject({ data: { code: 'queue.no-such-person' } })
    expect((await inspector.queue.people()).map(({ username }) => username)).toEqual(['inspector'])
  })

  it('draws a sample that anyone can draw again, for one person', async () => {
    const { sample } = await draw()
    expect(sample).toMatchObject({ drawn: 5, drawnFrom: 12, seed: 'lần 1', assignee: 'office-staff' })
    const again = drawSample(REGISTER, sample.seed, 5, (text) =>
      createHash('sha256').update(text).digest('hex'),
    )
    const { rows } = await staff.queue.list({ whose: 'mine', kind: 'sample' })
    const byPosition = rows.toSorted(
      (left, right) => (left.sample?.position ?? 0) - (right.sample?.position ?? 0),
    )
    expect(byPosition.map(({ sample: one }) => one?.dossierCode)).toEqual(again.map(({ code }) => code))
    expect(rows[0]?.parts).toContainEqual({ reason: 'asked', points: 15 })
    expect(await staff.queue.samples()).toEqual([sample])
  })

  it('keeps what was found in a sample, once, and lets a person take back the own word', async () => {
    await draw()
    const [first] = (await staff.queue.list({ kind: 'sample' })).rows
    const id = first?.id ?? ''
    await staff.queue.finish({ id, outcome: 'follow-up', note: 'Không giao giấy hẹn' })
    await expect(staff.queue.finish({ id, outcome: 'in-order' })).rejects.toMatchObject({
      data: { code: 'queue.done', detail: { by: 'office-staff' } },
    })
    expect(await staff.queue.list({ kind: 'sample' })).toMatchObject({ total: 4, doneToday: 1 })
    expect(await staff.queue.done({ sinceMs: 0 })).toMatchObject([
      { kind: 'sample', outcome: 'follow-up', doneBy: 'office-staff', note: 'Không giao giấy hẹn' },
    ])
    await staff.queue.reopen({ id })
    expect(await staff.queue.list({ kind: 'sample' })).toMatchObject({ total: 5, doneToday: 0 })
    await expect(staff.queue.reopen({ id })).rejects.toMatchObject({ data: { code: 'queue.not-yours' } })
  })

  it('draws from what is there, in a range that makes sense, and makes a seed where none is given', async () => {
    const { sample, roomId } = await draw({ size: 200, seed: null })
    expect(sample).toMatchObject({ drawn: 12, drawnFrom: 12 })
    expect(sample.seed).toMatch(/^[0-9a-f]{16}$/)
    const again = { roomId, size: 1, assignee: 'office-staff', reason: 'Kiểm tra' }
    const refused: readonly [number, number, string][] = [
      [DAY.toMs, DAY.toMs + 1, 'queue.nothing-to-draw'],
      [5, 5, 'range.empty'],
      [0, DAY.toMs, 'queue.range-too-long'],
    ]
    for (const [fromMs, toMs, code] of refused)
      await expect(staff.queue.drawSample({ ...again, fromMs, toMs })).rejects.toMatchObject({
        data: { code },
      })
  })

  it('shows and changes nothing of another unit’s room', async () => {
    const { roomId } = await draw()
    await note(seen('theirs', 1))
    const own = (await staff.queue.list({})).rows
    expect(own.every((item) => item.roomId === roomId)).toBe(true)
    const theirs = (await inspector.queue.list({})).rows
    expect(theirs.map(({ kind }) => kind)).toEqual(['finding'])
    const sample = { kind: 'sample', id: own[0]?.id ?? '' } as const
    const refused = { code: 'FORBIDDEN', data: { code: 'room.not-yours' } }
    await expect(inspector.queue.claim(sample)).rejects.toMatchObject(refused)
    await expect(inspector.queue.release(sample)).rejects.toMatchObject(refused)
    await expect(inspector.queue.finish({ id: sample.id, outcome: 'in-order' })).rejects.toMatchObject(
      refused,
    )
    await expect(inspector.queue.reopen({ id: sample.id })).rejects.toMatchObject(refused)
    const wish = { roomId, ...DAY, size: 1, assignee: 'inspector', reason: 'Kiểm tra' }
    await expect(inspector.queue.drawSample(wish)).rejects.toMatchObject(refused)
    expect(await inspector.queue.samples()).toEqual([])
    await expect(inspector.queue.claim({ ...sample, kind: 'finding' })).rejects.toMatchObject({
      data: { code: 'queue.unknown' },
    })
  })
})
