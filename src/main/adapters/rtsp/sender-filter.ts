/** After so many packets of one other sender and none of the announced, the announcement was wrong. */
const PATIENCE = 50

export type SenderFilter = {
  readonly accepts: (ssrc: number) => boolean
  /** Packets of others so far. */
  readonly strays: () => number
  /** Senders heard, ours among them. */
  readonly senders: () => number
}

/**
 * Tells our RTP sender from another session's whose packets come over the same connection. The one that the camera
 * announced is ours, else the first; a camera that announces one and sends another is believed by what it sends.
 */
export function createSenderFilter(announced: number | null): SenderFilter {
  const heard = new Set<number>()
  let ours = announced
  let strays = 0
  return {
    accepts: (ssrc) => {
      heard.add(ssrc)
      ours ??= ssrc
      if (ssrc !== ours && !heard.has(ours) && heard.size === 1 && strays >= PATIENCE) ours = ssrc
      if (ssrc === ours) return true
      strays += 1
      return false
    },
    strays: () => strays,
    senders: () => heard.size,
  }
}
