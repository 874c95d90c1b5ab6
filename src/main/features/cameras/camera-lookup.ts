import type { Camera } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Actor } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { RoomAccess } from './cameras.ports.ts'
import * as repository from './cameras.repository.ts'

export type CameraLookup = ReturnType<typeof createCameraLookup>

/** Which cameras there are, and which of them a person may see. */
export function createCameraLookup(deps: {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly access: RoomAccess
}) {
  const { work, clock, access } = deps

  /** Without access checks, removed cameras too: their recordings stay. */
  const all = (): Promise<Camera[]> => repository.listCameras(work.db, clock.nowMs())

  /** Without access checks. */
  async function inService(): Promise<Camera[]> {
    return (await all()).filter((camera) => camera.state !== 'removed')
  }

  /** Without access checks, removed cameras too; unknown ids are left out. */
  async function byIds(ids: readonly Id[]): Promise<Camera[]> {
    return (await all()).filter((camera) => ids.includes(camera.id))
  }

  /** Without access checks, removed cameras too: an old recording has its camera. */
  async function inRoom(roomId: Id): Promise<Camera[]> {
    return (await all()).filter((camera) => camera.roomId === roomId)
  }

  /** Without access checks. @throws AppError `not-found camera.unknown` */
  async function get(id: Id): Promise<Camera> {
    const [camera] = await byIds([id])
    if (!camera) throw new AppError('not-found', 'camera.unknown')
    return camera
  }

  /** @throws AppError `not-found camera.unknown`, `conflict camera.removed` */
  async function requireInService(id: Id): Promise<Camera> {
    const camera = await get(id)
    if (camera.state === 'removed') throw new AppError('conflict', 'camera.removed')
    return camera
  }

  /** Cameras in service of the rooms that are open to the actor; administrators see all of them, without footage. */
  async function list(actor: Actor): Promise<Camera[]> {
    const cameras = await inService()
    if (actor.role === 'administrator') return cameras
    const viewable = await access.viewableRoomIds(actor)
    return cameras.filter((camera) => viewable.has(camera.roomId))
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function requireViewable(actor: Actor, cameraIds: readonly Id[]): Promise<void> {
    const known = await byIds(cameraIds)
    if (cameraIds.some((id) => !known.some((camera) => camera.id === id))) {
      throw new AppError('not-found', 'camera.unknown')
    }
    await access.requireRooms(actor, [...new Set(known.map((camera) => camera.roomId))])
  }

  /** What may be told of a camera besides its footage: to those who may watch it, and to administrators. */
  async function requireListed(actor: Actor, id: Id): Promise<void> {
    if (actor.role === 'administrator') await get(id)
    else await requireViewable(actor, [id])
  }

  return { all, inService, byIds, inRoom, get, requireInService, list, requireViewable, requireListed }
}
