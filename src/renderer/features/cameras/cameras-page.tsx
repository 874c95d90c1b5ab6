import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import './camera-page.css'
import { CameraTable } from './components/camera-table.tsx'

const POLL_MS = 4000

/** Every camera with what its recorder is doing now. */
export function CamerasPage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const cameras = useQuery(orpc.cameras.list.queryOptions({ refetchInterval: POLL_MS * 3 }))
  const status = useQuery(orpc.recordings.status.queryOptions({ refetchInterval: POLL_MS, retry: false }))
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const manages = may('cameras.manage')
  const add = manages && (
    <Button component={Link} to="/cameras/add" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('cameras.add')}
    </Button>
  )

  return (
    <>
      <PageHeader
        title={t('cameras.title')}
        description={t('cameras.description')}
        action={
          <>
            <ExportListButton wanted={{ list: 'cameras', filter: {} }} disabled={!cameras.data?.length} />
            {add}
          </>
        }
      />
      <Panel flush>
        <QueryView query={cameras} rows={8}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState
                title={t('cameras.none')}
                advice={manages ? t('cameras.noneAdvice') : t('cameras.noneAdviceOther')}
                action={add}
              />
            ) : (
              <CameraTable cameras={list} recorders={status.data?.recorders} tree={tree.data} />
            )
          }
        </QueryView>
      </Panel>
    </>
  )
}
