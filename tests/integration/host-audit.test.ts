import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditRow } from '#shared/audit/audit.model.ts'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { ROLES, type Role } from '#shared/users/users.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { type ApiClient, apiClient } from '#tests/builders/api-client.ts'
import { declaredCalls } from '#tests/builders/contract-calls.ts'
import { makeFootage } from '#tests/builders/evidence-footage.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { laySegment, openRun } from '#tests/builders/laid-footage.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import {
  addPerson,
  addSilentCamera,
  seedStation,
  type StationWorld,
  WORLD_PASSWORD,
} from '#tests/builders/station-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, quickHasher, type TestHost } from '#tests/builders/test-host.ts'

const START_MS = Math.floor(Date.now() / 60_000) * 60_000 - 600_000
const RANGE = { fromMs: START_MS, toMs: START_MS + 8000 }

describe.each(testDatabases)('the audit log on $name', ({ name: database, openMigrated }) => {
  let opened: OpenDatabase
  let host: TestHost
  let world: StationWorld

  beforeEach(async () => {
    opened = await openMigrated()
    host = await openTestHost({ db: opened.db, adapters: { hasher: quickHasher } })
    await host.services.scoring.start()
    world = await seedStation(host.services)
    for (const role of ROLES) await addPerson(host.services, world, role)
  })
  afterEach(async () => {
    await host.close()
    await opened.close()
  })

  const allRows = async (): Promise<AuditRow[]> =>
    (await host.services.audit.list({ limit: 500 })).toReversed()
  const clientOf = async (role: Role): Promise<ApiClient> =>
    apiClient(host.fetch, (await logIn(host.fetch, role)).cookie)

  async function layFootage(): Promise<Camera> {
    const camera = await addSilentCamera(host.services, world.reception, 'Camera phòng')
    const runId = await openRun(host, camera.id, START_MS)
    const place = { cameraId: camera.id, runId, number: 1, startAtMs: START_MS }
    await laySegment(host, await makeFootage({ seconds: 8 }), place, 'finished')
    return camera
  }

  it('holds exactly one row of its own for every change that a person can make', async () => {
    const camera = await layFootage()
    const done: string[] = []
    /** Makes one change and holds the log against what its contract declares. */
    async function step<T>(role: Role, path: string, change: () => Promise<T>): Promise<T> {
      const before = (await allRows()).length
      const result = await change()
      const added = (await allRows()).slice(before).filter((row) => row.actor === role)
      const declared = declaredCalls.find((call) => call.path === path)
      expect(
        added.map((row) => row.verb),
        path,
      ).toEqual([declared?.audit])
      done.push(path)
      return result
    }

    await step('administrator', 'users/login', () => logIn(host.fetch, 'administrator'))
    const administrator = await clientOf('administrator')
    const inspector = await clientOf('inspector')
    const committee = await clientOf('committee-member')

    const unit = await step('administrator', 'units/createUnit', () =>
      administrator.units.createUnit({
        kind: 'office',
        code: null,
        name: 'Đơn vị thử',
        parentId: null,
        validFromMs: 0,
      }),
    )
    await step('administrator', 'units/endUnit', () =>
      administrator.units.endUnit({ id: unit.id, validToMs: START_MS }),
    )
    const room = await step('administrator', 'units/createRoom', () =>
      administrator.units.createRoom({
        communeUnitId: world.commune.id,
        kind: 'one-stop-desk',
        name: 'Phòng thử',
        ownerUnitId: world.office.id,
      }),
    )
    await step('administrator', 'units/createCounter', () =>
      administrator.units.createCounter({ roomId: room.id, code: '9', name: 'Quầy 9' }),
    )
    const person = await step('administrator', 'users/create', () =>
      administrator.users.create({
        username: 'nguoi-moi',
        displayName: 'Người mới',
        unitId: world.office.id,
        role: 'office-staff',
        password: WORLD_PASSWORD,
      }),
    )
    await step('administrator', 'users/setActive', () =>
      administrator.users.setActive({ id: person.id, active: false }),
    )
    await step('administrator', 'users/setPassword', () =>
      administrator.users.setPassword({ id: person.id, password: 'mot-mat-khau-khac' }),
    )
    const grant = await step('administrator', 'users/createGrant', () =>
      administrator.users.createGrant({
        roomId: world.desk.id,
        granteeUnitId: world.committee.id,
        reason: 'Thử nghiệm',
      }),
    )
    await step('administrator', 'users/revokeGrant', () => administrator.users.revokeGrant({ id: grant.id }))
    const added = await step('administrator', 'cameras/add', () =>
      administrator.cameras.add({
        address: 'rtsp://192.0.2.9/a',
        username: 'u',
        password: 'p',
        name: 'Camera mới',
        roomId: room.id,
        record: false,
      }),
    )
    await step('administrator', 'cameras/setCredentials', () =>
      administrator.cameras.setCredentials({ id: added.id, username: 'u', password: 'mới' }),
    )
    await step('administrator', 'cameras/setRecording', () =>
      administrator.cameras.setRecording({ id: added.id, record: false }),
    )
    await step('administrator', 'cameras/remove', () => administrator.cameras.remove({ id: added.id }))

    const source = await step('inspector', 'dossiers/createSource', () =>
      inspector.dossiers.createSource({ roomId: world.reception.id, name: 'Phần mềm thử' }),
    )
    const bytes = csvBytes([[...REGISTER_HEADERS], registerRow()])
    const preview = await inspector.dossiers.previewImport({
      sourceId: source.id,
      file: new File([new Uint8Array(bytes)], 'so.csv'),
    })
    const imported = await step('inspector', 'dossiers/applyImport', () =>
      inspector.dossiers.applyImport({ previewId: preview.previewId }),
    )
    await step('inspector', 'dossiers/undoImport', () => inspector.dossiers.undoImport({ id: imported.id }))

    const newBookmark = { cameraIds: [camera.id], ...RANGE, note: '' }
    const bookmark = await step('inspector', 'review/createBookmark', () =>
      inspector.review.createBookmark(newBookmark),
    )
    await step('inspector', 'review/removeBookmark', () =>
      inspector.review.removeBookmark({ id: bookmark.id }),
    )
    await step('inspector', 'review/restoreBookmark', () =>
      inspector.review.restoreBookmark({ id: bookmark.id }),
    )
    const export1 = { bookmarkId: bookmark.id, purpose: 'Thử trích xuất' }
    const { clip } = await step('inspector', 'evidence/create', () => inspector.evidence.create(export1))
    // The second waits while the first is made: that one can be cancelled.
    const second = await inspector.evidence.create(export1)
    await step('inspector', 'jobs/cancel', () => inspector.jobs.cancel({ id: second.job.id }))
    await host.services.jobs.idle()

    const card = await step('committee-member', 'scoring/create', () =>
      committee.scoring.create({
        communeUnitId: world.commune.id,
        periodLabel: 'Kỳ thử',
        templateCode: 'CCHC-XA-2026',
        periodFromMs: START_MS - 1e3,
        periodToMs: START_MS + 864e5,
      }),
    )
    await step('committee-member', 'scoring/setScore', () =>
      committee.scoring.setScore({
        scorecardId: card.id,
        criterionCode: '3.11',
        column: 'self',
        hundredths: 200,
      }),
    )
    const deducted = await step('committee-member', 'scoring/addDeduction', () =>
      committee.scoring.addDeduction({
        scorecardId: card.id,
        criterionCode: '3.11',
        hundredths: 50,
        evidenceClipId: clip.id,
        incidentCode: 'OS-01',
        reason: 'Gây phiền hà',
      }),
    )
    await step('committee-member', 'scoring/withdrawDeduction', () =>
      committee.scoring.withdrawDeduction({ id: deducted.deductions[0]?.id ?? '', reason: 'Nhầm lẫn' }),
    )
    await step('inspector', 'users/logout', () => inspector.users.logout())

    // `createFirst` opens an empty station: below.
    const changes = declaredCalls.filter((call) => call.audit !== null && call.path !== 'users/createFirst')
    expect(done.toSorted()).toEqual(changes.map((call) => call.path).toSorted())
    expect(await host.services.audit.check()).toEqual({
      rows: (await allRows()).length,
      ok: true,
      firstBrokenSequence: null,
    })
  })

  it('tells of the opening of an empty station, and of no second one', async () => {
    const empty = await openMigratedHost()
    try {
      const client = apiClient(empty.host.fetch, '')
      const first = {
        unitName: 'Trạm mới',
        username: 'truong',
        displayName: 'Trưởng trạm',
        password: WORLD_PASSWORD,
      }
      await client.users.createFirst(first)
      const verbs = (await empty.host.services.audit.list({ limit: 10 })).map((row) => row.verb)
      expect(verbs.toSorted()).toEqual(['session.login', 'unit.create', 'user.create-first'])
      await expect(client.users.createFirst({ ...first, username: 'ke-khac' })).rejects.toMatchObject({
        data: { code: 'station.has-users' },
      })
      expect(await empty.host.services.audit.list({ limit: 10 })).toHaveLength(3)
    } finally {
      await empty.close()
    }
  })

  async function openMigratedHost() {
    const other = await openMigrated()
    const otherHost = await openTestHost({ db: other.db })
    return {
      host: otherHost,
      close: async () => {
        await otherHost.close()
        await other.close()
      },
    }
  }

  it('holds nothing of a change that failed, whether it was refused or broke off half way', async () => {
    const administrator = await clientOf('administrator')
    const before = await allRows()
    await expect(
      administrator.units.createCounter({ roomId: world.desk.id, code: '1', name: 'Trùng mã' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    const breaksOff = host.services.work.change(systemCall('test', 'test.break'), async (transaction) => {
      await transaction.insertInto('settings').values({ key: 'half', value_json: '1' }).execute()
      throw new Error('half way')
    })
    await expect(breaksOff).rejects.toThrow('half way')
    expect(await allRows()).toEqual(before)
    expect(await opened.db.selectFrom('settings').selectAll().where('key', '=', 'half').execute()).toEqual([])
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
    expect((await allRows()).filter((row) => row.verb === 'test.many')).toHaveLength(20)
  })

  it('notes a viewing before the first byte is sent, once for a while, and shows nothing that it cannot note', async () => {
    const camera = await layFootage()
    const { get } = await logIn(host.fetch, 'inspector')
    const path = `/media/cameras/${camera.id}/segments/1.mp4`
    const views = async () => (await allRows()).filter((row) => row.verb === 'recording.view')

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
    const camera = await layFootage()
    const inspector = await clientOf('inspector')
    const bookmark = await inspector.review.createBookmark({ cameraIds: [camera.id], ...RANGE, note: '' })
    const { clip } = await inspector.evidence.create({ bookmarkId: bookmark.id, purpose: 'Thử trích xuất' })
    await host.services.jobs.idle()
    const { get } = await logIn(host.fetch, 'committee-member')
    expect((await get(`/media/evidence/${clip.id}/bundle.zip`)).status).toBe(200)
    expect((await get(`/media/evidence/${clip.id}/${camera.id}.mp4`)).status).toBe(200)
    const rows = (await allRows()).filter(
      (row) => row.subjectId === clip.id && row.actor === 'committee-member',
    )
    expect(rows.map((row) => row.verb)).toEqual(['evidence.download', 'evidence.view'])
  })

  /** A log that takes no row, as on a full disk. */
  async function forbidAuditRows(isForbidden: boolean): Promise<void> {
    const statements =
      database === 'sqlite'
        ? [
            "create trigger no_rows before insert on audit_rows begin select raise(abort, 'no room'); end",
            'drop trigger no_rows',
          ]
        : [
            "create trigger no_rows before insert on audit_rows for each statement execute function refuse_change('no room')",
            'drop trigger no_rows on audit_rows',
          ]
    await sql.raw(statements[isForbidden ? 0 : 1] ?? '').execute(opened.db)
  }

  /** What only somebody with the database's own password can do. */
  async function behindTheTriggers(statement: string): Promise<void> {
    if (database === 'sqlite') {
      await sql.raw('drop trigger audit_rows_no_update').execute(opened.db)
      await sql.raw('drop trigger audit_rows_no_delete').execute(opened.db)
    } else {
      await sql.raw('alter table audit_rows disable trigger user').execute(opened.db)
    }
    await sql.raw(statement).execute(opened.db)
  }

  it.each([
    "update audit_rows set verb = 'x' where sequence = 3",
    'delete from audit_rows where sequence = 3',
  ])('refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(opened.db)).rejects.toThrow('audit rows are append only')
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
