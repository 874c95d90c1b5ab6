import { startOfVietnamDay, type InstantMs } from '../kernel/instant.ts'
import type { ListTimeliness } from './dossier-list.model.ts'
import type { Dossier, DossierStatus } from './dossiers.model.ts'

/** Not part of any count: registered only, or refused. */
export const UNCOUNTED_STATUSES: readonly DossierStatus[] = ['registered', 'not-received']
/** Ended by the citizen or waiting for one: counted as in time, as the national reports do. */
export const IN_TIME_STATUSES: readonly DossierStatus[] = [
  'withdrawn',
  'supplement-requested',
  'payment-requested',
  'stopped',
]

type Dated = Pick<Dossier, 'status' | 'dueAtLogMs' | 'finishedAtLogMs' | 'returnedAtLogMs'>

/** Basis: finished by day; where the register holds no day of finishing, the day of return. */
export function listTimelinessOf(dossier: Dated, nowMs: InstantMs): ListTimeliness {
  const { status, dueAtLogMs } = dossier
  if (status !== null && UNCOUNTED_STATUSES.includes(status)) return 'uncounted'
  if (status === 'withdrawn') return 'on-time'
  const endedMs = dossier.finishedAtLogMs ?? dossier.returnedAtLogMs
  const dueDay = dueAtLogMs === null ? null : startOfVietnamDay(dueAtLogMs)
  if (endedMs !== null) {
    const endedDay = startOfVietnamDay(endedMs)
    if (dueDay === null || endedDay === dueDay) return 'on-time'
    return endedDay < dueDay ? 'early' : 'overdue'
  }
  if (status !== null && IN_TIME_STATUSES.includes(status)) return 'open-in-time'
  return dueDay !== null && startOfVietnamDay(nowMs) > dueDay ? 'open-overdue' : 'open-in-time'
}

/** A code as it is compared: capitals, without separators. `'h42.18-261120-0007'` → `'H42182611200007'` */
export function bareCode(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
