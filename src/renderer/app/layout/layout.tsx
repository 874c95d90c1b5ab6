import { Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/session.ts'
import { KeysDialog } from '#renderer/dialogs/keys-dialog.tsx'
import { Forbidden } from '#renderer/ui/forbidden.tsx'
import { useFocusReturn } from '../keyboard/use-focus-return.ts'
import { useGlobalKeys } from '../keyboard/use-global-keys.ts'
import './layout.css'
import { mayOpen, NAVIGATION, whereIs } from './navigation.ts'
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
  const [helps, setHelps] = useState(false)
  useGlobalKeys(useCallback(() => setHelps(true), []))
  useFocusReturn()
  const pageName = item === null ? null : t(`nav.${item.word}`)

  useEffect(() => {
    document.title = pageName === null ? t('product.name') : `${pageName} · ${t('product.name')}`
  }, [pageName, t])

  return (
    <div className="mc-frame">
      <a
        className="mc-skip"
        href="#main"
        onClick={(event) => {
          // The address holds the page's filters, not where the focus is.
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        {t('nav.skip')}
      </a>
      <div className="mc-only-heard" role="status">
        {pageName}
      </div>
      <SideBar />
      <TopBar />
      <main id="main" className="mc-main" tabIndex={-1}>
        {allowed ? <Outlet /> : <Forbidden />}
      </main>
      <StatusStrip />
      {helps && (
        <KeysDialog
          onClose={() => setHelps(false)}
          goKeys={NAVIGATION.filter((one) => mayOpen(one, me?.permissions ?? [])).flatMap(({ key, word }) =>
            key === undefined ? [] : [{ key, name: t(`nav.${word}`) }],
          )}
        />
      )}
    </div>
  )
}
