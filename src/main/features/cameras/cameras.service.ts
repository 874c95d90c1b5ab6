import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import type { Camera, CameraChange, CameraEvent, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { clockOffsetOf } from '#shared/cameras/probe.rules.ts'
import * as schedule from '#shared/cameras/schedule.rules.ts'
import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { officeSessions } from '#shared/units/working-calendar.rules.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Actor } from '#main/ports/call.ts'
import type { DeviceSession } from '#main/ports/camera-device.ts'
import type { CameraDiscovery } from '#main/ports/camera-discovery.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { SecretStore } from '#main/ports/secret-store.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import type { CameraCard } from './camera-card.ports.ts'
import { openCameraCard } from './camera-card.ts'
import { createCameraEnrolment } from './camera-enrolment.ts'
import * as history from './camera-history.repository.ts'
import { createCameraLookup } from './camera-lookup.ts'
import { createCameraMonitor } from './camera-monitor.ts'
import { createCameraOnboarding } from './camera-onboarding.ts'
import { createCameraSettings } from './camera-settings.ts'
import type { ReadList, RoomAccess } from './cameras.ports.ts'
import * as repository from './cameras.repository.ts'
import type { LadderDeps } from './ladder-findings.ts'
import { createMonitorStore } from './monitor-store.ts'

export type CamerasService = ReturnType<typeof createCamerasService>
export type CameraListener = (camera: Camera) => void

export type CamerasDeps = LadderDeps & {
  readonly work: UnitOfWork
  readonly newId: NewId
  readonly timers: Timers
  readonly random: () => number
  readonly log: (message: string) => void
  readonly secrets: SecretStore
  readonly access: RoomAccess
  readonly units: UnitsService
  readonly discovery: CameraDiscovery
  readonly readTable: ReadList
}

export function createCamerasService(deps: CamerasDeps) {
  const { work, secrets, units, device } = deps
  const listeners = new Set<CameraListener>()
  const lookup = createCameraLookup(deps)
  const { get } = lookup

  function announce(camera: Camera): Camera {
    monitor.follow(camera)
    for (const listener of listeners) listener(camera)
    return camera
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

  /** @throws AppError `forbidden room.not-yours` */
  async function viewsFor(actor: Actor, roomId: Id, range: TimeRange): Promise<repository.CameraView[]> {
    await deps.access.requireRooms(actor, [roomId])
    return viewsOf(roomId, range)
  }

  /** @throws AppError `not-found camera.unknown`, `precondition camera.no-clock` (RTSP only), `unavailable reach.*` */
  async function openSession(id: Id, signal?: AbortSignal): Promise<DeviceSession> {
    const { address: typed, username, password } = await requireLogin(id)
    const address = parseCameraAddress(typed)
    if (address?.kind !== 'onvif') throw new AppError('precondition', 'camera.no-clock')
    return device.connect({ address, username, password }, signal)
  }

  /**
   * Reads the camera's clock and keeps the reading. Credentials are sent only to devices that keep their time secret.
   * @throws AppError `not-found camera.unknown`, `precondition camera.no-clock` (RTSP only), `unavailable reach.*`
   */
  async function measureClock(id: Id, signal?: AbortSignal): Promise<ClockOffset> {
    const session = await openSession(id, signal)
    const offset = clockOffsetOf(await session.getDateAndTime(signal))
    await store.keepReading(id, offset)
    return offset
  }

  /** When the camera has to record within the range: sorted, disjoint, and only while it is in service. */
  async function scheduledRanges(id: Id, range: TimeRange): Promise<TimeRange[]> {
    const { createdAtMs, removedAtMs, roomId } = await get(id)
    const schedules = await repository.listSchedules(work.db, id)
    const calendars = await units.calendarsOfRoom(roomId)
    const facts = {
      createdAtMs,
      removedAtMs,
      schedules,
      officeSessions: (part: TimeRange) => officeSessions(calendars, part),
    }
    return schedule.scheduledRanges(facts, range)
  }

  /**
   * RTSP with credentials of the smaller stream, or of the main one where there is none: for the live wall alone.
   * @throws AppError `not-found camera.unknown`, `data-loss secret.unreadable`
   */
  async function liveStreamUrl(id: Id): Promise<string> {
    const { streamUri, subStreamUri, username, password } = await requireLogin(id)
    return withCredentials(subStreamUri ?? streamUri, username, password)
  }

  /**
   * The camera's own card, for backfill alone.
   * @throws AppError `not-found camera.unknown`, `precondition camera.no-card` (RTSP only), `unavailable reach.*`
   */
  const openCard = async (id: Id, signal?: AbortSignal): Promise<CameraCard> =>
    openCameraCard(device, await requireLogin(id), signal)

  const newestOffset = (id: Id): Promise<ClockOffset | null> => repository.newestOffset(work.db, 'camera', id)

  const onboarding = createCameraOnboarding({ ...deps, camerasInService: lookup.inService })
  const { probe, probeUnlessFresh, probeLive, probeBulk, readBulk, discover } = onboarding
  const enrolment = createCameraEnrolment({
    ...deps,
    lookup,
    probe,
    probeUnlessFresh,
    requireLogin,
    announce,
  })
  const settings = createCameraSettings({ ...deps, lookup, announce })
  const store = createMonitorStore(deps)
  const monitor = createCameraMonitor({
    ...deps,
    store,
    cameras: lookup.all,
    camera: get,
    openSession,
    newestOffset,
  })
  monitor.onClockStep(({ cameraId, before, after }) => {
    store
      .noticeClockStep(cameraId, before, after)
      .catch((error: unknown) => deps.log(`clock step: ${messageOf(error)}`))
  })

  /** Without access checks. Reports of the ladder, newest first; the last is the baseline. */
  const probes = (id: Id): Promise<ProbeReport[]> => history.listProbes(work.db, id)

  /** Without access checks, oldest first; at most 2 000, thinned evenly. */
  const clockReadings = (id: Id, range: TimeRange): Promise<ClockOffset[]> =>
    history.listClockReadings(work.db, id, range)

  /** Without access checks, oldest first. Hints of the camera itself; never evidence. */
  const events = (id: Id, range: TimeRange): Promise<CameraEvent[]> => history.listEvents(work.db, id, range)

  /** Without access checks, newest first. */
  const changes = (id: Id): Promise<CameraChange[]> => history.listChanges(work.db, id)

  /**
   * Told after commit of every change to a camera that a person made, and when its recorded stream moved. A listener must
   * not throw. @returns ends the subscription
   */
  function onChange(listener: CameraListener): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  const { all, byIds, inRoom, list, requireViewable, requireListed } = lookup
  return {
    ...settings,
    ...enrolment,
    list,
    probe,
    probeLive,
    probeBulk,
    readBulk,
    discover,
    probes,
    clockReadings,
    events,
    changes,
    all,
    byIds,
    inRoom,
    get,
    requireViewable,
    requireListed,
    streamUrl,
    viewsOf,
    viewsFor,
    liveStreamUrl,
    openCard,
    measureClock,
    scheduledRanges,
    newestOffset,
    onChange,
    /** A camera's clock jumped between two readings. */
    /** Follows every ONVIF camera in service until `stop`: clock, identity, hints. */
    start: monitor.start,
    stop: monitor.stop,
  }
}
