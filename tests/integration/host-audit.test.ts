import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemCall } from '#main/ports/call.ts'
import { type AuditedStation, FOOTAGE_RANGE, openAuditedStation } from '#tests/builders/audited-station.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'
import type { TestHost } from '#tests/builders/test-host.ts'

describe.each(testDatabases)('the audit log on $name', (database) => {
  let station: AuditedStation
  let host: TestHost

  beforeEach(async () => {
    station = await openAuditedStation(database)
    host = station.host
  })
  afterEach(() => station.close())

  it('holds nothing of a change that failed, whether it was refused or broke off half way', async () => {
    const administrator = await station.clientOf('administrator')
    const before = await station.auditRows()
    await expect(
      administrator.units.createCounter({ roomId: station.world.desk.id, code: '1', name: 'Trùng mã' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    const breaksOff = host.services.work.change(systemCall('test', 'test.break'), async (transaction) => {
      await transaction.insertInto('settings').values({ key: 'half', value_json: '1' }).execute()
      throw new Error('half way')
    })
    await expect(breaksOff).rejects.toThrow('half way')
    expect(await station.auditRows()).toEqual(before)
    expect(await station.db.selectFrom('settings').selectAll().where('key', '=', 'half').execute()).toEqual(
      [],
    )
  })

  it('keeps changes that happen at once in one unbroken chain', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        host.services.work.change(systemCall('test', 'test.many'), async () => ({
          result: null,
          subject: {
            kind: 'test',
            id: String(index),
          },
        })),
      ),
    )
    expect(await host.services.audit.check()).toMatchObject({ ok: true })
    expect((await station.auditRows()).filter((row) => row.verb === 'test.many')).toHaveLength(20)
  })

  it('notes a viewing before the first byte is sent, once for a while, and shows nothing that it cannot note', async () => {
    const camera = await station.layFootage()
    const { get } = await logIn(host.fetch, 'inspector')
    const path = `/media/cameras/${camera.id}/segments/1.mp4`
    const views = async () => (await station.auditRows()).filter((row) => row.verb === 'recording.view')

    await forbidAuditRows(true)
    for (const attempt of [1, 2]) {
      const refused = await get(path)
      expect(refused.status, `attempt ${attempt}`).toBe(500)
      expect((await refused.arrayBuffer()).byteLength).toBeLessThan(200)
    }
    await forbidAuditRows(false)
    expect(await views()).toEqual([])

    expect((await get(path)).status).toBe(200)
    expect(await views()).toMatchObject([{ actor: 'inspector', subjectKind: 'camera', subjectId: camera.id }])
    await Promise.all([get(path, { range: 'bytes=0-99' }), get(path), get(path)])
    expect(await views()).toHaveLength(1)
  })

  it('notes who took evidence away and who watched it', async () => {
    const camera = await station.layFootage()
    const inspector = await station.clientOf('inspector')
    const bookmark = await inspector.review.createBookmark({
      cameraIds: [camera.id],
      ...FOOTAGE_RANGE,
      note: '',
    })
    const { clip } = await inspector.evidence.create({ bookmarkId: bookmark.id, purpose: 'Thử trích xuất' })
    await host.services.jobs.idle()
    const { get } = await logIn(host.fetch, 'committee-member')
    expect((await get(`/media/evidence/${clip.id}/bundle.zip`)).status).toBe(200)
    expect((await get(`/media/evidence/${clip.id}/${camera.id}.mp4`)).status).toBe(200)
    const rows = (await station.auditRows()).filter(
      (row) => row.subjectId === clip.id && row.actor === 'committee-member',
    )
    expect(rows.map((row) => row.verb)).toEqual(['evidence.download', 'evidence.view'])
  })

  /** A log that takes no row, as on a full disk. */
  async function forbidAuditRows(isForbidden: boolean): Promise<void> {
    const statements =
      database.name === 'sqlite'
        ? [
            "create trigger no_rows before insert on audit_rows begin select raise(abort, 'no room'); end",
            'drop trigger no_rows',
          ]
        : [
            "create trigger no_rows before insert on audit_rows for each statement execute function refuse_change('no room')",
            'drop trigger no_rows on audit_rows',
          ]
    await sql.raw(statements[isForbidden ? 0 : 1] ?? '').execute(station.db)
  }

  /** What only somebody with the database's own password can do. */
  async function behindTheTriggers(statement: string): Promise<void> {
    if (database.name === 'sqlite') {
      await sql.raw('drop trigger audit_rows_no_update').execute(station.db)
      await sql.raw('drop trigger audit_rows_no_delete').execute(station.db)
    } else {
      await sql.raw('alter table audit_rows disable trigger user').execute(station.db)
    }
    await sql.raw(statement).execute(station.db)
  }

  it.each([
    "update audit_rows set verb = 'x' where sequence = 3",
    'delete from audit_rows where sequence = 3',
  ])('refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(station.db)).rejects.toThrow('audit rows are append only')
  })

  it.each([
    {
      what: 'an altered detail',
      statement: `update audit_rows set detail_json = '{}' where sequence = 3`,
      at: 3,
    },
    {
      what: 'another name',
      statement: `update audit_rows set actor = 'system:ghost' where sequence = 5`,
      at: 5,
    },
    {
      what: 'a moved instant',
      statement: 'update audit_rows set at_ms = at_ms + 1 where sequence = 2',
      at: 2,
    },
    { what: 'a missing row', statement: 'delete from audit_rows where sequence = 4', at: 4 },
    { what: 'a missing first row', statement: 'delete from audit_rows where sequence = 1', at: 1 },
    {
      what: 'two rows in each other’s place',
      statement: `update audit_rows set sequence = case sequence when 3 then 1000003 else 3 end where sequence in (3, 4)`,
      at: 3,
    },
  ])('finds $what and names the first broken place', async ({ statement, at }) => {
    expect((await host.services.audit.check()).ok).toBe(true)
    await behindTheTriggers(statement)
    expect(await host.services.audit.check()).toMatchObject({ ok: false, firstBrokenSequence: at })
  })
})
