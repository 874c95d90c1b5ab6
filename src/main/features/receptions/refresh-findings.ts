import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import {
  delegatedFindings,
  notHeldFindings,
  type ReceptionFinding,
} from '#shared/receptions/reception-findings.rules.ts'
import type { NewFinding } from '#main/ports/findings-log.ts'
import { deleteRefresh, listRefreshes, readReceptionRules } from './reception-settings.repository.ts'
import type { ReceptionsDeps } from './receptions.ports.ts'
import type { createSchedule } from './schedule.ts'
import { latestVisitDay } from './visits.repository.ts'

const KINDS = ['session-not-held', 'delegated-to-deputy'] as const
const SWEEP_MS = MINUTE_MS
/** Footage that comes late (from a camera's card) is looked at again for so long. */
const LOOK_BACK_DAYS = 35
const LOOK_BACK_EVERY_MS = HOUR_MS

/** Keeps the findings of schedule against register and footage as true as what they are made of. */
export function createRefreshFindings(
  deps: ReceptionsDeps,
  { judge }: Pick<ReturnType<typeof createSchedule>, 'judge'>,
) {
  const { work, clock, timers, units, findings, log } = deps
  let endTimer: (() => void) | null = null
  let running: Promise<void> | null = null
  let lookedBackAtMs = 0

  /** Judges those days of the room anew: what is no longer true goes, unless a person has decided on it. */
  async function refreshReceptionFindings(roomId: Id, range: TimeRange): Promise<void> {
    const whole = {
      fromMs: startOfVietnamDay(range.fromMs),
      toMs: startOfVietnamDay(range.toMs - 1) + DAY_MS,
    }
    // Before the transaction: SQLite has one connection, and the footage is read by others.
    const { sessions, register, windowOf } = await judge(roomId, whole)
    const registerToMs = await latestVisitDay(work.db, roomId)
    const rules = await readReceptionRules(work.db)
    const found: ReceptionFinding[] = [
      ...notHeldFindings(sessions, registerToMs),
      ...delegatedFindings(roomId, register, rules, windowOf),
    ]
    const noted = found.map(
      (finding): NewFinding => ({
        ...finding,
        roomId,
        origin: { kind: 'reception', id: finding.subject.id },
      }),
    )
    await work.bookkeep((transaction) =>
      findings.replace(transaction, { kinds: KINDS, roomId, range: whole }, noted),
    )
  }

  async function lookBack(): Promise<void> {
    const nowMs = clock.nowMs()
    if (nowMs - lookedBackAtMs < LOOK_BACK_EVERY_MS) return
    lookedBackAtMs = nowMs
    const range = { fromMs: nowMs - LOOK_BACK_DAYS * DAY_MS, toMs: nowMs }
    for (const { id, kind } of await units.rooms())
      if (kind === 'reception-room') await refreshReceptionFindings(id, range)
  }

  /** What registers and schedules have changed since, and once an hour the last weeks, for footage that came late. */
  async function sweep(): Promise<void> {
    for (const { id, roomId, fromMs, toMs } of await listRefreshes(work.db)) {
      await refreshReceptionFindings(roomId, { fromMs, toMs })
      await work.bookkeep((transaction) => deleteRefresh(transaction, id))
    }
    await lookBack()
  }

  function sweepSoon(): Promise<void> {
    running ??= sweep()
      .catch((thrown: unknown) => log(`receptions: ${messageOf(thrown)}`))
      .finally(() => {
        running = null
      })
    return running
  }

  function start(): void {
    endTimer ??= timers.every(SWEEP_MS, () => void sweepSoon())
  }

  async function stop(): Promise<void> {
    endTimer?.()
    endTimer = null
    await running
  }

  return { refreshReceptionFindings, sweep: sweepSoon, start, stop }
}
