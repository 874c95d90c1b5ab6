import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { DeadlineSteps } from '#renderer/ui/deadline-steps.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { ReportDossier } from '#shared/reports/reports.model.ts'

/** One dossier's due date held against the rule. */
export function DeadlineOf({ dossier }: { readonly dossier: ReportDossier }): ReactNode {
  const { t } = useTranslation()
  const deadline = useQuery(orpc.reports.deadline.queryOptions({ input: { dossierId: dossier.id } }))
  return (
    <Panel title={t('reports.deadlineOf', { code: dossier.code })}>
      <QueryView query={deadline} rows={6}>
        {({ audit, procedure }) => (
          <DeadlineSteps
            audit={audit}
            procedure={procedure === null ? null : `${procedure.code} ${procedure.name}`}
          />
        )}
      </QueryView>
    </Panel>
  )
}
