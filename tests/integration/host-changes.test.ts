import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import { DEFAULT_CALENDAR } from '#shared/units/working-calendar.rules.ts'
import type { Role } from '#shared/users/users.model.ts'
import { apiClient } from '#tests/builders/api-client.ts'
import { type AuditedStation, FOOTAGE_RANGE, openAuditedStation } from '#tests/builders/audited-station.ts'
import { changeBackfill } from '#tests/builders/backfill-changes.ts'
import { changeClockAndQueue } from '#tests/builders/clock-and-queue-changes.ts'
import { declaredCalls } from '#tests/builders/contract-calls.ts'
import { changeViewsAndExport } from '#tests/builders/export-changes.ts'
import { changeFindings } from '#tests/builders/finding-changes.ts'
import { changeHealth } from '#tests/builders/health-changes.ts'
import { logIn } from '#tests/builders/http-session.ts'
import { changeImports } from '#tests/builders/import-changes.ts'
import { changePresence } from '#tests/builders/presence-changes.ts'
import { changeProcedures } from '#tests/builders/procedure-changes.ts'
import { changeReceptions } from '#tests/builders/reception-changes.ts'
import { changeRetention } from '#tests/builders/retention-changes.ts'
import { WORLD_PASSWORD } from '#tests/builders/station-world.ts'
import { testDatabases } from '#tests/builders/test-databases.ts'
import { openTestHost, type TestHost } from '#tests/builders/test-host.ts'

describe.each(testDatabases)('the audit log of changes on $name', (database) => {
  let station: AuditedStation
  let host: TestHost

  beforeEach(async () => {
    station = await openAuditedStation(database)
    host = station.host
  })
  afterEach(() => station.close())

  it('holds exactly one row of its own for every change that a person can make', async () => {
    const camera = await station.layFootage()
    const done: string[] = []
    /** Makes one change and holds the log against what its contract declares. */
    async function step<T>(role: Role, path: string, change: () => Promise<T>): Promise<T> {
      const before = (await station.auditRows()).length
      const result = await change()
      const added = (await station.auditRows()).slice(before).filter((row) => row.actor === role)
      const declared = declaredCalls.find((call) => call.path === path)
      expect(
        added.map((row) => row.verb),
        path,
      ).toEqual([declared?.audit])
      done.push(path)
      return result
    }

    await step('administrator', 'users/login', () => logIn(host.fetch, 'administrator'))
    const administrator = await station.clientOf('administrator')
    const inspector = await station.clientOf('inspector')
    const committee = await station.clientOf('committee-member')

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
      administrator.units.endUnit({ id: unit.id, validToMs: FOOTAGE_RANGE.fromMs }),
    )
    await step('administrator', 'units/setCalendar', () =>
      administrator.units.setCalendar({
        unitId: station.world.commune.id,
        fromMs: startOfVietnamDay(FOOTAGE_RANGE.fromMs),
        calendar: DEFAULT_CALENDAR,
      }),
    )
    const room = await step('administrator', 'units/createRoom', () =>
      administrator.units.createRoom({
        communeUnitId: station.world.commune.id,
        kind: 'one-stop-desk',
        name: 'Phòng thử',
        ownerUnitId: station.world.office.id,
      }),
    )
    await step('administrator', 'units/createCounter', () =>
      administrator.units.createCounter({ roomId: room.id, code: '9', name: 'Quầy 9' }),
    )
    const person = await step('administrator', 'users/create', () =>
      administrator.users.create({
        username: 'nguoi-moi',
        displayName: 'Người mới',
        unitId: station.world.office.id,
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
        roomId: station.world.desk.id,
        granteeUnitId: station.world.committee.id,
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
    await step('administrator', 'cameras/setSchedule', () =>
      administrator.cameras.setSchedule({
        id: added.id,
        schedule: { kind: 'office-hours', preRollMs: 0, postRollMs: 0 },
      }),
    )
    await step('administrator', 'cameras/setStream', () =>
      administrator.cameras.setStream({ id: added.id, stream: 'main' }),
    )
    await step('administrator', 'cameras/setAudio', () =>
      administrator.cameras.setAudio({ id: added.id, reason: 'Theo quyết định về ghi âm' }),
    )
    await step('administrator', 'cameras/reprobe', () => administrator.cameras.reprobe({ id: added.id }))
    await step('administrator', 'cameras/remove', () => administrator.cameras.remove({ id: added.id }))

    const source = await step('inspector', 'dossiers/createSource', () =>
      inspector.dossiers.createSource({ roomId: station.world.reception.id, name: 'Phần mềm thử' }),
    )
    await changeImports(step, host, { sourceId: source.id, inspector, administrator })

    const newBookmark = { cameraIds: [camera.id], ...FOOTAGE_RANGE, note: '' }
    const bookmark = await step('inspector', 'review/createBookmark', () =>
      inspector.review.createBookmark(newBookmark),
    )
    await step('inspector', 'review/removeBookmark', () =>
      inspector.review.removeBookmark({ id: bookmark.id }),
    )
    await step('inspector', 'review/restoreBookmark', () =>
      inspector.review.restoreBookmark({ id: bookmark.id }),
    )
    await step('inspector', 'review/changeBookmarks', () =>
      inspector.review.changeBookmarks({ changes: [{ id: bookmark.id, addTags: ['thử'] }] }),
    )
    const export1 = { bookmarkId: bookmark.id, purpose: 'Thử trích xuất' }
    const { clip } = await step('inspector', 'evidence/create', () => inspector.evidence.create(export1))
    // The second waits while the first is made: that one can be cancelled.
    const second = await inspector.evidence.create(export1)
    await step('inspector', 'jobs/cancel', () => inspector.jobs.cancel({ id: second.job.id }))
    await host.services.jobs.idle()

    const card = await step('committee-member', 'scoring/create', () =>
      committee.scoring.create({
        communeUnitId: station.world.commune.id,
        periodLabel: 'Kỳ thử',
        templateCode: 'CCHC-XA-2026',
        periodFromMs: FOOTAGE_RANGE.fromMs - 1e3,
        periodToMs: FOOTAGE_RANGE.fromMs + 864e5,
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
    await changeRetention(step, host, station.world, { administrator, inspector })
    await changeProcedures(step, station.world.commune.id, administrator)
    await changeReceptions(step, station.world.reception.id, inspector)
    await changeFindings(step, host, station.world.reception.id, inspector)
    await changePresence(
      step,
      host,
      { cameraId: camera.id, filmedAtMs: FOOTAGE_RANGE.fromMs },
      { inspector, administrator },
    )
    await changeClockAndQueue(step, station, camera.id, inspector)
    await changeViewsAndExport(step, inspector)
    await step('inspector', 'users/logout', () => inspector.users.logout())

    // `createFirst` opens an empty station: below.
    await changeHealth(step, host, administrator)
    await changeBackfill(step, host, station.world, administrator)

    const changes = declaredCalls.filter((call) => call.audit !== null && call.path !== 'users/createFirst')
    expect(done.toSorted()).toEqual(changes.map((call) => call.path).toSorted())
    expect(await host.services.audit.check()).toEqual({
      rows: (await station.auditRows()).length,
      ok: true,
      firstBrokenSequence: null,
    })
  })

  it('tells of the opening of an empty station, and of no second one', async () => {
    const opened = await database.openMigrated()
    const empty = await openTestHost({ db: opened.db })
    try {
      const client = apiClient(empty.fetch, '')
      const first = {
        unitName: 'Trạm mới',
        username: 'truong',
        displayName: 'Trưởng trạm',
        password: WORLD_PASSWORD,
      }
      await client.users.createFirst(first)
      const verbs = (await empty.services.audit.list({ limit: 10 })).map((row) => row.verb)
      expect(verbs.toSorted()).toEqual(['session.login', 'unit.create', 'user.create-first'])
      await expect(client.users.createFirst({ ...first, username: 'ke-khac' })).rejects.toMatchObject({
        data: { code: 'station.has-users' },
      })
      expect(await empty.services.audit.list({ limit: 10 })).toHaveLength(3)
    } finally {
      await empty.close()
      await opened.close()
    }
  })
})
