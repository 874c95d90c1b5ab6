import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { DeadlineSteps } from '#renderer/ui/deadline-steps.tsx'
import { formatDate, formatDateTime, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Dossier } from '#shared/dossiers/dossiers.model.ts'
import { TimelinessMark } from './timeliness-mark.tsx'

/**
 * The due date as the register holds it, how the dossier stands against it (both days, and the basis), and what the rule
 * comes to, step by step: that audits the due date and never takes its place.
 */
export function DeadlinePanel({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const { t } = useTranslation()
  const nowMs = useNow()
  const { dueAtLogMs, finishedAtLogMs, returnedAtLogMs } = dossier
  const deadline = useQuery(orpc.reports.deadline.queryOptions({ input: { dossierId: dossier.id } }))
  const procedure = deadline.data?.procedure ?? null
  const endedMs = finishedAtLogMs ?? returnedAtLogMs
  const basis = finishedAtLogMs === null && returnedAtLogMs !== null ? 'returned' : 'finished'
  return (
    <Panel title={t('dossiers.one.deadline')} aside={<TimelinessMark dossier={dossier} nowMs={nowMs} />}>
      <dl className="dossier-facts">
        <div>
          <dt>{t('dossiers.one.due')}</dt>
          <dd>{dueAtLogMs === null ? NONE : formatDateTime(dueAtLogMs)}</dd>
        </div>
        <div>
          <dt>{t(`dossiers.one.ended.${basis}`)}</dt>
          <dd>{endedMs === null ? t('dossiers.one.notEnded') : formatDateTime(endedMs)}</dd>
        </div>
      </dl>
      {dueAtLogMs !== null && (
        <p className="mc-quiet">
          {t('dossiers.one.byDay', {
            ended: formatDate(endedMs ?? nowMs),
            due: formatDate(dueAtLogMs),
            basis: t(endedMs === null ? 'dossiers.one.basis.today' : `dossiers.one.basis.${basis}`),
          })}
        </p>
      )}
      {deadline.data !== undefined && (
        <DeadlineSteps
          audit={deadline.data.audit}
          procedure={procedure === null ? null : `${procedure.code} ${procedure.name}`}
        />
      )}
    </Panel>
  )
}
