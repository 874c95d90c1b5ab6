import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuditedStation, openAuditedStation } from '#tests/builders/audited-station.ts'
import { someFinding } from '#tests/builders/finding-changes.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'

describe.each(testDatabases)('findings on $name', (database) => {
  let station: AuditedStation
  let roomId: string

  beforeEach(async () => {
    station = await openAuditedStation(database)
    roomId = station.world.reception.id
  })
  afterEach(() => station.close())

  const inTransaction = <T>(work: Parameters<typeof station.host.services.work.bookkeep<T>>[0]) =>
    station.host.services.work.bookkeep(work)
  const log = () => station.host.services.findings.log

  it('are kept once however often the rule runs, and counted by kind', async () => {
    const client = await station.clientOf('inspector')
    const two = [
      someFinding(roomId),
      someFinding(roomId, { kind: 'desk-unattended', dedupeKey: 'x', atMs: 2500, confidence: 0.8 }),
    ]
    expect(await inTransaction((transaction) => log().record(transaction, two))).toBe(2)
    expect(await inTransaction((transaction) => log().record(transaction, two))).toBe(0)
    const listed = await client.findings.list({ roomId, kinds: ['desk-unattended'] })
    expect(listed).toMatchObject({
      total: 1,
      rows: [{ kind: 'desk-unattended', confidence: 0.8, state: 'open' }],
      byKind: [
        { kind: 'desk-unattended', count: 1 },
        { kind: 'late-keying', count: 1 },
      ],
    })
  })

  it('go when the rule no longer says so, unless a person has decided', async () => {
    const client = await station.clientOf('inspector')
    const keys = ['kept', 'gone', 'decided']
    await inTransaction((transaction) =>
      log().record(
        transaction,
        keys.map((dedupeKey) =>
          someFinding(roomId, { dedupeKey, subject: { kind: 'dossier', id: dedupeKey } }),
        ),
      ),
    )
    const { rows } = await client.findings.list({ subjectId: 'decided' })
    await client.findings.decide({ ids: [rows[0]?.id ?? ''], state: 'accepted', note: '' })
    const scope = { kinds: ['late-keying' as const], roomId, range: { fromMs: 0, toMs: 5000 } }
    await inTransaction((transaction) =>
      log().replace(transaction, scope, [
        someFinding(roomId, { dedupeKey: 'kept', subject: { kind: 'dossier', id: 'kept' } }),
        someFinding(roomId, { dedupeKey: 'new', subject: { kind: 'dossier', id: 'new' } }),
      ]),
    )
    const left = (await client.findings.list({ roomId })).rows.map(
      ({ subject, state }) => `${subject.id} ${state}`,
    )
    expect(left.toSorted()).toEqual(['decided accepted', 'kept open', 'new open'])
    await inTransaction((transaction) => log().withdraw(transaction, { kind: 'coverage', id: 'run' }))
    expect((await client.findings.list({ roomId })).rows.map(({ subject }) => subject.id)).toEqual([
      'decided',
    ])
  })

  it('are decided by those alone who may look into the room', async () => {
    await inTransaction((transaction) => log().record(transaction, [someFinding(roomId)]))
    const [finding] = (await (await station.clientOf('inspector')).findings.list({})).rows
    const staff = await station.clientOf('office-staff')
    expect((await staff.findings.list({})).rows).toEqual([])
    const ids = [finding?.id ?? '']
    await expect(staff.findings.decide({ ids, state: 'dismissed' })).rejects.toMatchObject({
      data: { code: 'room.not-yours' },
    })
    await expect(staff.findings.decide({ ids: [ids[0] + 'x'], state: 'dismissed' })).rejects.toThrow()
  })
})
