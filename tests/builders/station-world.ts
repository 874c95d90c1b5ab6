import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { Room, Unit } from '#shared/units/units.model.ts'
import type { Role } from '#shared/users/users.model.ts'
import type { Services } from '#main/host/services.ts'
import { systemCall } from '#main/ports/call.ts'
import type { VirtualCamera } from '#main/simulator/virtual-camera.ts'

export const WORLD_PASSWORD = 'mot-mat-khau-du-dai'

type Making = Pick<Services, 'units' | 'users' | 'cameras'>

export type StationWorld = Awaited<ReturnType<typeof seedStation>>

/** A commune whose reception room the inspectorate owns and whose desk the office owns; a counter in each. */
export async function seedStation({ units }: Pick<Making, 'units'>) {
  const call = () => systemCall('test', 'test.set-up')
  const unit = (kind: Unit['kind'], name: string): Promise<Unit> =>
    units.createUnit(call(), {
      kind,
      name,
      code: null,
      parentId: null,
      validFromMs: 0,
      predecessorId: null,
      roles: [],
    })
  const commune = await unit('commune', 'Xã Tân Sơn')
  const inspectorate = await unit('inspectorate', 'Thanh tra tỉnh')
  const office = await unit('council-office', 'Văn phòng UBND tỉnh')
  const committee = await unit('office', 'Tổ thẩm định')
  const room = async (kind: Room['kind'], ownerUnitId: string) => {
    const made = await units.createRoom(call(), { communeUnitId: commune.id, kind, name: kind, ownerUnitId })
    const counter = await units.createCounter(call(), { roomId: made.id, code: '1', name: 'Quầy 1' })
    return { ...made, counterId: counter.id }
  }
  return {
    commune,
    inspectorate,
    office,
    committee,
    reception: await room('reception-room', inspectorate.id),
    desk: await room('one-stop-desk', office.id),
  }
}

/** Unit of the person who is asked for by role. */
export function unitIdOf(world: StationWorld, role: Role): string {
  const units: Readonly<Record<Role, Unit>> = {
    administrator: world.committee,
    inspector: world.inspectorate,
    'office-staff': world.office,
    'committee-member': world.committee,
  }
  return units[role].id
}

/** A person of a role, named like the role. */
export function addPerson({ users }: Pick<Making, 'users'>, world: StationWorld, role: Role) {
  return users.create(systemCall('test', 'user.create'), {
    username: role,
    displayName: role,
    role,
    unitId: unitIdOf(world, role),
    password: WORLD_PASSWORD,
  })
}

/** A camera that is never reached: of the given room, not recorded. */
export function addSilentCamera(
  { cameras }: Pick<Making, 'cameras'>,
  room: { readonly id: string; readonly counterId: string },
  name = 'Camera câm',
): Promise<Camera> {
  return cameras.add(systemCall('test', 'camera.add'), {
    address: `rtsp://192.0.2.1/${encodeURIComponent(name)}`,
    username: 'u',
    password: 'p',
    name,
    roomId: room.id,
    counterIds: [room.counterId],
    record: false,
  })
}

/** Adds a virtual camera as an administrator would. Through the ladder by ONVIF, or at once by its stream's address. */
export function addVirtualCamera(
  { cameras }: Pick<Making, 'cameras'>,
  room: { readonly id: string; readonly counterId: string },
  virtual: VirtualCamera,
  way: 'onvif' | 'rtsp' = 'rtsp',
): Promise<Camera> {
  const { name, username, password } = virtual
  return cameras.add(systemCall('test', 'camera.add'), {
    address: way === 'onvif' ? virtual.onvifUrl : virtual.rtspUrl,
    username,
    password,
    name,
    roomId: room.id,
    counterIds: [room.counterId],
    record: true,
  })
}
