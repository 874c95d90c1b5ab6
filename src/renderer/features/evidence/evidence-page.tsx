import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportDialog } from '#renderer/dialogs/export-dialog.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { ClipTable } from './components/clip-table.tsx'
import { PlayDialog } from './components/play-dialog.tsx'
import { VerifyDialog } from './components/verify-dialog.tsx'
import { WaitingBookmarks } from './components/waiting-bookmarks.tsx'
import './evidence.css'
import type { EvidenceDialog } from './evidence-dialog.ts'

/** Sealed clips: what they hold, whether they are still whole, and where to take them; and what waits to become one. */
export function EvidencePage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const clips = useQuery(orpc.evidence.list.queryOptions())
  const [dialog, setDialog] = useState<EvidenceDialog | null>(null)
  const close = (): void => setDialog(null)
  return (
    <>
      <PageHeader title={t('evidence.title')} description={t('evidence.description')} />
      <QueryView query={clips} rows={12}>
        {(rows) => (
          <>
            {may('evidence.export') && (
              <WaitingBookmarks
                clips={rows}
                onExport={(bookmark) => setDialog({ kind: 'export', bookmark })}
              />
            )}
            <Panel flush title={t('evidence.clips')}>
              {rows.length === 0 ? (
                <EmptyState title={t('evidence.none')} advice={t('evidence.noneAdvice')} />
              ) : (
                <ClipTable clips={rows} onOpen={setDialog} />
              )}
            </Panel>
          </>
        )}
      </QueryView>
      {dialog?.kind === 'play' && <PlayDialog clip={dialog.clip} onClose={close} />}
      {dialog?.kind === 'verify' && <VerifyDialog clip={dialog.clip} onClose={close} />}
      {dialog?.kind === 'export' && <ExportDialog bookmark={dialog.bookmark} onClose={close} />}
    </>
  )
}
