import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { FindingKind } from '#shared/findings/findings.model.ts'
import { toVietnamDateTime } from '#shared/kernel/instant.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { importRows } from '#tests/builders/import-rows.ts'
import { mutatedRegister } from '#tests/builders/mutated-register.ts'
import { csvBytes, framedRegister, registerRow } from '#tests/builders/register-files.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const OFFSET_MS = 90_000

describe.each(testDatabases)('what a second import gives to look at on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: DossierWorld
  let source: LogSource

  beforeAll(async () => {
    database = await openMigrated()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    world = await buildDossierWorld(database.db)
    source = await world.dossiers.createSource(callOf(world.officeStaff, 'log-source.create'), {
      roomId: world.desk.id,
      name: 'iGate',
      windowBeforeMs: 900_000,
      windowAfterMs: 300_000,
      offsetMs: OFFSET_MS,
      uncertaintyMs: 30_000,
    })
  })

  const found = async () =>
    (await world.findings.list(world.officeStaff, { roomId: world.desk.id, limit: 500, offset: 0 })).rows

  it.each([1, 2])('twenty mutations give exactly twenty findings (seed %i)', async (seed) => {
    const { first, second, mutations } = mutatedRegister(seed)
    expect(await importRows(world, source.id, first)).toMatchObject({ fresh: 180, findings: 0 })
    const previewId = await world.imports.previews.begin(world.officeStaff, {
      kind: 'dossier-register',
      sourceId: source.id,
      fileName: 'so.csv',
      bytes: csvBytes(second),
    })
    const foreseen = (await world.imports.previews.settled(world.officeStaff, previewId)).findings
    const record = await importRows(world, source.id, second)
    expect(record.findings).toBe(20)
    const findings = await found()
    expect(findings).toHaveLength(20)
    expect(foreseen.map(({ detail }) => JSON.stringify(detail)).toSorted()).toEqual(
      findings.map(({ detail }) => JSON.stringify(detail)).toSorted(),
    )
    const codesOf = (kind: FindingKind) =>
      findings.filter((each) => each.kind === kind).map(({ detail }) => String(detail['code']))
    expect(codesOf('receipt-back-dated').toSorted()).toEqual(mutations.backDated.toSorted())
    expect(codesOf('due-date-moved').toSorted()).toEqual(mutations.moved.toSorted())
    expect(codesOf('dossier-vanished').toSorted()).toEqual(mutations.vanished.toSorted())
    const days = findings.flatMap(({ kind, detail }) =>
      kind === 'end-of-day-burst' ? toVietnamDateTime(Number(detail['dayLogMs'])).day : [],
    )
    expect(days.toSorted((a, b) => a - b)).toEqual(mutations.burstDays.toSorted((a, b) => a - b))
    // Each is about a stored dossier, at station time, and says what was and what is.
    const { rows } = await world.dossiers.list(world.officeStaff, { limit: 500, offset: 0 })
    const ids = new Set(rows.map(({ id }) => id))
    for (const { subject, detail, atMs, origin, kind } of findings) {
      expect(origin).toEqual({ kind: 'import', id: record.id })
      if (subject.kind === 'dossier') expect(ids).toContain(subject.id)
      if (kind === 'due-date-moved')
        expect(Number(detail['afterLogMs'])).toBeGreaterThan(Number(detail['beforeLogMs']))
      if (kind === 'dossier-vanished') expect(atMs).toBe(Number(detail['beforeLogMs']) - OFFSET_MS)
    }
    await world.imports.undo(callOf(world.officeStaff, 'import.undo'), record.id)
    expect(await found()).toEqual([])
  })

  it('the same file twice gives none', async () => {
    const { first } = mutatedRegister(5)
    await importRows(world, source.id, first)
    expect(await importRows(world, source.id, first)).toMatchObject({
      accepted: 0,
      rejected: 180,
      findings: 0,
    })
    expect(await found()).toEqual([])
  })

  it('a coarser export, one with fewer columns, and a row that was rejected before accuse nobody', async () => {
    const rows = (seconds: string) => [
      registerRow({ code: 'H42.18-261120-0001', receivedAt: `20/11/2026 09:15${seconds}` }),
      registerRow({ code: 'H42.18-261120-0003', receivedAt: `20/11/2026 15:00${seconds}` }),
    ]
    const early = (counter: string) =>
      registerRow({ code: 'H42.18-261120-0002', receivedAt: '20/11/2026 09:30:00', counter })
    await importRows(world, source.id, framedRegister([...rows(':22'), early('Quầy không có')]))
    const later = framedRegister([...rows(''), early('Quầy 1')]).map((cells) =>
      cells.map((cell) => (cell === 'Ngày hẹn trả' ? '' : cell.replace('26/11/2026 09:15:22', ''))),
    )
    expect(await importRows(world, source.id, later)).toMatchObject({ fresh: 1, changed: 0, findings: 0 })
    expect(await found()).toEqual([])
  })

  it('a file with another filter makes nothing vanish, and says so', async () => {
    const { first } = mutatedRegister(6)
    await importRows(world, source.id, first)
    const few = first.filter((cells, index) => index < 6 || index % 5 === 0)
    const id = await world.imports.previews.begin(world.officeStaff, {
      kind: 'dossier-register',
      sourceId: source.id,
      fileName: 'so.csv',
      bytes: csvBytes(few),
    })
    const compared = await world.imports.previews.settled(world.officeStaff, id)
    expect(compared.counts.vanished).toBe(0)
    expect(compared.warnings).toEqual(['other-selection'])
  })
})
