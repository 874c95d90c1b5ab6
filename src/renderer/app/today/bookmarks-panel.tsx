import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, formatDuration } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import type { Bookmark } from '#shared/review/review.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'

const SHOWN = 4

type BookmarksPanelProps = {
  readonly bookmarks: UseQueryResult<Bookmark[], Error>
  readonly tree: UnitTree | undefined
}

export function BookmarksPanel({ bookmarks, tree }: BookmarksPanelProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel
      title={t('today.bookmarks')}
      aside={
        <Link to="/bookmarks" className="mc-link">
          {t('today.allBookmarks')}
        </Link>
      }
    >
      <QueryView query={bookmarks} rows={3}>
        {(all) => {
          const latest = all
            .filter(({ state }) => state === 'active')
            .sort((left, right) => right.createdAtMs - left.createdAtMs)
            .slice(0, SHOWN)
          if (latest.length === 0) {
            return <EmptyState compact title={t('today.noBookmarks')} advice={t('today.noBookmarksAdvice')} />
          }
          return (
            <ul className="mc-list">
              {latest.map((bookmark) => (
                <li key={bookmark.id}>
                  <div className="mc-line">
                    <Link
                      to="/review"
                      className="mc-link"
                      search={{
                        room: bookmark.roomId,
                        cameras: bookmark.cameraIds.join(','),
                        at: bookmark.fromMs,
                      }}
                    >
                      {bookmark.note === '' ? placeOf(tree, bookmark.roomId) : bookmark.note}
                    </Link>
                    <span className="mc-quiet">{formatDuration(bookmark.toMs - bookmark.fromMs)}</span>
                  </div>
                  <div className="mc-quiet">
                    {formatDateTime(bookmark.fromMs)} · {placeOf(tree, bookmark.roomId)}
                  </div>
                </li>
              ))}
            </ul>
          )
        }}
      </QueryView>
    </Panel>
  )
}
