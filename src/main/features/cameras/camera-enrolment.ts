import { cameraChanges, identityChanges, type NoticedChange } from '#shared/cameras/camera-changes.rules.ts'
import {
  ALWAYS,
  type Camera,
  type CameraCredentials,
  type NewCamera,
  NO_CAPABILITIES,
  type ProbeReport,
} from '#shared/cameras/cameras.model.ts'
import { isSameCamera } from '#shared/cameras/same-camera.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { insertChanges, insertProbe } from './camera-history.repository.ts'
import type { CameraLookup } from './camera-lookup.ts'
import { updateIdentity, updateProbed } from './camera-settings.repository.ts'
import * as repository from './cameras.repository.ts'
import { settleCredentials } from './probe-ladder.ts'

export type EnrolmentDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly secrets: SecretStore
  readonly units: UnitsService
  readonly lookup: CameraLookup
  readonly probe: (login: CameraCredentials, signal?: AbortSignal) => Promise<ProbeReport>
  readonly probeUnlessFresh: (login: CameraCredentials, signal?: AbortSignal) => Promise<ProbeReport>
  /** The stored login, opened. @throws AppError `not-found camera.unknown`, `data-loss secret.unreadable` */
  readonly requireLogin: (id: Id) => Promise<CameraCredentials>
  readonly announce: (camera: Camera) => Camera
}

type Probed = Pick<
  Camera,
  | 'streamUri'
  | 'codec'
  | 'widthPx'
  | 'heightPx'
  | 'keyframeSpacingMs'
  | 'device'
  | 'clockOffset'
  | 'capabilities'
  | 'profileToken'
  | 'subStream'
>

/** @throws AppError `precondition camera.probe-failed {step, code}` */
function requireProbed(report: ProbeReport): Probed {
  const { stream, streamUri, failedAt } = report
  if (failedAt !== null || stream === null || streamUri === null) {
    const code = report.steps.find((step) => step.step === failedAt)?.code ?? null
    throw new AppError('precondition', 'camera.probe-failed', { step: failedAt, code })
  }
  const { codec, widthPx, heightPx, keyframeSpacingMs } = stream
  const { device, clockOffset, subStream, chosenProfileToken: profileToken } = report
  const capabilities = report.capabilities ?? NO_CAPABILITIES
  const picture = { streamUri, codec, widthPx, heightPx, keyframeSpacingMs }
  return { ...picture, device, clockOffset, capabilities, profileToken, subStream }
}

/** Adding cameras, and looking at them again: what the ladder finds becomes what is stored. */
export function createCameraEnrolment(deps: EnrolmentDeps) {
  const { work, clock, newId, secrets, units, lookup, probe, announce } = deps

  /** @throws AppError `not-found room.unknown`, `invalid counter.not-in-room` */
  async function requireCounters(roomId: Id, counterIds: readonly Id[]): Promise<void> {
    const { counters } = await units.room(roomId)
    const isKnown = (id: Id): boolean => counters.some((counter) => counter.id === id)
    if (!counterIds.every(isKnown)) throw new AppError('invalid', 'counter.not-in-room')
  }

  /** @throws AppError `conflict camera.duplicate {cameraId, name}` */
  async function requireNew(
    probed: Pick<Probed, 'streamUri' | 'device'>,
    exceptId: Id | null,
  ): Promise<void> {
    const others = (await lookup.inService()).filter(({ id }) => id !== exceptId)
    const existing = others.find((camera) => isSameCamera(probed, camera))
    if (!existing) return
    throw new AppError('conflict', 'camera.duplicate', { cameraId: existing.id, name: existing.name })
  }

  /** Runs a change whose stream the database's own index may refuse: two people were at it at once. */
  async function unlessTaken<Result>(
    probed: Pick<Probed, 'streamUri' | 'device'>,
    exceptId: Id | null,
    store: () => Promise<Result>,
  ): Promise<Result> {
    await requireNew(probed, exceptId)
    try {
      return await store()
    } catch (error) {
      await requireNew(probed, exceptId)
      throw error
    }
  }

  async function keepReading(transaction: Db, camera: Pick<Camera, 'id' | 'clockOffset'>): Promise<void> {
    if (!camera.clockOffset) return
    const source = { kind: 'camera', id: camera.id } as const
    await repository.insertClockOffset(transaction, newId(), source, camera.clockOffset)
  }

  async function storeCamera(call: Call, row: repository.NewCameraRow): Promise<Camera> {
    const { camera } = row
    return work.change(call, async (transaction) => {
      await repository.insertCamera(transaction, row)
      await insertProbe(transaction, newId(), camera.id, row.probe)
      await repository.replaceSchedule(transaction, newId(), camera.id, camera.schedule, camera.createdAtMs)
      for (const counterId of camera.counterIds) {
        const view = { cameraId: camera.id, counterId, validFromMs: camera.createdAtMs, validToMs: null }
        await repository.insertCameraView(transaction, newId(), view)
      }
      await keepReading(transaction, camera)
      const detail = { name: camera.name, roomId: camera.roomId, record: camera.state === 'recording' }
      return { result: camera, subject: { kind: 'camera', id: camera.id }, detail }
    })
  }

  function newCamera(input: NewCamera, login: CameraCredentials, probed: Probed): Camera {
    return {
      ...probed,
      id: newId(),
      name: input.name,
      roomId: input.roomId,
      counterIds: [...new Set(input.counterIds ?? [])],
      address: login.address,
      username: login.username,
      state: (input.record ?? true) ? 'recording' : 'stopped',
      audioEnabled: false,
      audioReason: null,
      recordedStream: input.recordedStream ?? 'main',
      schedule: input.schedule ?? ALWAYS,
      createdAtMs: clock.nowMs(),
      removedAtMs: null,
    }
  }

  /**
   * Probes (a report of the same login within ten minutes counts), then stores the camera with the report as its baseline.
   * @throws AppError `precondition camera.probe-failed {step, code}`, `precondition camera.no-sub-stream`,
   *   `conflict camera.duplicate {cameraId, name}`, `not-found room.unknown`, `invalid counter.not-in-room`
   */
  async function add(call: Call, input: NewCamera, signal?: AbortSignal): Promise<Camera> {
    await requireCounters(input.roomId, input.counterIds ?? [])
    const report = await deps.probeUnlessFresh(input, signal)
    const probed = requireProbed(report)
    const login = settleCredentials(input)
    if (!login) throw new AppError('internal', 'probe.out-of-order')
    if (input.recordedStream === 'sub' && !probed.subStream) {
      throw new AppError('precondition', 'camera.no-sub-stream')
    }
    const camera = newCamera(input, login, probed)
    // Its picture shows people: it is for the eyes of whoever places the camera, and is not kept.
    const baseline = { ...report, snapshotJpeg: null }
    const row = { camera, passwordCipher: await secrets.seal(login.password), probe: baseline }
    return announce(await unlessTaken(probed, null, () => storeCamera(call, row)))
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
    const camera = await lookup.requireInService(id)
    const { username, password } = login
    const report = await probe({ address: camera.address, username, password }, signal)
    requireProbed(report)
    const passwordCipher = await secrets.seal(password)
    return work.change(call, async (transaction) => {
      await repository.updateCameraLogin(transaction, id, username, passwordCipher)
      await insertProbe(transaction, newId(), id, report)
      return { result: { ...camera, username }, subject: { kind: 'camera', id }, detail: { username } }
    })
  }

  async function insertNoticed(transaction: Db, id: Id, changes: readonly NoticedChange[]): Promise<void> {
    const withIds = changes.map((change) => ({ ...change, id: newId() }))
    await insertChanges(transaction, id, withIds, clock.nowMs())
  }

  /** A camera that did not pass keeps what is known of it, but for what it says of itself. */
  async function storeFailedReport(call: Call, camera: Camera, report: ProbeReport): Promise<void> {
    const changes = identityChanges(camera.device, report.device)
    await work.change(call, async (transaction) => {
      await insertProbe(transaction, newId(), camera.id, report)
      await insertNoticed(transaction, camera.id, changes)
      if (report.device) await updateIdentity(transaction, camera.id, report.device)
      await keepReading(transaction, { id: camera.id, clockOffset: report.clockOffset })
      const detail = { ok: false, failedAt: report.failedAt, changes: changes.length }
      return { result: null, subject: { kind: 'camera', id: camera.id }, detail }
    })
  }

  async function storeGoodReport(call: Call, before: Camera, report: ProbeReport): Promise<Camera> {
    const probed = requireProbed(report)
    const camera: Camera = {
      ...before,
      ...probed,
      device: probed.device ?? before.device,
      subStream: probed.subStream ?? before.subStream,
      clockOffset: probed.clockOffset ?? before.clockOffset,
    }
    const changes = cameraChanges(before, camera)
    return unlessTaken(camera, camera.id, () =>
      work.change(call, async (transaction) => {
        await insertProbe(transaction, newId(), camera.id, report)
        await insertNoticed(transaction, camera.id, changes)
        await updateProbed(transaction, camera)
        await keepReading(transaction, { id: camera.id, clockOffset: probed.clockOffset })
        const detail = { ok: true, warnings: report.warnings.length, changes: changes.length }
        return { result: camera, subject: { kind: 'camera', id: camera.id }, detail }
      }),
    )
  }

  /**
   * Climbs the ladder again with the stored login, keeps the report and what is different now. Where the recorded stream
   * moved or changed its codec, the recorder is told, so that recording goes on.
   * @throws AppError `not-found camera.unknown`, `conflict camera.removed`, `conflict camera.duplicate {cameraId, name}`
   */
  async function reprobe(call: Call, id: Id, signal?: AbortSignal): Promise<ProbeReport> {
    const before = await lookup.requireInService(id)
    const report = await probe(await deps.requireLogin(id), signal)
    if (!report.ok) {
      await storeFailedReport(call, before, report)
      return report
    }
    const camera = await storeGoodReport(call, before, report)
    const recorded = (each: Camera) =>
      each.recordedStream === 'sub' && each.subStream
        ? `${each.subStream.codec} ${each.subStream.uri}`
        : `${each.codec} ${each.streamUri}`
    if (recorded(before) !== recorded(camera)) announce(camera)
    return report
  }

  return { add, setCredentials, reprobe }
}
