import type { FindingKind } from '#shared/findings/findings.model.ts'

/** What can be noticed of a dossier: the kinds that a list of dossiers can be narrowed to. */
export const DOSSIER_FINDINGS = [
  'dossier-without-footage',
  'due-date-disagrees',
  'overdue-without-apology',
  'receipt-back-dated',
  'due-date-moved',
  'dossier-vanished',
  'late-keying',
  'received-outside-hours',
  'two-receptions-at-once',
  'end-of-day-burst',
  'dossier-without-person',
] as const satisfies readonly FindingKind[]
