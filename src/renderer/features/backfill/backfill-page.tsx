import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#renderer/api/session.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { BackfillHistory } from './components/backfill-history.tsx'
import './backfill.css'
import { CardTab } from './components/card-tab.tsx'
import { ImportTab } from './components/import-tab.tsx'
import { SettingsForm } from './components/settings-form.tsx'

/** What is missing, what the cards hold of it, and how it gets in; below, what was filled in so far. */
export function BackfillPage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <>
      <PageHeader title={t('backfill.title')} description={t('backfill.description')} />
      <Tabs defaultValue="card" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="card">{t('backfill.tab.card')}</Tabs.Tab>
          {may('settings.manage') && <Tabs.Tab value="files">{t('backfill.tab.files')}</Tabs.Tab>}
          <Tabs.Tab value="settings">{t('backfill.tab.settings')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="card">
          <CardTab />
        </Tabs.Panel>
        {may('settings.manage') && (
          <Tabs.Panel value="files">
            <ImportTab />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="settings">
          <SettingsForm />
        </Tabs.Panel>
      </Tabs>
      <BackfillHistory />
    </>
  )
}
