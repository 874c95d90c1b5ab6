import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { Brand } from '../layout/brand.tsx'
import { FirstAdministratorForm } from './first-administrator-form.tsx'
import { LaneOrnament } from './lane-ornament.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LoginForm } from './login-form.tsx'
import './login.css'

export function LoginPage(): ReactNode {
  const { t } = useTranslation()
  const station = useQuery(orpc.settings.station.queryOptions({ staleTime: 10_000 }))
  useEffect(() => {
    document.title = `${t('login.title')} · ${t('product.name')}`
  }, [t])

  return (
    <div className="mc-login">
      <aside className="mc-login-side">
        <Brand large />
        <Text className="mc-login-line">{t('product.line')}</Text>
        <LaneOrnament />
        <div className="mc-login-station">
          <Text size="xs">{t('login.station')}</Text>
          <Text fw={600}>{station.data?.name ?? '…'}</Text>
          <Text size="xs">
            {station.data === undefined ? '…' : t('login.version', { version: station.data.version })}
          </Text>
        </div>
      </aside>
      <main className="mc-login-main">
        <div className="mc-login-language">
          <LanguageSwitch />
        </div>
        {station.data?.needsSetup ? (
          <FirstAdministratorForm />
        ) : (
          <LoginForm accounts={station.data?.demoAccounts ?? []} />
        )}
      </main>
    </div>
  )
}
