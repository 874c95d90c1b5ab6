import { Drawer, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatDuration, formatRatio } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { CameraHealth } from '#shared/health/health.model.ts'
import { AlertList } from './components/alert-list.tsx'
import { CameraHistory } from './components/camera-history.tsx'
import { HealthTable } from './components/health-table.tsx'
import { WebhookForm } from './components/webhook-form.tsx'
import { healthFigures } from './health-figures.ts'
import './health.css'

const POLL_MS = 5000

/** How every camera and the station are: what is wrong now, what each camera did today, and what happened to it before. */
export function HealthPage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { camera: openId } = useSearch({ from: '/frame/health' })
  const health = useQuery(orpc.health.cameras.queryOptions({ refetchInterval: POLL_MS, retry: false }))
  const alerts = useQuery(
    orpc.health.alerts.queryOptions({ input: {}, refetchInterval: POLL_MS, retry: false }),
  )
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const openCamera = (id: string | undefined): void =>
    void navigate({ to: '/health', search: id === undefined ? {} : { camera: id } })
  const opened = cameras.data?.find(({ id }) => id === openId)

  return (
    <Stack gap="md">
      <PageHeader title={t('health.title')} description={t('health.description')} />
      {health.data && <HealthFigures rows={health.data} />}
      <Panel title={t('health.alerts')}>
        <QueryView query={alerts} rows={3}>
          {(list) => <AlertList alerts={list} cameras={cameras.data ?? []} tree={tree.data} />}
        </QueryView>
      </Panel>
      <Panel flush>
        <QueryView query={health} rows={8}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title={t('health.none')} advice={t('health.noneAdvice')} />
            ) : (
              <HealthTable
                rows={rows}
                cameras={cameras.data ?? []}
                tree={tree.data}
                openId={openId ?? null}
                onOpen={openCamera}
              />
            )
          }
        </QueryView>
      </Panel>
      {may('health.manage') && <WebhookForm />}
      <Drawer
        position="right"
        size={560}
        opened={opened !== undefined}
        onClose={() => openCamera(undefined)}
        title={opened?.name}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {opened && <CameraHistory camera={opened} />}
      </Drawer>
    </Stack>
  )
}

function HealthFigures({ rows }: { readonly rows: readonly CameraHealth[] }): ReactNode {
  const { t } = useTranslation()
  const { recording, due, missingMs, scheduledMs, alerts } = healthFigures(rows)
  return (
    <div className="health-figures">
      <Figure
        label={t('health.figure.recording')}
        value={formatRatio(recording, due)}
        tone={recording === due ? 'ok' : 'danger'}
      />
      <Figure
        label={t('health.figure.missing')}
        value={formatDuration(missingMs)}
        note={t('health.figure.missingOf', { total: formatDuration(scheduledMs) })}
        tone={missingMs === 0 ? 'ok' : 'warning'}
      />
      <Figure
        label={t('health.figure.alerts')}
        value={String(alerts)}
        tone={alerts === 0 ? 'ok' : 'warning'}
      />
    </div>
  )
}
