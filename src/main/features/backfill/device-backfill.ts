import type { BackfillSettings } from '#shared/backfill/backfill.model.ts'
import { holesInside, isFetchTime } from '#shared/backfill/backfill.rules.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import { type ClockOffset, fromStationTime, toStationTime } from '#shared/kernel/clock-offset.ts'
import { intersect, type TimeRange, totalMs } from '#shared/kernel/time-range.ts'
import type { JobTask } from '#main/features/jobs/jobs.service.ts'
import type { ReplayCopy } from '#main/ports/camera-replay.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import { type BackfillInput, type StoredBackfill, updateFilled } from './backfill.repository.ts'
import { readBackfillSettings } from './backfill-settings.repository.ts'
import type { CameraCards } from './camera-cards.ts'
import type { HeldRange } from './device-recordings.repository.ts'
import { fetchedGroups } from './fetched-groups.ts'

/** A card begins to play at the keyframe before, and its last group ends with the one behind. */
const DEFAULT_KEYFRAMES_MS = 4000
const WATCH_EVERY_MS = 1000
const SAVE_EVERY_MS = 2000

export type DeviceWish = StoredBackfill & { readonly input: Extract<BackfillInput, { kind: 'device' }> }

/** `paused`: the window closed before all was fetched. */
export type FetchEnd = { readonly kind: 'finished' | 'paused'; readonly errorCode: string | null }

type Session = {
  readonly wish: DeviceWish
  readonly task: JobTask
  readonly settings: BackfillSettings
  readonly offset: ClockOffset
  readonly marginMs: number
  /** Bytes of this and earlier attempts. */
  bytes: number
  activeMs: number
  savedAtMs: number
}

export function createDeviceBackfill(deps: BackfillDeps, cards: CameraCards) {
  const { work, clock, timers, steadyMs, cameras, recordings, openReplay } = deps

  const missing = (wish: DeviceWish, within: readonly TimeRange[]): Promise<TimeRange[]> =>
    recordings.missingIn(wish.cameraId, within)

  const mayGoOn = ({ wish, settings }: Session): boolean =>
    wish.input.when === 'now' || isFetchTime(settings, clock.nowMs())

  /** What is filled is read from the index, so that a crash on the way costs no figure. */
  async function save(session: Session): Promise<void> {
    const { wish, task, bytes, activeMs, offset } = session
    const filledMs = totalMs(wish.input.holes) - totalMs(await missing(wish, wish.input.holes))
    const result = { ...wish.result, activeMs, uncertaintyMs: offset.uncertaintyMs }
    await work.bookkeep((transaction) =>
      updateFilled(transaction, wish.id, { filledMs, bytes: Math.round(bytes), result }),
    )
    task.progress(filledMs / Math.max(1, totalMs(wish.input.holes)))
  }

  /** Ends a replay that brings no more pictures, whose window has closed, or whose job was cancelled. */
  function watch(session: Session, replay: ReplayCopy) {
    let isStalled = false
    let pictures = 0
    let cameAtMs = steadyMs()
    const endWatch = timers.every(WATCH_EVERY_MS, () => {
      if (replay.pictures() > pictures) cameAtMs = steadyMs()
      pictures = replay.pictures()
      if (steadyMs() - cameAtMs > deps.settings.stallMs) {
        isStalled = true
        replay.stop(0)
      } else if (!mayGoOn(session)) replay.stop()
      if (steadyMs() - session.savedAtMs < SAVE_EVERY_MS) return
      session.savedAtMs = steadyMs()
      void save(session).catch((thrown: unknown) => deps.log(`backfill: ${messageOf(thrown)}`))
    })
    const cancel = (): void => replay.stop(0)
    session.task.signal.addEventListener('abort', cancel, { once: true })
    const end = (): void => {
      endWatch()
      session.task.signal.removeEventListener('abort', cancel)
      replay.stop(0)
    }
    return { end, isStalled: () => isStalled }
  }

  /** Plays one stretch of one recording into its holes. @returns why the replay ended */
  async function replayPiece(session: Session, piece: HeldRange): Promise<string> {
    const { wish, settings, offset, marginMs, task } = session
    const { cameraId, id: backfillId, input } = wish
    return cards.withCard(
      cameraId,
      async (card) => {
        const replay = openReplay({
          url: await card.replayUrl(piece.token, task.signal),
          fromDeviceMs: Math.max(0, fromStationTime(piece.fromMs - marginMs, offset)),
          toDeviceMs: fromStationTime(piece.toMs + marginMs, offset),
          maxBitsPerSecond: settings.maxKilobitsPerSecond * 1000,
        })
        const watching = watch(session, replay)
        const startedMs = steadyMs()
        try {
          const groups = fetchedGroups(replay.output, (mediaMs) =>
            toStationTime(Math.round(replay.deviceTimeOf(mediaMs)), offset),
          )
          const onFilled = (_filledMs: number, bytes: number): void => {
            session.bytes += bytes
          }
          await recordings.insertBackfilled(
            { cameraId, backfillId, groups, within: input.holes, onFilled },
            task.signal,
          )
          const { reason } = await replay.ended
          return watching.isStalled() ? 'timeout' : reason
        } finally {
          session.activeMs += Math.round(steadyMs() - startedMs)
          watching.end()
          await replay.ended
        }
      },
      task.signal,
    )
  }

  /** Faults that another try cannot mend. */
  function isFinal(thrown: unknown): boolean {
    if (!(thrown instanceof AppError)) return true
    return thrown.kind !== 'unavailable' || thrown.code === 'disk.full'
  }

  /** @returns the code of what stopped it, or why the replay ended when it brought nothing */
  async function tryPiece(session: Session, piece: HeldRange): Promise<string> {
    try {
      return await replayPiece(session, piece)
    } catch (thrown) {
      session.task.signal.throwIfAborted()
      if (isFinal(thrown)) throw thrown
      return thrown instanceof AppError ? thrown.code : 'internal'
    }
  }

  /**
   * Fetches a stretch until nothing of it is missing, as long as each try brings something.
   * @returns null, or why the rest did not come
   */
  async function fetchPiece(session: Session, piece: HeldRange): Promise<string | null> {
    let failures = 0
    for (;;) {
      const { wish, task } = session
      const rest = holesInside(await missing(wish, wish.input.holes), [piece])
      const [first] = rest
      if (!first || !mayGoOn(session)) return null
      const before = totalMs(rest)
      const toMs = rest.at(-1)?.toMs ?? first.toMs
      const reason = await tryPiece(session, { ...piece, fromMs: first.fromMs, toMs })
      task.signal.throwIfAborted()
      await save(session)
      const left = totalMs(holesInside(await missing(wish, wish.input.holes), [piece]))
      if (left < before) {
        failures = 0
        continue
      }
      const delayMs = reason === 'stopped' ? undefined : deps.settings.retryDelaysMs[failures]
      // Codes of errors have a dot. A replay that ended in good order has no more, whatever the card said before.
      if (delayMs === undefined) return reason.includes('.') ? reason : 'backfill.incomplete'
      failures += 1
      await timers.wait(delayMs, task.signal)
      task.signal.throwIfAborted()
    }
  }

  /** Pieces of the card that lie in the holes, oldest first. */
  async function piecesOf(wish: DeviceWish): Promise<HeldRange[]> {
    const contents = await cards.contents(wish.cameraId)
    return wish.input.holes.flatMap((hole) =>
      (contents?.held ?? []).flatMap((held) => {
        const inside = intersect(hole, held)
        return inside ? [{ ...inside, token: held.token }] : []
      }),
    )
  }

  /** Fetches what is still missing of the wish. Where it was interrupted shows in the index. */
  async function run(wish: DeviceWish, task: JobTask): Promise<FetchEnd> {
    const camera = await cameras.get(wish.cameraId)
    const { offset } = await cards.offsetOf(wish.cameraId)
    const session: Session = {
      wish,
      task,
      settings: await readBackfillSettings(work.db),
      offset,
      marginMs: (camera.keyframeSpacingMs ?? DEFAULT_KEYFRAMES_MS) + offset.uncertaintyMs,
      bytes: wish.bytes,
      activeMs: wish.result.activeMs,
      savedAtMs: steadyMs(),
    }
    let problem: string | null = null
    for (const piece of await piecesOf(wish)) {
      if (!mayGoOn(session)) break
      problem = (await fetchPiece(session, piece)) ?? problem
    }
    await save(session)
    const isAllThere = holesInside(await missing(wish, wish.input.holes), wish.input.holes).length === 0
    if (!isAllThere && !mayGoOn(session)) return { kind: 'paused', errorCode: null }
    return { kind: 'finished', errorCode: isAllThere ? null : (problem ?? 'backfill.incomplete') }
  }

  return { run }
}
