import { describe, expect, it } from 'vitest'
import type { Room, Unit } from '#shared/units/units.model.ts'
import { branchesOf } from './unit-tree.ts'

const unit = (id: string, parentId: string | null, name = id): Unit => ({
  id,
  kind: 'commune',
  code: null,
  name,
  parentId,
  validFromMs: 0,
  validToMs: null,
  predecessorId: null,
  roles: [],
})
const room = (id: string, communeUnitId: string): Room => ({
  id,
  communeUnitId,
  kind: 'one-stop-desk',
  name: id,
  ownerUnitId: 'province',
  counters: [],
})

describe('the administrative tree', () => {
  it('hangs units under their parent in Vietnamese order, with their rooms', () => {
    const [top] = branchesOf({
      units: [unit('b', 'province', 'Đồng Tâm'), unit('province', null), unit('a', 'province', 'Dân Chủ')],
      rooms: [room('desk', 'a')],
    })
    expect(top?.below.map((branch) => branch.unit.name)).toEqual(['Dân Chủ', 'Đồng Tâm'])
    expect(top?.below[0]?.rooms.map(({ id }) => id)).toEqual(['desk'])
  })

  it('keeps a unit whose parent is not in the list', () => {
    expect(
      branchesOf({ units: [unit('orphan', 'gone')], rooms: [] }).map((branch) => branch.unit.id),
    ).toEqual(['orphan'])
  })
})
