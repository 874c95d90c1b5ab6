import { Stack, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '#shared/rpc/permission.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { CamerasTab } from './components/cameras-tab.tsx'
import { FoldersTab } from './components/folders-tab.tsx'
import { ForecastPanel } from './components/forecast-panel.tsx'
import { LocksTab } from './components/locks-tab.tsx'
import { PoliciesTab } from './components/policies-tab.tsx'
import { PurgeTab } from './components/purge-tab.tsx'
import { QuarantineTab } from './components/quarantine-tab.tsx'
import { StorageBar } from './components/storage-bar.tsx'
import { StorageFigures } from './components/storage-figures.tsx'
import './storage.css'

const TABS = [
  { tab: 'cameras', needs: null, Content: CamerasTab },
  { tab: 'locks', needs: null, Content: LocksTab },
  { tab: 'policies', needs: null, Content: PoliciesTab },
  { tab: 'folders', needs: null, Content: FoldersTab },
  { tab: 'quarantine', needs: 'retention.manage', Content: QuarantineTab },
  { tab: 'purge', needs: 'recordings.purge', Content: PurgeTab },
] as const satisfies readonly {
  readonly tab: string
  readonly needs: Permission | null
  readonly Content: () => ReactNode
}[]

const REFRESH_MS = 60_000

/** Where the space goes, how long it lasts, and what decides which footage stays. */
export function StoragePage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { tab = 'cameras' } = useSearch({ from: '/frame/storage' })
  const usage = useQuery(orpc.retention.usage.queryOptions({ refetchInterval: REFRESH_MS }))
  const forecast = useQuery(orpc.retention.forecast.queryOptions({ refetchInterval: REFRESH_MS }))
  const open = (value: string | null): void => {
    const next = TABS.find((one) => one.tab === value)
    if (next) void navigate({ to: '/storage', search: { tab: next.tab }, replace: true })
  }
  const shown = TABS.filter(({ needs }) => needs === null || may(needs))
  return (
    <Stack gap="md">
      <PageHeader title={t('retention.title')} description={t('retention.description')} />
      <QueryView query={usage} rows={4}>
        {(usageData) => (
          <QueryView query={forecast} rows={4}>
            {(forecastData) => (
              <>
                <StorageFigures usage={usageData} forecast={forecastData} />
                <div className="storage-overview">
                  <StorageBar usage={usageData} />
                  <ForecastPanel forecast={forecastData} />
                </div>
              </>
            )}
          </QueryView>
        )}
      </QueryView>
      <Tabs value={tab} keepMounted={false} onChange={open}>
        <Tabs.List mb="md">
          {shown.map((one) => (
            <Tabs.Tab key={one.tab} value={one.tab} data-testid={`storage-tab-${one.tab}`}>
              {t(`retention.tab.${one.tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ tab: value, Content }) => (
          <Tabs.Panel key={value} value={value}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  )
}
