import { identityChanges, type NoticedChange, profileChanges } from '#shared/cameras/camera-changes.rules.ts'
import type {
  Camera,
  DeviceCapabilities,
  DeviceIdentity,
  MediaProfile,
} from '#shared/cameras/cameras.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import {
  deleteEventsBefore,
  findNewestGoodProbe,
  insertChanges,
  insertEvents,
  listChanges,
} from './camera-history.repository.ts'
import { updateCapabilities, updateIdentity, updatePicture } from './camera-settings.repository.ts'
import { insertClockOffset } from './cameras.repository.ts'
import type { KeptEvent } from './event-filter.ts'

/** Hints are no evidence: after this they are of no use to anyone. */
const EVENTS_KEPT_MS = 90 * DAY_MS

export type MonitorStore = ReturnType<typeof createMonitorStore>

/** What the monitor writes down: bookkeeping about cameras that run, never a change that a person made. */
export function createMonitorStore(deps: {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
}) {
  const { work, clock, newId } = deps

  const keepReading = (cameraId: Id, offset: ClockOffset): Promise<void> =>
    work.bookkeep((transaction) =>
      insertClockOffset(transaction, newId(), { kind: 'camera', id: cameraId }, offset),
    )

  async function insertNoticed(transaction: Db, cameraId: Id, changes: readonly NoticedChange[]) {
    const withIds = changes.map((change) => ({ ...change, id: newId() }))
    await insertChanges(transaction, cameraId, withIds, clock.nowMs())
  }

  /** @returns what is different from what was known; it is known from now on */
  async function noticeIdentity(camera: Camera, device: DeviceIdentity): Promise<NoticedChange[]> {
    const changes = identityChanges(camera.device, device)
    if (changes.length === 0) return []
    await work.bookkeep(async (transaction) => {
      await insertNoticed(transaction, camera.id, changes)
      await updateIdentity(transaction, camera.id, device)
    })
    return changes
  }

  /**
   * Compares the recorded profile with what the device declared before (`before` null: when the ladder was last climbed).
   * A change that was the last one noticed of its kind is not noticed again after a restart.
   */
  async function noticeProfiles(
    camera: Camera,
    before: readonly MediaProfile[] | null,
    now: readonly MediaProfile[],
  ): Promise<NoticedChange[]> {
    const then = before ?? (await findNewestGoodProbe(work.db, camera.id))?.profiles ?? []
    const different = profileChanges(camera.profileToken, then, now)
    if (different.length === 0) return []
    const noticed = await listChanges(work.db, camera.id)
    const changes = different.filter(
      (change) => noticed.find(({ field }) => field === change.field)?.after !== change.after,
    )
    const profile = now.find(({ token }) => token === camera.profileToken)
    await work.bookkeep(async (transaction) => {
      await insertNoticed(transaction, camera.id, changes)
      if (profile) await updatePicture(transaction, camera.id, profile, changes)
    })
    return changes
  }

  /** A jump of the camera's own clock: footage stands on the station's, yet people read the one in the picture. */
  const noticeClockStep = (cameraId: Id, before: ClockOffset, after: ClockOffset): Promise<void> =>
    work.bookkeep((transaction) =>
      insertNoticed(transaction, cameraId, [
        { field: 'clock', before: String(before.offsetMs), after: String(after.offsetMs) },
      ]),
    )

  const keepCapabilities = (cameraId: Id, capabilities: DeviceCapabilities): Promise<void> =>
    work.bookkeep((transaction) => updateCapabilities(transaction, cameraId, capabilities))

  async function keepEvents(cameraId: Id, events: readonly KeptEvent[]): Promise<void> {
    if (events.length === 0) return
    await work.bookkeep((transaction) =>
      insertEvents(
        transaction,
        events.map((event) => ({ ...event, id: newId(), cameraId })),
      ),
    )
  }

  async function forgetOldEvents(cameraIds: readonly Id[]): Promise<void> {
    const beforeMs = clock.nowMs() - EVENTS_KEPT_MS
    for (const cameraId of cameraIds) {
      await work.bookkeep((transaction) => deleteEventsBefore(transaction, cameraId, beforeMs))
    }
  }

  return {
    keepReading,
    noticeIdentity,
    noticeProfiles,
    keepCapabilities,
    noticeClockStep,
    keepEvents,
    forgetOldEvents,
  }
}
