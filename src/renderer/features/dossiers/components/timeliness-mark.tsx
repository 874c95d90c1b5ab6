import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime, NONE } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { ListTimeliness } from '#shared/dossiers/dossier-list.model.ts'
import { listTimelinessOf } from '#shared/dossiers/dossier-list.rules.ts'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'

const TONES = {
  early: 'ok',
  'on-time': 'ok',
  overdue: 'danger',
  'open-in-time': 'running',
  'open-overdue': 'danger',
  uncounted: 'neutral',
} as const satisfies Record<ListTimeliness, string>

type TimelinessMarkProps = { readonly dossier: Dossier; readonly nowMs: number }

/** How it stands against its due date, by day; the pointer tells the due date and the basis. */
export function TimelinessMark({ dossier, nowMs }: TimelinessMarkProps): ReactNode {
  const { t } = useTranslation()
  const timeliness = listTimelinessOf(dossier, nowMs)
  const due = dossier.dueAtLogMs === null ? NONE : formatDateTime(dossier.dueAtLogMs)
  return (
    <span title={t('dossiers.list.dueAndBasis', { due })}>
      <StatusMark tone={TONES[timeliness]}>{t(`dossiers.timelinessShort.${timeliness}`)}</StatusMark>
    </span>
  )
}
