import { encodeLiveFrame } from '#shared/live/live-frames.rules.ts'
import type { LiveListener, LivePart } from './live-source.ts'

/** What one slow viewer may leave unread before pictures are dropped for it, up to the next keyframe. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024

function payloadOf(part: LivePart): Uint8Array {
  return part.kind === 'state' ? new TextEncoder().encode(JSON.stringify(part.state)) : part.bytes
}

/**
 * Joins sources into the body of one answer. A viewer that reads too slowly misses pictures, never their order, and holds
 * nobody else up.
 * @param join for each channel: starts to listen; @returns ends it
 */
export function liveAnswer(
  join: readonly ((listener: LiveListener) => () => void)[],
): ReadableStream<Uint8Array> {
  const unread: Uint8Array[] = []
  let unreadBytes = 0
  let leaves: (() => void)[] = []
  let wanted: (() => void) | null = null

  function listenerOf(channel: number): LiveListener {
    let waitsForKeyframe = false
    return (part) => {
      if (part.kind === 'fragment') {
        if (part.isKeyframe) waitsForKeyframe = unreadBytes > MAX_UNREAD_BYTES
        else if (unreadBytes > MAX_UNREAD_BYTES) waitsForKeyframe = true
        if (waitsForKeyframe) return
      }
      const frame = encodeLiveFrame({ kind: part.kind, channel, payload: payloadOf(part) })
      unread.push(frame)
      unreadBytes += frame.length
      wanted?.()
    }
  }

  const leave = (): void => {
    for (const end of leaves) end()
    leaves = []
  }

  return new ReadableStream<Uint8Array>(
    {
      start: () => {
        leaves = join.map((listen, channel) => listen(listenerOf(channel)))
      },
      pull: async (controller) => {
        if (unread.length === 0) await new Promise<void>((resume) => (wanted = resume))
        wanted = null
        for (const frame of unread.splice(0)) controller.enqueue(frame)
        unreadBytes = 0
      },
      cancel: leave,
    },
    { highWaterMark: 1 },
  )
}
