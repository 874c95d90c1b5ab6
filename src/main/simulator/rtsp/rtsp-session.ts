import type { RtpSender } from './rtp-sender.ts'
import type { RtspReply, RtspRequest } from './rtsp-message.ts'

/** What one client has set up on a connection: live pictures or a replay. */
export type RtspSession = {
  readonly id: string
  /** Adds a track on an interleaved channel; null when there is no such track. */
  setUp(request: RtspRequest, track: number, channel: number): RtpSender | null
  /** Judges a PLAY; packets flow from the reply's `afterwards` on. */
  play(request: RtspRequest): RtspReply
  /** Null: this cannot be paused. */
  readonly pause: (() => void) | null
  end(): void
}

const sessionTimeoutSeconds = 60

export function sessionHeaders(id: string): readonly (readonly [string, string])[] {
  return [['Session', `${id};timeout=${sessionTimeoutSeconds}`]]
}
