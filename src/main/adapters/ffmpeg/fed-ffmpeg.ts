import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#shared/kernel/app-error.ts'
import { logTail } from './log-tail.ts'
import { endWithProgram } from './process-guard.ts'

/** The recorder comes first. */
function lowerPriority(processId: number | undefined): void {
  if (processId === undefined) return
  try {
    setPriority(processId, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It may have ended already, or the system may not allow it: then it runs as others do.
  }
}

/** @throws what the input threw; that ffmpeg stops reading is told by its exit */
async function feed(child: ChildProcessWithoutNullStreams, input: AsyncIterable<Uint8Array>): Promise<void> {
  let failure: { readonly thrown: unknown } | null = null
  async function* watched() {
    try {
      yield* input
    } catch (thrown) {
      failure = { thrown }
      throw thrown
    }
  }
  await pipeline(watched, child.stdin).catch(() => {
    if (failure) throw failure.thrown
  })
}

type FedRun<Piece> = {
  readonly ffmpegPath: string
  /** From `pipe:0` to `pipe:1`. */
  readonly args: readonly string[]
  readonly input: AsyncIterable<Uint8Array>
  readonly signal: AbortSignal
  /** Cuts what ffmpeg writes. */
  readonly read: (stdout: AsyncIterable<Uint8Array>) => AsyncIterable<Piece>
  /** Code of the error when ffmpeg fails. */
  readonly failure: string
}

/**
 * What ffmpeg makes of an input that is fed to it, as it comes. It runs at low priority, and ends with the program, when
 * `signal` fires, and when nobody reads on.
 * @throws AppError `cancelled call.cancelled`, `unavailable <failure> {log}`, and what the input threw
 */
export async function* outputOf<Piece>(run: FedRun<Piece>): AsyncGenerator<Piece> {
  const { ffmpegPath, args, input, signal, read, failure } = run
  const child = spawn(ffmpegPath, args, { signal, windowsHide: true })
  const ended = new Promise<number | null>((settle) => {
    child.on('error', () => settle(null))
    child.once('close', settle)
  })
  endWithProgram(child)
  lowerPriority(child.pid)
  const log = logTail(child.stderr)
  const fed = feed(child, input)
  // Who throws is awaited below; a rejection in between must not end the program.
  fed.catch(() => child.kill('SIGKILL'))
  try {
    yield* read(child.stdout)
    const code = await ended
    await fed
    if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
    if (code !== 0) throw new AppError('unavailable', failure, { log: log() })
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
