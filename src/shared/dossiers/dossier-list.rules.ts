import type { InstantMs } from '../kernel/instant.ts'
import type { ListTimeliness } from './dossier-list.model.ts'
import { type TimelinessClass, VENDOR_OPTIONS } from './timeliness.model.ts'
import { type JudgedDossier, judgeTimeliness } from './timeliness.rules.ts'

const LIST_WORDS: Readonly<Record<TimelinessClass, ListTimeliness>> = {
  early: 'early',
  'on-time': 'on-time',
  overdue: 'overdue',
  'pending-in-time': 'open-in-time',
  'pending-overdue': 'open-overdue',
  excluded: 'uncounted',
}

/** Where a dossier stands now, as the reports judge it by their first basis: finished, compared by date. */
export function listTimelinessOf(dossier: JudgedDossier, nowMs: InstantMs): ListTimeliness {
  const basis = { instant: 'finished', resolution: 'date' } as const
  return LIST_WORDS[judgeTimeliness(dossier, { basis, options: VENDOR_OPTIONS, asOfMs: nowMs + 1 }).class]
}

/** A code as it is compared: capitals, without separators. `'h42.18-261120-0007'` → `'H42182611200007'` */
export function bareCode(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
