import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { type ClockOffset, toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { CameraCard } from '#main/features/cameras/camera-card.ports.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import {
  type CardContents,
  findCardContents,
  type HeldRange,
  replaceDeviceRecordings,
} from './device-recordings.repository.ts'

export type CameraCards = ReturnType<typeof createCameraCards>

/** What every camera's card holds, and who may talk to a device now: one at a time, since they take few sessions. */
export function createCameraCards(deps: Pick<BackfillDeps, 'work' | 'clock' | 'cameras'>) {
  const { work, clock, cameras } = deps
  const turns = new Map<string, Promise<unknown>>()

  async function hostOf(cameraId: Id): Promise<string> {
    const { address } = await cameras.get(cameraId)
    const parsed = parseCameraAddress(address)
    return parsed?.kind === 'onvif' ? parsed.host : address
  }

  /** @throws whatever `use` throws, and what opening the card does */
  async function withCard<Result>(
    cameraId: Id,
    use: (card: CameraCard) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const host = await hostOf(cameraId)
    const before = turns.get(host) ?? Promise.resolve()
    const turn = before
      .catch(() => undefined)
      .then(async () => {
        if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
        return use(await cameras.openCard(cameraId, signal))
      })
    turns.set(host, turn)
    try {
      return await turn
    } finally {
      if (turns.get(host) === turn) turns.delete(host)
    }
  }

  /** Between the camera's clock and ours; a camera whose clock was never read is taken to be right. */
  async function offsetOf(
    cameraId: Id,
  ): Promise<{ readonly offset: ClockOffset; readonly isMeasured: boolean }> {
    const newest = await cameras.newestOffset(cameraId)
    if (newest) return { offset: newest, isMeasured: true }
    const nowMs = clock.nowMs()
    const offset = { offsetMs: 0, uncertaintyMs: 0, method: 'assumed', measuredAtMs: nowMs } as const
    return { offset, isMeasured: false }
  }

  /** Asks the camera and keeps the answer. @throws AppError as `cameras.openCard`, `unavailable device.fault` */
  async function refresh(cameraId: Id, signal?: AbortSignal): Promise<CardContents> {
    const recordings = await withCard(cameraId, (card) => card.recordings(signal), signal)
    const { offset } = await offsetOf(cameraId)
    const checkedAtMs = clock.nowMs()
    const held = recordings.flatMap((recording): HeldRange[] => {
      const fromMs = Math.max(0, toStationTime(recording.fromDeviceMs, offset))
      const toMs = Math.min(checkedAtMs, toStationTime(recording.toDeviceMs, offset))
      return fromMs < toMs ? [{ token: recording.token, fromMs, toMs }] : []
    })
    const contents = { held, checkedAtMs }
    await work.bookkeep((transaction) => replaceDeviceRecordings(transaction, cameraId, contents))
    return contents
  }

  /** As it said when it was last asked; null: it never was. */
  const contents = (cameraId: Id): Promise<CardContents | null> => findCardContents(work.db, cameraId)

  return { withCard, offsetOf, refresh, contents }
}
