import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { AuditPanel } from '#renderer/features/audit/audit-panel.tsx'
import { NamesPanel } from '#renderer/features/imports/names-panel.tsx'
import { ProceduresPanel } from '#renderer/features/procedures/procedures-panel.tsx'
import { UnitsPanel } from '#renderer/features/units/units-panel.tsx'
import { GrantsPanel } from '#renderer/features/users/grants-panel.tsx'
import { UsersPanel } from '#renderer/features/users/users-panel.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import type { Permission } from '#shared/rpc/permission.model.ts'

type Tab = 'units' | 'procedures' | 'users' | 'grants' | 'names' | 'audit'

const TABS: readonly { readonly tab: Tab; readonly needs: Permission; readonly panel: () => ReactNode }[] = [
  { tab: 'units', needs: 'units.manage', panel: UnitsPanel },
  { tab: 'procedures', needs: 'units.manage', panel: ProceduresPanel },
  { tab: 'users', needs: 'users.manage', panel: UsersPanel },
  { tab: 'grants', needs: 'users.manage', panel: GrantsPanel },
  { tab: 'names', needs: 'settings.manage', panel: NamesPanel },
  { tab: 'audit', needs: 'audit.read', panel: AuditPanel },
]

/** Units, people, who may view what, and the log; each tab for those who may. */
export function AdminPage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/admin' })
  const tabs = TABS.filter(({ needs }) => may(needs))
  const shown = tabs.find(({ tab }) => tab === search.tab) ?? tabs[0]
  if (shown === undefined) return null

  return (
    <>
      <PageHeader title={t('admin.title')} />
      <Tabs
        value={shown.tab}
        keepMounted={false}
        onChange={(next) => {
          const chosen = tabs.find(({ tab }) => tab === next)
          if (chosen !== undefined) void navigate({ to: '/admin', search: { tab: chosen.tab } })
        }}
      >
        <Tabs.List mb="sm">
          {tabs.map(({ tab }) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`admin.tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ tab, panel: Content }) => (
          <Tabs.Panel key={tab} value={tab}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}
