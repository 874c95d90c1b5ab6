import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'

/** A part with the moment at which its last byte came, by both clocks. */
export type ArrivedPart = FragmentPart & {
  readonly arrivedAtMs: InstantMs
  readonly arrivedSteadyMs: number
  /** It may have lain there before: the host had just stood still. */
  readonly isLate: boolean
}

export type IntakeDeps = {
  readonly clock: Clock
  readonly steadyMs: () => number
  /** More than this waiting to be written, and the disk is too slow: `onOverflow`, and nothing more is taken. */
  readonly maxWaitingBytes: number
  readonly onOverflow: () => void
  /** Whether the host stood still until just now. */
  readonly stoodStill: () => boolean
}

export type StreamIntake = {
  /** In order. A part counts as waiting until the next one is asked for. @throws what the stream threw */
  readonly parts: () => AsyncGenerator<ArrivedPart>
  /** For how long the oldest part has been waiting; 0 when none does. */
  readonly behindMs: () => number
}

/**
 * Takes what a camera sends at the moment it comes, however long the disk takes to write it: the arrival tells when it was
 * filmed, and a camera that is not listened to drops the connection.
 */
export function createStreamIntake(stream: AsyncIterable<FragmentPart>, deps: IntakeDeps): StreamIntake {
  const waiting: ArrivedPart[] = []
  let waitingBytes = 0
  let wake = Promise.withResolvers<void>()
  let ended = false
  let failure: { readonly thrown: unknown } | null = null

  async function take(): Promise<void> {
    try {
      for await (const part of stream) {
        waiting.push({
          ...part,
          arrivedAtMs: deps.clock.nowMs(),
          arrivedSteadyMs: deps.steadyMs(),
          isLate: deps.stoodStill(),
        })
        waitingBytes += part.bytes.length
        wake.resolve()
        // One group alone may be larger than the limit.
        if (waitingBytes <= deps.maxWaitingBytes || waiting.length < 2) continue
        deps.onOverflow()
        break
      }
    } catch (thrown) {
      failure = { thrown }
    } finally {
      ended = true
      wake.resolve()
    }
  }

  async function* parts(): AsyncGenerator<ArrivedPart> {
    void take()
    for (;;) {
      const part = waiting[0]
      if (part) {
        // Whoever takes it may free its bytes.
        const sizeBytes = part.bytes.length
        yield part
        waiting.shift()
        waitingBytes -= sizeBytes
      } else if (ended) {
        if (failure) throw failure.thrown
        return
      } else {
        wake = Promise.withResolvers()
        await wake.promise
      }
    }
  }

  return {
    parts,
    behindMs: () => {
      const oldest = waiting[0]
      return oldest ? Math.max(0, Math.round(deps.steadyMs() - oldest.arrivedSteadyMs)) : 0
    },
  }
}
