import { createHash } from 'node:crypto'
import type { CameraCredentials, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { Clock } from '#main/ports/clock.ts'
import { settleCredentials } from './probe-ladder.ts'

/** A camera that was looked at so lately need not be looked at again before it is added. */
const FRESH_MS = 10 * MINUTE_MS

export type ProbeCache = {
  readonly keep: (login: CameraCredentials, report: ProbeReport) => void
  /** The report of the same address, name and password, where every rung held; null when there is none or it is old. */
  readonly find: (login: CameraCredentials) => ProbeReport | null
}

/** The password is not kept, only its hash together with address and name. */
function keyOf(login: CameraCredentials): string | null {
  const settled = settleCredentials(login)
  if (!settled) return null
  const { address, username, password } = settled
  return createHash('sha256')
    .update(JSON.stringify([address, username, password]))
    .digest('hex')
}

/** Good reports of the last ten minutes, so that adding sixty cameras that were just probed is quick. */
export function createProbeCache(clock: Clock): ProbeCache {
  const reports = new Map<string, ProbeReport>()

  const isFresh = ({ probedAtMs }: ProbeReport): boolean => {
    const ageMs = clock.nowMs() - probedAtMs
    return ageMs >= 0 && ageMs < FRESH_MS
  }

  return {
    keep: (login, report) => {
      for (const [key, kept] of reports) if (!isFresh(kept)) reports.delete(key)
      const key = keyOf(login)
      if (key === null) return
      if (report.ok) reports.set(key, { ...report, snapshotJpeg: null })
      else reports.delete(key)
    },
    find: (login) => {
      const report = reports.get(keyOf(login) ?? '')
      return report && isFresh(report) ? report : null
    },
  }
}
