import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '#shared/kernel/instant.ts'
import {
  createProceduresService,
  type ProceduresService,
} from '#main/features/procedures/procedures.service.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { someProcedure } from '#tests/builders/procedure-changes.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

const at = (day: string): number => Date.parse(`${day}T00:00:00+07:00`)

describe.each(testDatabases)('procedures on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let world: DossierWorld
  let procedures: ProceduresService

  beforeEach(async () => {
    database = await openMigrated()
    world = await buildDossierWorld(database.db)
    procedures = createProceduresService({ work: world.work, newId, units: world.units })
  })
  afterEach(() => database.close())

  const put = (changes: Partial<ReturnType<typeof someProcedure>> = {}) =>
    procedures.put(systemCall('test', 'procedure.put'), [someProcedure(world.commune.id, changes)])

  it('are kept as they were entered, the code without its suffix', async () => {
    await put({
      code: '1.001193.000.00.00.H42',
      committed: { amount: 0.5, unit: 'working-day' },
      feeDong: 8000,
    })
    expect(await procedures.list()).toMatchObject([
      {
        code: '1.001193',
        name: 'Đăng ký khai sinh',
        field: 'Hộ tịch',
        statutory: { amount: 5, unit: 'working-day' },
        committed: { amount: 0.5, unit: 'working-day' },
        feeDong: 8000,
        validFromMs: at('2026-01-01'),
        validToMs: null,
      },
    ])
  })

  it('end where the next of the same code begins, and one that begins the same day takes its place', async () => {
    await put()
    await put({ validFromMs: at('2026-11-01'), name: 'Nhầm' })
    await put({ validFromMs: at('2026-11-01'), name: 'Khai sinh' })
    expect(
      (await procedures.list()).map(({ name, validFromMs, validToMs }) => [name, validFromMs, validToMs]),
    ).toEqual([
      ['Khai sinh', at('2026-11-01'), null],
      ['Đăng ký khai sinh', at('2026-01-01'), at('2026-11-01')],
    ])
  })

  it('are refused as a whole when one of them cannot be', async () => {
    await put({ validFromMs: at('2026-11-01') })
    const call = systemCall('test', 'procedure.put')
    const two = [someProcedure(world.commune.id, { code: '2.000635' }), someProcedure(world.commune.id)]
    await expect(procedures.put(call, two)).rejects.toMatchObject({ code: 'procedure.later' })
    await expect(put({ validFromMs: at('2026-11-01') + 1 })).rejects.toMatchObject({
      code: 'calendar.not-midnight',
    })
    await expect(put({ authorityUnitId: newId() })).rejects.toMatchObject({ code: 'unit.unknown' })
    expect(await procedures.list()).toHaveLength(1)
  })

  it('end once, after their beginning', async () => {
    const [made] = await put()
    const end = (validToMs: number, id = made?.id ?? '') =>
      procedures.end(systemCall('test', 'procedure.end'), id, validToMs)
    await expect(end(at('2026-01-01'))).rejects.toMatchObject({ code: 'range.empty' })
    await expect(end(at('2026-12-01'), newId())).rejects.toMatchObject({ code: 'procedure.unknown' })
    expect((await end(at('2026-12-01'))).validToMs).toBe(at('2026-12-01'))
    await expect(end(at('2026-12-01') + DAY_MS)).rejects.toMatchObject({ code: 'procedure.ended' })
    expect(await procedures.ofAuthorities([world.commune.id])).toHaveLength(1)
    expect(await procedures.ofAuthorities([])).toEqual([])
  })
})
