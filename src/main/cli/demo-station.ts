import type { Room, Unit } from '#shared/units/units.model.ts'
import type { Role } from '#shared/users/users.model.ts'
import { systemCall } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'

/** Of a demo only: printed on the login page of a station that listens on this machine alone. */
export const DEMO_PASSWORD = 'minh-chung-demo'

export const DEMO_ACCOUNTS = [
  { username: 'quantri', role: 'administrator', displayName: 'Quản trị trạm', unit: 'inspectorate' },
  { username: 'thanhtra', role: 'inspector', displayName: 'Thanh tra viên', unit: 'inspectorate' },
  { username: 'vanphong', role: 'office-staff', displayName: 'Chuyên viên văn phòng', unit: 'office' },
  { username: 'hoidong', role: 'committee-member', displayName: 'Thành viên hội đồng', unit: 'scoring' },
] as const satisfies readonly { username: string; role: Role; displayName: string; unit: string }[]

/** Log time runs ahead of station time by this much in the demo, as a person would have read it off two clocks. */
export const DEMO_SOFTWARE_OFFSET_MS = 41_000
export const DEMO_WINDOW = { beforeMs: 8000, afterMs: 4000 } as const

export type DemoRooms = {
  readonly commune: Unit
  readonly desk: Room & { readonly counterId: string }
  readonly reception: Room & { readonly counterId: string }
}

const call = (verb: string) => systemCall('demo', verb)

async function createUnit(
  station: Station,
  unit: Pick<Unit, 'kind' | 'name'> & Partial<Unit>,
): Promise<Unit> {
  return station.services.units.createUnit(call('unit.create'), {
    code: null,
    parentId: null,
    validFromMs: Date.UTC(2025, 5, 30, 17),
    predecessorId: null,
    roles: [],
    ...unit,
  })
}

async function createRoom(station: Station, commune: Unit, kind: Room['kind'], ownerUnitId: string) {
  const isDesk = kind === 'one-stop-desk'
  const { units } = station.services
  const room = await units.createRoom(call('room.create'), {
    communeUnitId: commune.id,
    kind,
    name: isDesk ? 'Bộ phận một cửa' : 'Phòng tiếp công dân',
    ownerUnitId,
  })
  const counter = await units.createCounter(call('counter.create'), {
    roomId: room.id,
    code: isDesk ? '1' : 'B1',
    name: isDesk ? 'Quầy 1' : 'Bàn tiếp công dân',
  })
  return { ...room, counters: [counter], counterId: counter.id }
}

/** A province's monitoring office with two communes, its people and one grant across owners. */
export async function seedDemo(station: Station): Promise<readonly DemoRooms[]> {
  const province = await createUnit(station, { kind: 'province', name: 'Tỉnh Ninh Bình', code: 'H42' })
  const under = { parentId: province.id }
  const inspectorate = await createUnit(station, {
    kind: 'inspectorate',
    name: 'Thanh tra tỉnh',
    roles: ['monitoring-authority'],
    ...under,
  })
  const office = await createUnit(station, { kind: 'council-office', name: 'Văn phòng UBND tỉnh', ...under })
  const scoring = await createUnit(station, {
    kind: 'office',
    name: 'Sở Nội vụ – Tổ thẩm định CCHC',
    roles: ['scoring-authority'],
    ...under,
  })
  const communes = []
  for (const [name, code] of [
    ['Xã Tân Sơn', 'H42.18'],
    ['Xã Hợp Lý', 'H42.19'],
  ] as const) {
    const commune = await createUnit(station, { kind: 'commune', name, code, ...under })
    communes.push({
      commune,
      desk: await createRoom(station, commune, 'one-stop-desk', office.id),
      reception: await createRoom(station, commune, 'reception-room', inspectorate.id),
    })
  }
  const unitIds = { inspectorate: inspectorate.id, office: office.id, scoring: scoring.id }
  for (const { username, role, displayName, unit } of DEMO_ACCOUNTS) {
    const user = { username, displayName, role, unitId: unitIds[unit], password: DEMO_PASSWORD }
    await station.services.users.create(call('user.create'), user)
  }
  const [first] = communes
  if (first) {
    await station.services.users.createGrant(call('room-grant.create'), {
      roomId: first.desk.id,
      granteeUnitId: inspectorate.id,
      reason: 'Phối hợp giám sát một cửa xã Tân Sơn theo kế hoạch năm',
      validToMs: null,
    })
  }
  return communes
}
