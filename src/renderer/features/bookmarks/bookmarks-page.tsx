import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedBookmark } from '#shared/review/review.model.ts'
import {
  bookmarkFilterOf,
  type BookmarksSearch,
  bookmarksSearchSchema,
} from '#renderer/api/bookmarks-search.ts'
import { orpc } from '#renderer/api/client.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { SavedViews } from '#renderer/dialogs/saved-views.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { type KeyHelp, usePageKeys } from '#renderer/ui/page-keys.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { viewSearchSchema } from '#shared/views/views.model.ts'
import { BookmarkFilters } from './components/bookmark-filters.tsx'
import { BookmarkTable } from './components/bookmark-table.tsx'
import { BulkBar } from './components/bulk-bar.tsx'
import { EditDialog } from './components/edit-dialog.tsx'
import './bookmarks.css'
import { useBookmarkPages } from './use-bookmark-pages.ts'
import { useSelection } from './use-selection.ts'

const PAGE_KEYS: readonly KeyHelp[] = [
  { keys: ['Space'], word: 'dialogs.keys.choose' },
  { keys: ['E'], word: 'bookmarks.edit' },
  { keys: ['Delete'], word: 'bookmarks.act.remove' },
]

/** All marked stretches of footage, whatever their room: found again, put in order, locked or let go. */
export function BookmarksPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/bookmarks' })
  const filter = bookmarkFilterOf(search)
  usePageKeys(PAGE_KEYS)
  const pages = useBookmarkPages(filter)
  const selection = useSelection(pages.listKey)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const [edited, setEdited] = useState<ListedBookmark | null>(null)
  const go = (next: BookmarksSearch): void => void navigate({ to: '/bookmarks', search: next, replace: true })

  return (
    <div className="mc-fill">
      <PageHeader
        title={t('bookmarks.title')}
        description={t('bookmarks.description')}
        action={
          <>
            <SavedViews
              page="bookmarks"
              search={viewSearchSchema.catch({}).parse(search)}
              onOpen={(kept) => go(bookmarksSearchSchema.parse(kept))}
            />
            <ExportListButton wanted={{ list: 'bookmarks', filter }} disabled={(pages.total ?? 0) === 0} />
          </>
        }
      />
      <Panel flush className="bookmarks-panel">
        <BookmarkFilters
          search={search}
          onChange={go}
          facets={pages.facets}
          tree={tree.data}
          cameras={cameras.data}
        />
        <BulkBar search={search} onChange={go} pages={pages} selection={selection} />
        <QueryView query={pages.top} rows={12}>
          {({ total }) =>
            total > 0 ? (
              <BookmarkTable
                key={pages.listKey}
                pages={pages}
                selection={selection}
                tree={tree.data}
                cameras={cameras.data}
                onEdit={setEdited}
              />
            ) : (
              <NothingThere search={search} onClear={() => go({})} />
            )
          }
        </QueryView>
      </Panel>
      {edited !== null && (
        <EditDialog
          key={edited.id}
          bookmark={edited}
          cameras={(cameras.data ?? []).filter(({ roomId }) => roomId === edited.roomId)}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

type NothingProps = { readonly search: BookmarksSearch; readonly onClear: () => void }

function NothingThere({ search, onClear }: NothingProps): ReactNode {
  const { t } = useTranslation()
  if (Object.values(search).some((value) => value !== undefined))
    return (
      <EmptyState
        title={t('bookmarks.noneFound')}
        advice={t('bookmarks.noneFoundAdvice')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('bookmarks.clearFilters')}
          </Button>
        }
      />
    )
  return (
    <EmptyState
      title={t('bookmarks.none')}
      advice={t('bookmarks.noneAdvice')}
      action={
        <Button component={Link} to="/review">
          {t('bookmarks.toReview')}
        </Button>
      }
    />
  )
}
