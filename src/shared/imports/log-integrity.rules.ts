import type { FindingKind } from '../findings/findings.model.ts'
import { DAY_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '../kernel/instant.ts'
import { contains, type TimeRange } from '../kernel/time-range.ts'
import type { DossierRegisterRow } from './import-rows.model.ts'

/** Where a rule begins to speak. */
export const INTEGRITY_THRESHOLDS = {
  /** Two counters save at their own pace: a receipt this much older than the newest of an export may just be late. */
  receiptToleranceMs: 15 * MINUTE_MS,
  endOfDay: { windowMs: 15 * MINUTE_MS, leastActs: 8, leastShare: 0.4 },
  /** From so many rows and such a share on, two files rather have different filters than that each row was touched. */
  otherSelection: { leastRows: 20, share: 0.5 },
} as const

/** Something to look at; instants are log time, `code` null where it is about a whole day. */
export type IntegrityNote = {
  readonly kind: Extract<
    FindingKind,
    'receipt-back-dated' | 'due-date-moved' | 'dossier-vanished' | 'end-of-day-burst'
  >
  readonly code: string | null
  readonly atLogMs: InstantMs
  readonly fromLogMs: InstantMs
  readonly toLogMs: InstantMs
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly confidence: number
  /** Unique within its kind and source. */
  readonly key: string
}

type FieldText = { readonly field: string; readonly before: string | null; readonly after: string | null }
export type ChangedDossier = { readonly row: DossierRegisterRow; readonly fields: readonly FieldText[] }

/** A period that an earlier file told, and the newest receipt in it that did not come with this one. */
export type EarlierCover = { readonly range: TimeRange; readonly newestLogMs: InstantMs }

/** A date without a time of day. */
export function isDateOnly(atMs: InstantMs): boolean {
  return startOfVietnamDay(atMs) === atMs
}

function instantsOf(
  changed: ChangedDossier,
  field: string,
): { before: number | null; after: number | null } | null {
  const found = changed.fields.find((each) => each.field === field)
  if (!found) return null
  const read = (text: string | null): number | null => (text === null ? null : Number(text))
  return { before: read(found.before), after: read(found.after) }
}

function note(
  kind: IntegrityNote['kind'],
  code: string,
  atLogMs: InstantMs,
  rest: Pick<IntegrityNote, 'detail' | 'confidence' | 'key'>,
): IntegrityNote {
  return { kind, code, atLogMs, fromLogMs: atLogMs, toLogMs: atLogMs, ...rest }
}

/** A receipt that the earlier export had at a later moment. */
function movedReceipts(changed: readonly ChangedDossier[]): IntegrityNote[] {
  return changed.flatMap((each) => {
    const moved = instantsOf(each, 'receivedAtLogMs')
    if (!moved || moved.before === null || moved.after === null || moved.after >= moved.before) return []
    const { code, channel } = each.row
    return note('receipt-back-dated', code, moved.after, {
      detail: { code, channel, beforeLogMs: moved.before, afterLogMs: moved.after },
      confidence: 1,
      key: `${code}:${moved.before}:${moved.after}`,
    })
  })
}

/**
 * A dossier that no earlier export had, received before the newest receipt that an earlier export of that period
 * already told. A date without a time counts as the end of its day. Online and postal dossiers may be keyed late for
 * good reasons, so they weigh less.
 */
function lateReceipts(
  fresh: readonly DossierRegisterRow[],
  earlier: readonly EarlierCover[],
  rejectedEarlier: ReadonlySet<string>,
): IntegrityNote[] {
  const found = fresh.flatMap((row) => {
    const { receivedAtLogMs, code, channel } = row
    if (receivedAtLogMs === null || rejectedEarlier.has(code)) return []
    const latestMs = isDateOnly(receivedAtLogMs) ? receivedAtLogMs + DAY_MS : receivedAtLogMs
    const cover = earlier.find(
      ({ range, newestLogMs }) =>
        contains(range, receivedAtLogMs) && newestLogMs - latestMs >= INTEGRITY_THRESHOLDS.receiptToleranceMs,
    )
    if (!cover) return []
    return note('receipt-back-dated', code, receivedAtLogMs, {
      detail: {
        code,
        channel,
        beforeLogMs: null,
        afterLogMs: receivedAtLogMs,
        newestToldLogMs: cover.newestLogMs,
      },
      confidence: channel === 'walk-in' ? 0.9 : 0.5,
      key: `${code}:new:${receivedAtLogMs}`,
    })
  })
  const { leastRows, share } = INTEGRITY_THRESHOLDS.otherSelection
  const isOtherSelection = found.length >= leastRows && found.length > share * fresh.length
  return isOtherSelection ? found.map((each) => ({ ...each, confidence: 0.3 })) : found
}

/** A due date that was there and is another now; one that only gained its time of day is the same. */
function movedDueDates(changed: readonly ChangedDossier[]): IntegrityNote[] {
  return changed.flatMap((each) => {
    const moved = instantsOf(each, 'dueAtLogMs')
    if (!moved || moved.before === null) return []
    const { before, after } = moved
    if (isDateOnly(before) && after !== null && startOfVietnamDay(after) === before) return []
    const { code, status } = each.row
    const afterSupplement = status === 'supplement-requested'
    return note('due-date-moved', code, after ?? before, {
      detail: { code, beforeLogMs: before, afterLogMs: after, afterSupplement },
      confidence: afterSupplement ? 0.5 : 1,
      key: `${code}:${before}:${after ?? ''}`,
    })
  })
}

export type RegisterComparison = {
  readonly fresh: readonly DossierRegisterRow[]
  readonly changed: readonly ChangedDossier[]
  readonly vanished: readonly { readonly code: string; readonly receivedAtLogMs: InstantMs }[]
  readonly earlier: readonly EarlierCover[]
  readonly rejectedEarlier: ReadonlySet<string>
  /** Tells one file's vanished dossiers from another's. */
  readonly importKey: string
}

/** What a later export of a dossier register gives to look at, against what earlier ones told. */
export function noticeRegisterChanges(comparison: RegisterComparison): IntegrityNote[] {
  const { fresh, changed, vanished, earlier, rejectedEarlier, importKey } = comparison
  return [
    ...movedReceipts(changed),
    ...lateReceipts(fresh, earlier, rejectedEarlier),
    ...movedDueDates(changed),
    ...vanished.map(({ code, receivedAtLogMs }) =>
      note('dossier-vanished', code, receivedAtLogMs, {
        detail: { code, beforeLogMs: receivedAtLogMs, afterLogMs: null },
        confidence: 1,
        key: `${code}:${importKey}`,
      }),
    ),
  ]
}
