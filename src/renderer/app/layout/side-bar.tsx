import { Tooltip, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/session.ts'
import { Brand } from './brand.tsx'
import { mayOpen, NAVIGATION } from './navigation.ts'

export function SideBar(): ReactNode {
  const { t } = useTranslation()
  const permissions = useMe()?.permissions ?? []
  const [narrow, setNarrow] = useLocalStorage({
    key: 'minh-chung.navigation-narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const items = NAVIGATION.filter((item) => mayOpen(item, permissions))
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse

  return (
    <nav className="mc-nav" data-narrow={narrow || undefined} aria-label={t('nav.label')}>
      <Brand narrow={narrow} />
      <ul className="mc-nav-list">
        {items.map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <Tooltip label={t(`nav.${word}`)} position="right" disabled={!narrow}>
              <Link
                to={to}
                className="mc-nav-item"
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ 'data-active': true }}
                aria-label={t(`nav.${word}`)}
              >
                <Icon size={19} stroke={1.7} aria-hidden />
                {!narrow && <span>{t(`nav.${word}`)}</span>}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <UnstyledButton
        className="mc-nav-item mc-nav-toggle"
        onClick={() => setNarrow(!narrow)}
        aria-label={narrow ? t('nav.expand') : t('nav.collapse')}
      >
        <Toggle size={19} stroke={1.7} aria-hidden />
        {!narrow && <span>{t('nav.collapse')}</span>}
      </UnstyledButton>
    </nav>
  )
}
