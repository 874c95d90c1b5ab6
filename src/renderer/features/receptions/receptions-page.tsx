import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { PetitionsTab } from './components/petitions-tab.tsx'
import { ReportTab } from './components/report-tab.tsx'
import { ScheduleTab } from './components/schedule-tab.tsx'
import { VisitsTab } from './components/visits-tab.tsx'
import './receptions.css'
import { useReceptionsSearch } from './use-receptions.ts'

const TABS = [
  { tab: 'visits', Content: VisitsTab },
  { tab: 'petitions', Content: PetitionsTab },
  { tab: 'schedule', Content: ScheduleTab },
  { tab: 'report', Content: ReportTab },
] as const satisfies readonly {
  readonly tab: string
  readonly Content: (props: { readonly tree: UnitTree | undefined }) => ReactNode
}[]

/** Citizen reception: the two registers, the schedule against what was held, and Biểu 01/TCD. */
export function ReceptionsPage(): ReactNode {
  const { t } = useTranslation()
  const { search, go } = useReceptionsSearch()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const { tab = 'visits' } = search
  return (
    <div className="mc-fill reception-page" data-tab={tab}>
      <PageHeader title={t('receptions.title')} description={t('receptions.description')} />
      <Tabs
        value={tab}
        keepMounted={false}
        className="reception-tabs"
        onChange={(value) => go({ tab: TABS.find((one) => one.tab === value)?.tab, open: undefined })}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one.tab} value={one.tab} data-testid={`receptions-tab-${one.tab}`}>
              {t(`receptions.tab.${one.tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ tab: value, Content }) => (
          <Tabs.Panel key={value} value={value} className="reception-panel">
            <Content tree={tree.data} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}
