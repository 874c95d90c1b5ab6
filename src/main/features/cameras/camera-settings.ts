import type { Camera, CameraSchedule, RecordedStream } from '#shared/cameras/cameras.model.ts'
import { AppError, type ErrorDetail } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { CameraLookup } from './camera-lookup.ts'
import { updateAudio, updateRecordedStream } from './camera-settings.repository.ts'
import { endCameraViews, replaceSchedule, updateCameraState } from './cameras.repository.ts'

export type SettingsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  readonly lookup: CameraLookup
  /** Tells who listens, after the change is kept. */
  readonly announce: (camera: Camera) => Camera
}

/**
 * What a person decides about a camera in service. Each throws AppError `not-found camera.unknown`,
 * `conflict camera.removed`.
 */
export function createCameraSettings(deps: SettingsDeps) {
  const { work, clock, newId, lookup, announce } = deps

  async function change(
    call: Call,
    camera: Camera,
    detail: ErrorDetail,
    store: (transaction: Db) => Promise<void>,
  ): Promise<Camera> {
    const changed = await work.change(call, async (transaction) => {
      await store(transaction)
      return { result: camera, subject: { kind: 'camera', id: camera.id }, detail }
    })
    return announce(changed)
  }

  async function setRecording(call: Call, id: Id, record: boolean): Promise<Camera> {
    const camera: Camera = {
      ...(await lookup.requireInService(id)),
      state: record ? 'recording' : 'stopped',
    }
    return change(call, camera, { record }, (transaction) =>
      updateCameraState(transaction, id, camera.state, null),
    )
  }

  /** From now on; what was scheduled before stays as it was. */
  async function setSchedule(call: Call, id: Id, schedule: CameraSchedule): Promise<Camera> {
    const camera: Camera = { ...(await lookup.requireInService(id)), schedule }
    return change(call, camera, { ...schedule }, (transaction) =>
      replaceSchedule(transaction, newId(), id, schedule, clock.nowMs()),
    )
  }

  /** @throws AppError `precondition camera.no-sub-stream` */
  async function setStream(call: Call, id: Id, stream: RecordedStream): Promise<Camera> {
    const known = await lookup.requireInService(id)
    if (stream === 'sub' && !known.subStream) throw new AppError('precondition', 'camera.no-sub-stream')
    const camera: Camera = { ...known, recordedStream: stream }
    return change(call, camera, { stream }, (transaction) => updateRecordedStream(transaction, id, stream))
  }

  /** Sound is recorded only while a reason stands; null turns it off. */
  async function setAudio(call: Call, id: Id, reason: string | null): Promise<Camera> {
    const known = await lookup.requireInService(id)
    const camera: Camera = { ...known, audioEnabled: reason !== null, audioReason: reason }
    return change(call, camera, { audio: camera.audioEnabled, reason }, (transaction) =>
      updateAudio(transaction, id, reason),
    )
  }

  /** Takes the camera out of service for good. */
  async function remove(call: Call, id: Id): Promise<Camera> {
    const known = await lookup.requireInService(id)
    const nowMs = clock.nowMs()
    const camera: Camera = { ...known, state: 'removed', counterIds: [], removedAtMs: nowMs }
    return change(call, camera, { name: known.name }, async (transaction) => {
      await updateCameraState(transaction, id, 'removed', nowMs)
      await endCameraViews(transaction, id, nowMs)
    })
  }

  return { setRecording, setSchedule, setStream, setAudio, remove }
}
