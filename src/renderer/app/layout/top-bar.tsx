import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { SearchBox } from '#renderer/features/search/search-box.tsx'
import { AlertBell } from './alert-bell.tsx'
import { UserMenu } from './user-menu.tsx'
import { whereIs } from './navigation.ts'

export function TopBar(): ReactNode {
  const may = useMay()
  return (
    <div className="mc-top">
      <Crumbs />
      {may('dossiers.read') && <SearchBox />}
      {may('health.read') && <AlertBell />}
      <UserMenu />
    </div>
  )
}

function Crumbs(): ReactNode {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { item, below } = whereIs(pathname)
  const place = useRoomPlace(pathname === '/review')
  if (item === null) return <div className="mc-crumbs" />
  const trail = below === null ? place : [t(`nav.${below}`)]
  return (
    <ol className="mc-crumbs" aria-label={t('nav.breadcrumb')}>
      <li>
        {trail.length === 0 ? (
          <span aria-current="page">{t(`nav.${item.word}`)}</span>
        ) : (
          <Link to={item.to}>{t(`nav.${item.word}`)}</Link>
        )}
      </li>
      {trail.map((word, index) => (
        <li key={word} aria-current={index === trail.length - 1 ? 'page' : undefined}>
          {word}
        </li>
      ))}
    </ol>
  )
}

/** Commune and room under review. */
function useRoomPlace(reviewing: boolean): readonly string[] {
  const search = useSearch({ strict: false })
  const roomId = reviewing ? search.room : undefined
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {}, enabled: roomId !== undefined }))
  const room = tree.data?.rooms.find(({ id }) => id === roomId)
  if (room === undefined) return []
  const commune = tree.data?.units.find(({ id }) => id === room.communeUnitId)
  return commune === undefined ? [room.name] : [commune.name, room.name]
}
