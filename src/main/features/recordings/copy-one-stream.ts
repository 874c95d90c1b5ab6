import { freeBytes } from '#shared/kernel/free-bytes.ts'
import type { Timers } from '#main/ports/timers.ts'
import type { CopyAudio, StreamCopy, VideoTool } from '#main/ports/video-tool.ts'
import { type Outcome, outcomeOfEnd } from './recorder-outcome.ts'
import { LOOK_MS, type RecorderSettings } from './recorder-settings.ts'
import type { RecordingSession, SessionDeps } from './recording-session.ts'
import { MAX_SEGMENT_MS } from './segment.model.ts'
import { createStreamIntake } from './stream-intake.ts'

/** So often ffmpeg tells how many pictures came before a stream without any is given up. */
const TELLINGS_IN_STALL = 3
/** A look that comes later than this was held up, and whatever came meanwhile lies waiting. */
const STOOD_STILL_MS = 500

type CopyDeps = SessionDeps & {
  readonly video: VideoTool
  readonly timers: Timers
  readonly stream: { readonly url: string }
  readonly settings: RecorderSettings
}

export type CopyOptions = {
  readonly audio: CopyAudio
  readonly signal: AbortSignal
  /** What ends the run when `signal` fires. */
  readonly stopReason: () => string
  readonly onStart: (copy: StreamCopy, behindMs: () => number) => void
  /** The stream ended without being asked to. */
  readonly onEnd: (reason: string, log: string) => void
}

/** Knows that the host's thread stood still: a timer that should have called before did not. */
function createStillness(steadyMs: () => number) {
  let lookedMs = steadyMs()
  let isLate = false
  return {
    look: (): void => {
      const nowMs = steadyMs()
      isLate = nowMs - lookedMs > LOOK_MS + STOOD_STILL_MS
      lookedMs = nowMs
    },
    /** Until the next look, one interval after. */
    stoodStill: (): boolean => isLate || steadyMs() - lookedMs > LOOK_MS + STOOD_STILL_MS,
  }
}

/** Tells a dead connection by what it brings, not by whether its process lives. @returns ends the watch */
function watch(
  deps: CopyDeps,
  copy: StreamCopy,
  groupCameMs: () => number,
  look: () => void,
  giveUp: (outcome: Outcome) => void,
) {
  let pictures = 0
  let pictureCameMs = deps.steadyMs()
  return deps.timers.every(LOOK_MS, () => {
    look()
    const nowMs = deps.steadyMs()
    if (copy.pictures() > pictures) pictureCameMs = nowMs
    pictures = copy.pictures()
    if (copy.strayPackets() > 0) giveUp({ cause: 'camera-offline', reason: 'foreign-packets' })
    if (nowMs - pictureCameMs > deps.settings.stallMs) giveUp({ cause: 'camera-offline', reason: 'stalled' })
    // ffmpeg holds a group in memory until the next keyframe comes.
    if (nowMs - groupCameMs() > MAX_SEGMENT_MS + deps.settings.stallMs)
      giveUp({ cause: 'camera-offline', reason: 'keyframes-too-far' })
  })
}

/**
 * One connection, from its start to its end: everything that comes is handed to the session, which is ended in good order.
 * @throws what a failed write threw, after the session let go of its file
 */
export async function copyOneStream(
  deps: CopyDeps,
  session: RecordingSession,
  options: CopyOptions,
): Promise<Outcome> {
  const copy = deps.video.copyStream(
    deps.stream.url,
    options.audio,
    deps.settings.stallMs / TELLINGS_IN_STALL,
  )
  let stopped: Outcome | null = null
  let groupCameMs = deps.steadyMs()
  const giveUp = (outcome: Outcome, graceMs?: number): void => {
    stopped ??= outcome
    copy.stop(graceMs)
  }
  const stillness = createStillness(deps.steadyMs)
  const intake = createStreamIntake(copy.output, {
    ...deps,
    ...deps.settings,
    stoodStill: stillness.stoodStill,
    onOverflow: () => giveUp({ cause: 'recorder-down', reason: 'disk-too-slow' }, 0),
  })
  options.onStart(copy, intake.behindMs)
  if (options.signal.aborted) copy.stop(0)
  const endWatch = watch(
    deps,
    copy,
    () => groupCameMs,
    stillness.look,
    (outcome) => giveUp(outcome, 0),
  )
  try {
    for await (const part of intake.parts()) {
      groupCameMs = part.arrivedSteadyMs
      const fault = copy.strayPackets() > 0 ? 'foreign-packets' : await session.accept(part)
      // A header is kept for the runs to come; a group is in its file.
      if (part.kind === 'group') freeBytes(part.bytes)
      if (fault) {
        giveUp({ cause: 'camera-offline', reason: fault }, 0)
        break
      }
      if ((await deps.storage.writableFolder()) === null)
        giveUp({ cause: 'disk-full', reason: 'disk-reserve' })
    }
    const { reason, log } = await copy.ended
    if (reason !== 'stopped') options.onEnd(reason, log)
    const outcome = stopped ?? outcomeOfEnd(reason)
    await session.end(options.signal.aborted ? options.stopReason() : outcome.reason)
    return outcome
  } catch (thrown) {
    await session.abandon()
    throw thrown
  } finally {
    endWatch()
    copy.stop(0)
    await copy.ended
  }
}
