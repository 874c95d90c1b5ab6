import { formatVietnamDate, type InstantMs } from '../kernel/instant.ts'
import type { TimeRange } from '../kernel/time-range.ts'
import type { ReceptionRules } from './reception-rules.model.ts'
import type { ScheduledSession } from './schedule.model.ts'
import { beginsAt, endsAt, type RegisterEntry } from './session-state.rules.ts'

type Detail = Readonly<Record<string, string | number | boolean | null>>

/** A finding without its place: who keeps it adds the room. */
export type ReceptionFinding = TimeRange & {
  readonly kind: 'session-not-held' | 'delegated-to-deputy'
  readonly atMs: InstantMs
  readonly subject: { readonly kind: 'reception-session' | 'reception-visit'; readonly id: string }
  readonly detail: Detail
  readonly dedupeKey: string
}

/** From 01/07/2026 no deputy may receive in place of the chair; before, it was lawful ủy quyền tiếp. */
export function isUnlawfulDelegation(
  { regime, dayMs }: { readonly regime: string; readonly dayMs: InstantMs },
  { delegationEndsMs }: Pick<ReceptionRules, 'delegationEndsMs'>,
): boolean {
  return regime === 'delegated' && delegationEndsMs !== null && dayMs >= delegationEndsMs
}

/**
 * Sessions with neither register entry nor footage.
 * @param registerToMs latest day that the register tells of: where it ends before the session, the file may be missing
 */
export function notHeldFindings(
  sessions: readonly ScheduledSession[],
  registerToMs: InstantMs | null,
): ReceptionFinding[] {
  return sessions
    .filter(({ sessionState }) => sessionState === 'not-held')
    .map((session) => ({
      kind: 'session-not-held',
      atMs: beginsAt(session.windows),
      fromMs: beginsAt(session.windows),
      toMs: endsAt(session.windows),
      subject: { kind: 'reception-session', id: session.id },
      detail: {
        incidentCode: session.hostRole === 'chair' ? 'RC-01' : 'RC-05',
        hostRole: session.hostRole,
        hostName: session.hostName,
        session: session.session,
        cause: session.footage?.causes[0]?.state ?? null,
        registerReaches: registerToMs !== null && registerToMs >= session.dayMs,
        registerToMs,
      },
      dedupeKey: `session ${session.id}`,
    }))
}

/** Visits that a deputy received although none may: one finding per day and half, however many visits it had. */
export function delegatedFindings(
  roomId: string,
  entries: readonly RegisterEntry[],
  rules: Pick<ReceptionRules, 'delegationEndsMs'>,
  windowOf: (entry: RegisterEntry) => TimeRange,
): ReceptionFinding[] {
  const groups = new Map<string, RegisterEntry[]>()
  for (const entry of entries) {
    if (!isUnlawfulDelegation(entry, rules)) continue
    const key = `visits ${roomId} ${formatVietnamDate(entry.dayMs)} ${entry.session ?? 'day'}`
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups].flatMap(([dedupeKey, [first, ...others]]) => {
    if (first === undefined) return []
    const { fromMs, toMs } = windowOf(first)
    return [
      {
        kind: 'delegated-to-deputy',
        atMs: fromMs,
        fromMs,
        toMs,
        subject: { kind: 'reception-visit', id: first.id },
        detail: {
          incidentCode: 'RC-02',
          visits: 1 + others.length,
          receiverName: first.receiverName,
          session: first.session,
          lawFromMs: rules.delegationEndsMs,
        },
        dedupeKey,
      },
    ]
  })
}
