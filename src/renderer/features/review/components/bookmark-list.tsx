import { ActionIcon, Button, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconFileExport, IconLock, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bookmark } from '#shared/review/review.model.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDuration, formatTime } from '#renderer/ui/format.ts'
import { useReview } from '../review-context.ts'
import { useBookmarkChanges } from '../use-bookmark-changes.ts'

/** Bookmarks of the room in this session. A removed one stays in place with its undo until the page is left. */
export function BookmarkList(): ReactNode {
  const { t } = useTranslation()
  const { session } = useReview()
  const bookmarks = session.bookmarks.toSorted((a, b) => a.fromMs - b.fromMs)
  return (
    <div className="review-bookmarks">
      <h2 className="review-small-title">
        {t('review.bookmarks')}{' '}
        <span>{bookmarks.filter((bookmark) => bookmark.state === 'active').length}</span>
      </h2>
      {bookmarks.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('review.noBookmarks')}
        </Text>
      )}
      <ul>
        {bookmarks.map((bookmark) =>
          bookmark.state === 'active' ? (
            <ActiveBookmark key={bookmark.id} bookmark={bookmark} />
          ) : (
            <RemovedBookmark key={bookmark.id} bookmark={bookmark} />
          ),
        )}
      </ul>
    </div>
  )
}

function ActiveBookmark({ bookmark }: { readonly bookmark: Bookmark }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { commands } = useReview()
  const { remove } = useBookmarkChanges()
  const { fromMs, toMs, note, dossierCode, tags } = bookmark
  const words = [...tags.map((tag) => `#${tag}`), note || dossierCode].filter(Boolean).join(' ')
  const title = words || t('review.untitledBookmark')
  return (
    <li className="review-bookmark" data-locked={bookmark.protects || undefined} data-testid="bookmark-row">
      <UnstyledButton className="review-bookmark-go" onClick={() => commands.seekTo(fromMs)}>
        <span className="review-bookmark-time">
          {formatTime(fromMs)} · {formatDuration(toMs - fromMs)}
          {bookmark.protects && <IconLock size={12} aria-label={t('review.locked')} />}
        </span>
        <span className="review-bookmark-note" title={title}>
          {title}
        </span>
      </UnstyledButton>
      {may('evidence.export') && (
        <Tooltip label={t('review.exportEvidence')}>
          <ActionIcon
            variant="subtle"
            size={26}
            aria-label={t('review.exportEvidence')}
            onClick={() => commands.open({ kind: 'export', bookmark })}
          >
            <IconFileExport size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {may('review.bookmark') && (
        <Tooltip label={t('review.removeBookmark')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-label={t('review.removeBookmark')}
            loading={remove.isPending}
            onClick={() => remove.mutate({ id: bookmark.id })}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}

function RemovedBookmark({ bookmark }: { readonly bookmark: Bookmark }): ReactNode {
  const { t } = useTranslation()
  const { restore } = useBookmarkChanges()
  return (
    <li className="review-bookmark" data-removed>
      <span className="review-bookmark-go">
        {formatTime(bookmark.fromMs)} · {t('review.bookmarkRemoved')}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        loading={restore.isPending}
        onClick={() => restore.mutate({ id: bookmark.id })}
      >
        {t('review.undo')}
      </Button>
    </li>
  )
}
