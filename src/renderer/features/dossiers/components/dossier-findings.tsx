import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { FindingRows } from './finding-rows.tsx'

/** What was noticed of this dossier: changes between imports, footage, deadlines. */
export function DossierFindings({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const findings = useQuery(
    orpc.findings.list.queryOptions({ input: { subjectId: dossierId }, enabled: may('coverage.read') }),
  )
  return (
    <Panel title={t('dossiers.one.findings')}>
      <QueryView query={findings} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="mc-quiet">{t('dossiers.one.noFindings')}</p>
          ) : (
            <FindingRows findings={rows} />
          )
        }
      </QueryView>
    </Panel>
  )
}
