import type { RtspBehaviour } from './rtsp/rtsp-connection.ts'

export type CameraFault =
  /** The cable is out: all connections end, new ones are refused, RTSP and ONVIF alike. */
  | { readonly kind: 'drop' }
  /** Credentials are refused from now on, and running streams end, as after a changed password. */
  | { readonly kind: 'refuse' }
  /** The encoder hangs: RTSP answers and connections stay, but no packet comes. ONVIF works on. */
  | { readonly kind: 'freeze' }
  /** Like `drop`, and after `downMs` back by itself with the old ports, new sessions and new nonces. */
  | { readonly kind: 'restart'; readonly downMs: number }
  /** RTSP answers 404 for every stream, and running streams end. */
  | { readonly kind: 'not-found' }
  /** The event service lost its mind: subscriptions are gone, pulls under way are hung up on, new ones get a fault. */
  | { readonly kind: 'pull-point-dead' }
  /** Packets of another session, with its own SSRC, come between those of every running stream. */
  | { readonly kind: 'foreign-ssrc' }
  /** All RTSP connections together get no more than this; a live client that falls too far behind is cut off. */
  | { readonly kind: 'slow-link'; readonly bitsPerSecond: number }

export type FaultControl = {
  readonly current: () => CameraFault | null
  readonly rtspBehaviour: () => RtspBehaviour
  readonly refusesCredentials: () => boolean
  readonly pullPointDead: () => boolean
  /** Null: no limit. */
  readonly linkBitsPerSecond: () => number | null
  /** Replaces the fault in force. Resolves when the new state is reached (for `restart`: when the camera is gone). */
  setFault(fault: CameraFault): Promise<void>
  restore(): Promise<void>
  /** Takes everything down for good. */
  shutDown(): Promise<void>
}

/** Something that listens to the network, and can vanish from it. */
export type FaultyListener = { open(): Promise<void>; close(): Promise<void> }

export type FaultControlOptions = {
  readonly rtsp: FaultyListener & { readonly cutConnections: () => void }
  /** What else vanishes with the cable. */
  readonly others: readonly FaultyListener[]
  /** The device forgets sessions, subscriptions and nonces. */
  readonly onRestart: () => void
  readonly onPullPointDead: () => void
  /** Coming back by itself failed, for instance because the port was taken meanwhile. */
  readonly onProblem: (error: Error) => void
}

export function createFaultControl(options: FaultControlOptions): FaultControl {
  const listeners = [options.rtsp, ...options.others]
  let fault: CameraFault | null = null
  let restartTimer: NodeJS.Timeout | undefined
  /** Changes run one after the other: a port is never opened while it is still being closed. */
  let lastChange: Promise<void> = Promise.resolve()

  function change(next: CameraFault | null): Promise<void> {
    clearTimeout(restartTimer)
    fault = next
    lastChange = enterAfter(lastChange, next)
    return lastChange
  }

  async function enterAfter(earlier: Promise<void>, next: CameraFault | null): Promise<void> {
    // An earlier change that failed was reported to whoever asked for it and must not block this one.
    await Promise.allSettled([earlier])
    await enter(next)
  }

  async function enter(next: CameraFault | null): Promise<void> {
    if (next?.kind === 'drop' || next?.kind === 'restart') {
      await Promise.all(listeners.map((listener) => listener.close()))
      if (next.kind === 'restart' && fault === next) scheduleReturn(next.downMs)
      return
    }
    if (next?.kind === 'pull-point-dead') options.onPullPointDead()
    if (next?.kind === 'refuse' || next?.kind === 'not-found') options.rtsp.cutConnections()
    await Promise.all(listeners.map((listener) => listener.open()))
  }

  function scheduleReturn(downMs: number): void {
    options.onRestart()
    restartTimer = setTimeout(() => {
      change(null).catch((cause: unknown) => {
        options.onProblem(new Error('The virtual camera could not come back after its restart', { cause }))
      })
    }, downMs)
  }

  return {
    current: () => fault,
    rtspBehaviour() {
      const kind = fault?.kind
      const isOfRtsp =
        kind === 'refuse' || kind === 'freeze' || kind === 'not-found' || kind === 'foreign-ssrc'
      return isOfRtsp ? kind : 'normal'
    },
    pullPointDead: () => fault?.kind === 'pull-point-dead',
    linkBitsPerSecond: () => (fault?.kind === 'slow-link' ? fault.bitsPerSecond : null),
    refusesCredentials: () => fault?.kind === 'refuse',
    setFault: (next) => change(next),
    restore: () => change(null),
    shutDown: () => change({ kind: 'drop' }),
  }
}
