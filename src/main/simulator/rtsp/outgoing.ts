import type { Socket } from 'node:net'

/** What the camera's network can carry, shared by all its connections. */
export type Link = {
  /** Null: as much as the sockets take. */
  readonly bitsPerSecond: () => number | null
  /** How many of these bytes may leave now. */
  take(bytes: number): number
}

/** One connection's way out. */
export type Outgoing = {
  /** Never waits: a client that leaves more than the maximum unread is cut off. */
  send(bytes: Buffer): void
  /** Resolves when little is left unsent (or the connection is gone): for senders that can wait. */
  whenShort(): Promise<void>
  /** Ends the connection behind the last byte. */
  end(): void
}

const slowTickMs = 40
const mostShortBytes = 64 * 1024

export function createLink(bitsPerSecond: () => number | null): Link {
  let credit = 0
  let filledMs = performance.now()
  return {
    bitsPerSecond,
    take(bytes) {
      const limit = bitsPerSecond()
      if (limit === null) return bytes
      const nowMs = performance.now()
      // Unused capacity is lost: a link does not save up.
      const mostCredit = (limit / 8_000) * 2 * slowTickMs
      credit = Math.min(mostCredit, credit + ((nowMs - filledMs) * limit) / 8_000)
      filledMs = nowMs
      const granted = Math.min(bytes, Math.floor(credit))
      credit -= granted
      return granted
    },
  }
}

export function createOutgoing(socket: Socket, link: Link, maximumQueuedBytes: number): Outgoing {
  let held: Buffer[] = []
  let heldBytes = 0
  let timer: NodeJS.Timeout | undefined
  const waiting: (() => void)[] = []
  let ending = false

  const shortBytes = Math.min(mostShortBytes, maximumQueuedBytes / 2)
  const unsentBytes = (): number => heldBytes + socket.writableLength

  function wake(): void {
    if (unsentBytes() > shortBytes && !socket.destroyed) return
    for (const resolve of waiting.splice(0)) resolve()
  }

  function flush(): void {
    while (held.length > 0) {
      const [first = Buffer.alloc(0), ...rest] = held
      const granted = link.take(first.length)
      if (granted > 0) socket.write(first.subarray(0, granted), wake)
      heldBytes -= granted
      held = granted < first.length ? [first.subarray(granted), ...rest] : rest
      if (granted < first.length) break
    }
    wake()
    if (held.length > 0) timer ??= setInterval(flush, slowTickMs)
    else stopTimer()
    if (held.length === 0 && ending) socket.end()
  }

  function stopTimer(): void {
    clearInterval(timer)
    timer = undefined
  }

  socket.on('close', () => {
    stopTimer()
    held = []
    heldBytes = 0
    wake()
  })
  return {
    send(bytes) {
      if (!socket.writable) return
      if (unsentBytes() > maximumQueuedBytes) {
        socket.destroy()
      } else if (held.length === 0 && link.bitsPerSecond() === null) {
        socket.write(bytes, wake)
      } else {
        held.push(bytes)
        heldBytes += bytes.length
        flush()
      }
    },
    async whenShort() {
      if (unsentBytes() <= shortBytes || socket.destroyed) return
      await new Promise<void>((resolve) => waiting.push(resolve))
    },
    end() {
      ending = true
      flush()
    },
  }
}
