import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'
import { REFORM_MS, type SampleUnit, THREE_LEVELS, TWO_LEVELS } from '#tests/builders/unit-samples.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Unit } from '#shared/units/units.model.ts'
import { createAuditService } from '#main/features/audit/audit.service.ts'
import { createUnitsService, type UnitsService } from '#main/features/units/units.service.ts'
import { createUnitOfWork } from '#main/host/unit-of-work.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'

const NOW_MS = REFORM_MS + 500 * 86_400_000

describe.each(testDatabases)('administrative units on $name', ({ openMigrated }) => {
  let database: OpenDatabase
  let units: UnitsService

  beforeEach(async () => {
    database = await openMigrated()
    const clock = { nowMs: () => NOW_MS }
    const work = createUnitOfWork(database.db, createAuditService({ db: database.db, clock }))
    units = createUnitsService({ work, clock, newId })
  })
  afterEach(() => database.close())

  const call = () => systemCall('test', 'unit.create')

  async function build(samples: readonly SampleUnit[]): Promise<Map<string, Unit>> {
    const built = new Map<string, Unit>()
    const idOf = (name: string | null | undefined) => built.get(name ?? '')?.id ?? null
    for (const { parent, predecessor, validToMs, ...unit } of samples) {
      const created = await units.createUnit(call(), {
        ...unit,
        parentId: idOf(parent),
        predecessorId: idOf(predecessor),
      })
      built.set(unit.name, created)
      if (validToMs !== undefined) await units.endUnit(call(), created.id, validToMs)
    }
    return built
  }

  const namesAt = async (atMs: number) => (await units.tree(atMs)).units.map((unit) => unit.name).toSorted()

  it('shows three levels before the reform and two after it, each under its own names', async () => {
    await build([...THREE_LEVELS, ...TWO_LEVELS])
    expect(await namesAt(REFORM_MS - 1)).toEqual(
      [
        'Huyện Kim Bảng',
        'Thanh tra huyện Kim Bảng',
        'Tỉnh Hà Nam',
        'Tỉnh Ninh Bình',
        'Xã Tân Sơn (cũ)',
      ].toSorted(),
    )
    expect(await namesAt(REFORM_MS)).toEqual(
      ['Sở Nội vụ', 'Thanh tra tỉnh', 'Tỉnh Ninh Bình', 'Xã Tân Sơn'].toSorted(),
    )
  })

  it('knows which unit took the place of which, and who monitors and who scores by role', async () => {
    const built = await build([...THREE_LEVELS, ...TWO_LEVELS])
    const { units: now } = await units.tree()
    const commune = now.find((unit) => unit.kind === 'commune')
    expect(commune?.predecessorId).toBe(built.get('Xã Tân Sơn (cũ)')?.id)
    const holderOf = (role: Unit['roles'][number]) => now.find((unit) => unit.roles.includes(role))?.name
    expect([holderOf('monitoring-authority'), holderOf('scoring-authority')]).toEqual([
      'Thanh tra tỉnh',
      'Sở Nội vụ',
    ])
  })

  it('ends a unit once, after its beginning, and keeps its row', async () => {
    const built = await build(TWO_LEVELS)
    const commune = built.get('Xã Tân Sơn')
    const id = commune?.id ?? ''
    await expect(units.endUnit(call(), id, REFORM_MS)).rejects.toMatchObject({ code: 'range.empty' })
    await units.endUnit(call(), id, REFORM_MS + 1000)
    await expect(units.endUnit(call(), id, REFORM_MS + 2000)).rejects.toMatchObject({
      code: 'unit.already-ended',
    })
    expect(await units.unit(id)).toMatchObject({ name: 'Xã Tân Sơn', validToMs: REFORM_MS + 1000 })
  })

  it('puts rooms in communes only, and counters once', async () => {
    const built = await build(TWO_LEVELS)
    const owner = built.get('Thanh tra tỉnh')?.id ?? ''
    const room = { kind: 'reception-room', name: 'Phòng tiếp công dân', ownerUnitId: owner } as const
    await expect(units.createRoom(call(), { ...room, communeUnitId: owner })).rejects.toMatchObject({
      code: 'room.not-in-commune',
    })
    const created = await units.createRoom(call(), {
      ...room,
      communeUnitId: built.get('Xã Tân Sơn')?.id ?? '',
    })
    const counter = { roomId: created.id, code: '1', name: 'Bàn tiếp công dân' }
    await units.createCounter(call(), counter)
    await expect(units.createCounter(call(), counter)).rejects.toMatchObject({ code: 'counter.exists' })
    expect((await units.room(created.id)).counters).toHaveLength(1)
  })
})
