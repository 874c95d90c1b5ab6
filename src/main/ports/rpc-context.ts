import type { Call } from './call.ts'

/** What a router's handler is given. The guard in main/host has checked session and permission before. */
export type RpcContext = {
  readonly call: Call
  readonly session: {
    /** SHA-256 of the caller's session token; null on public calls without one. */
    readonly tokenSha256: string | null
    /** Sets the session cookie of the answer; null ends it. */
    readonly setToken: (token: string | null) => void
  }
}
