import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import type { Camera, CameraCredentials, NewCamera, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { clockOffsetOf } from '#shared/cameras/probe.rules.ts'
import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { CameraDevice, ProbeStream } from '#main/ports/camera-device.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { RoomAccess } from './cameras.ports.ts'
import * as repository from './cameras.repository.ts'
import { climbLadder, settleCredentials } from './probe-ladder.ts'

export type CamerasService = ReturnType<typeof createCamerasService>
export type CameraListener = (camera: Camera) => void

export type CamerasDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly secrets: SecretStore
  readonly access: RoomAccess
  readonly units: UnitsService
  readonly device: CameraDevice
  readonly probeStream: ProbeStream
}

type Probed = Pick<
  Camera,
  'streamUri' | 'codec' | 'widthPx' | 'heightPx' | 'keyframeSpacingMs' | 'device' | 'clockOffset'
>

/** @throws AppError `precondition camera.probe-failed {step, code}` */
function requireProbed(report: ProbeReport): Probed {
  const { stream, streamUri, failedAt } = report
  if (failedAt !== null || stream === null || streamUri === null) {
    const code = report.steps.find((step) => step.step === failedAt)?.code ?? null
    throw new AppError('precondition', 'camera.probe-failed', { step: failedAt, code })
  }
  const { codec, widthPx, heightPx, keyframeSpacingMs } = stream
  const { device, clockOffset } = report
  return { streamUri, codec, widthPx, heightPx, keyframeSpacingMs, device, clockOffset }
}

export function createCamerasService(deps: CamerasDeps) {
  const { work, clock, newId, secrets, access, units, device } = deps
  const listeners = new Set<CameraListener>()

  /** Without access checks, removed cameras too: their recordings stay. */
  const all = (): Promise<Camera[]> => repository.listCameras(work.db, clock.nowMs())

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

  /** Cameras in service of the rooms that are open to the actor; administrators see all of them, without footage. */
  async function list(actor: Actor): Promise<Camera[]> {
    const cameras = (await all()).filter((camera) => camera.state !== 'removed')
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

  /** Climbs the ladder and changes nothing. */
  const probe = (input: CameraCredentials, signal?: AbortSignal): Promise<ProbeReport> =>
    climbLadder(deps, input, signal)

  function announce(camera: Camera): Camera {
    for (const listener of listeners) listener(camera)
    return camera
  }

  /** @throws AppError `not-found room.unknown`, `invalid counter.not-in-room` */
  async function requireCounters(roomId: Id, counterIds: readonly Id[]): Promise<void> {
    const { counters } = await units.room(roomId)
    const isKnown = (id: Id): boolean => counters.some((counter) => counter.id === id)
    if (!counterIds.every(isKnown)) throw new AppError('invalid', 'counter.not-in-room')
  }

  /** @throws AppError `conflict camera.duplicate` */
  async function requireNewStream(streamUri: string): Promise<void> {
    const existing = await repository.findCameraIdByStream(work.db, streamUri)
    if (existing !== null) throw new AppError('conflict', 'camera.duplicate', { cameraId: existing })
  }

  async function storeCamera(call: Call, row: repository.NewCameraRow): Promise<Camera> {
    const { camera } = row
    return work.change(call, async (transaction) => {
      await repository.insertCamera(transaction, row)
      for (const counterId of camera.counterIds) {
        const view = { cameraId: camera.id, counterId, validFromMs: camera.createdAtMs, validToMs: null }
        await repository.insertCameraView(transaction, newId(), view)
      }
      if (camera.clockOffset) {
        const source = { kind: 'camera', id: camera.id } as const
        await repository.insertClockOffset(transaction, newId(), source, camera.clockOffset)
      }
      const detail = { name: camera.name, roomId: camera.roomId, record: camera.state === 'recording' }
      return { result: camera, subject: { kind: 'camera', id: camera.id }, detail }
    })
  }

  /**
   * Probes, then stores the camera with the report as its baseline.
   * @throws AppError `precondition camera.probe-failed {step, code}`, `conflict camera.duplicate`,
   *   `not-found room.unknown`, `invalid counter.not-in-room`
   */
  async function add(call: Call, input: NewCamera, signal?: AbortSignal): Promise<Camera> {
    const counterIds = [...new Set(input.counterIds)]
    await requireCounters(input.roomId, counterIds)
    const report = await probe(input, signal)
    const probed = requireProbed(report)
    const settled = settleCredentials(input)
    if (!settled) throw new AppError('internal', 'probe.out-of-order')
    await requireNewStream(probed.streamUri)
    const { address, username, password } = settled
    const camera: Camera = {
      ...probed,
      id: newId(),
      name: input.name,
      roomId: input.roomId,
      counterIds,
      address,
      username,
      state: input.record ? 'recording' : 'stopped',
      audioEnabled: false,
      createdAtMs: clock.nowMs(),
    }
    const row = { camera, passwordCipher: await secrets.seal(password), probe: report }
    const stored = await storeCamera(call, row).catch(async (error: unknown) => {
      // Two people added it at once: the database's own index refused the second.
      await requireNewStream(probed.streamUri)
      throw error
    })
    return announce(stored)
  }

  /** @throws AppError `not-found camera.unknown`, `conflict camera.removed` */
  async function requireInService(id: Id): Promise<Camera> {
    const camera = await get(id)
    if (camera.state === 'removed') throw new AppError('conflict', 'camera.removed')
    return camera
  }

  /**
   * The recorder uses them from its next try on.
   * @throws AppError `precondition camera.probe-failed {step, code}`, `not-found camera.unknown`, `conflict camera.removed`
   */
  async function setCredentials(
    call: Call,
    id: Id,
    login: Pick<CameraCredentials, 'username' | 'password'>,
    signal?: AbortSignal,
  ): Promise<Camera> {
    const camera = await requireInService(id)
    const { username, password } = login
    requireProbed(await probe({ address: camera.address, username, password }, signal))
    const passwordCipher = await secrets.seal(password)
    return work.change(call, async (transaction) => {
      await repository.updateCameraLogin(transaction, id, username, passwordCipher)
      return { result: { ...camera, username }, subject: { kind: 'camera', id }, detail: { username } }
    })
  }

  /** @throws AppError `not-found camera.unknown`, `conflict camera.removed` */
  async function setRecording(call: Call, id: Id, record: boolean): Promise<Camera> {
    const camera: Camera = { ...(await requireInService(id)), state: record ? 'recording' : 'stopped' }
    const changed = await work.change(call, async (transaction) => {
      await repository.updateCameraState(transaction, id, camera.state, null)
      return { result: camera, subject: { kind: 'camera', id }, detail: { record } }
    })
    return announce(changed)
  }

  /** Takes the camera out of service for good. @throws AppError `not-found camera.unknown`, `conflict camera.removed` */
  async function remove(call: Call, id: Id): Promise<Camera> {
    const existing = await requireInService(id)
    const removed: Camera = { ...existing, state: 'removed', counterIds: [] }
    const nowMs = clock.nowMs()
    const changed = await work.change(call, async (transaction) => {
      await repository.updateCameraState(transaction, id, 'removed', nowMs)
      await repository.endCameraViews(transaction, id, nowMs)
      return { result: removed, subject: { kind: 'camera', id }, detail: { name: existing.name } }
    })
    return announce(changed)
  }

  async function requireLogin(id: Id) {
    const login = await repository.findCameraLogin(work.db, id)
    if (!login) throw new AppError('not-found', 'camera.unknown')
    return { ...login, password: await secrets.open(login.passwordCipher) }
  }

  /**
   * RTSP with credentials: for the recorder alone, never shown, logged or stored.
   * @throws AppError `not-found camera.unknown`, `data-loss secret.unreadable`
   */
  async function streamUrl(id: Id): Promise<string> {
    const { streamUri, username, password } = await requireLogin(id)
    return withCredentials(streamUri, username, password)
  }

  /** Which camera looked at which of the room's counters, and when; `validToMs` null: still does. */
  const viewsOf = (roomId: Id, range: TimeRange): Promise<repository.CameraView[]> =>
    repository.listViewsOfRoom(work.db, roomId, range)

  /**
   * Reads the camera's clock and keeps the reading. Credentials are sent only to devices that keep their time secret.
   * @throws AppError `not-found camera.unknown`, `precondition camera.no-clock` (RTSP only), `unavailable reach.*`
   */
  async function measureClock(id: Id, signal?: AbortSignal): Promise<ClockOffset> {
    const camera = await requireLogin(id)
    const address = parseCameraAddress(camera.address)
    if (address?.kind !== 'onvif') throw new AppError('precondition', 'camera.no-clock')
    const { username, password } = camera
    const session = await device.connect({ address, username, password }, signal)
    const offset = clockOffsetOf(await session.getDateAndTime(signal))
    await work.bookkeep((transaction) =>
      repository.insertClockOffset(transaction, newId(), { kind: 'camera', id }, offset),
    )
    return offset
  }

  const newestOffset = (id: Id): Promise<ClockOffset | null> => repository.newestOffset(work.db, 'camera', id)

  /** Told after commit of add, setRecording and remove. A listener must not throw. @returns ends the subscription */
  function onChange(listener: CameraListener): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  return {
    list,
    probe,
    add,
    setCredentials,
    setRecording,
    remove,
    all,
    byIds,
    inRoom,
    get,
    requireViewable,
    streamUrl,
    viewsOf,
    measureClock,
    newestOffset,
    onChange,
  }
}
