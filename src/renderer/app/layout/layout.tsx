import { Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import './layout.css'
import { mayOpen, whereIs } from './navigation.ts'
import { SideBar } from './side-bar.tsx'
import { StatusStrip } from './status-strip.tsx'
import { TopBar } from './top-bar.tsx'

/** Navigation at the left, where one is at the top, the page, and the strip that is always true. */
export function Layout(): ReactNode {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const me = useMe()
  const { item } = whereIs(pathname)
  const allowed = item === null || me === undefined || mayOpen(item, me.permissions)
  const pageName = item === null ? null : t(`nav.${item.word}`)

  useEffect(() => {
    document.title = pageName === null ? t('product.name') : `${pageName} · ${t('product.name')}`
  }, [pageName, t])

  return (
    <div className="mc-frame">
      <a className="mc-skip" href="#main">
        {t('nav.skip')}
      </a>
      <SideBar />
      <TopBar />
      <main id="main" className="mc-main" tabIndex={-1}>
        {allowed ? <Outlet /> : <EmptyState title={t('page.forbidden')} advice={t('page.forbiddenAdvice')} />}
      </main>
      <StatusStrip />
    </div>
  )
}
