import { ActionIcon, Badge, Tooltip } from '@mantine/core'
import { IconFileCheck, IconLock, IconPencil } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import type { ListedBookmark } from '#shared/review/review.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { useMay } from '#renderer/api/session.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { formatDateTime, formatDuration, NONE } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { type VirtualColumn, VirtualTable } from '#renderer/ui/virtual-table.tsx'
import type { useBookmarkPages } from '../use-bookmark-pages.ts'
import { useChangeBookmarks } from '../use-change-bookmarks.tsx'
import type { Selection } from '../use-selection.ts'

type BookmarkTableProps = {
  readonly pages: ReturnType<typeof useBookmarkPages>
  readonly selection: Selection
  readonly tree: UnitTree | undefined
  readonly cameras: readonly Camera[] | undefined
  readonly onEdit: (bookmark: ListedBookmark) => void
}

/** Where a bookmark is looked at: its start, with its range marked. */
const momentOf = ({ roomId, cameraIds, fromMs, toMs, dossierId }: ListedBookmark) => ({
  room: roomId,
  cameras: cameraIds.join(','),
  at: fromMs,
  from: fromMs,
  to: toMs,
  ...(dossierId === null ? {} : { dossier: dossierId }),
})

export function BookmarkTable({ pages, selection, tree, cameras, onEdit }: BookmarkTableProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayChange = useMay()('review.bookmark')
  const { change } = useChangeBookmarks()
  const columns = useMemo(
    () => [...columnsOf(t, tree, cameras), ...(mayChange ? [editColumn(t, onEdit)] : [])],
    [t, tree, cameras, mayChange, onEdit],
  )
  const nameOf = (row: ListedBookmark): string => row.note || row.dossierCode || formatDateTime(row.fromMs)
  const remove = (row: ListedBookmark): void =>
    row.state === 'active'
      ? change('removed', [{ id: row.id, state: 'removed' }])
      : change('restored', [{ id: row.id, state: 'active' }])
  return (
    <VirtualTable
      label={t('bookmarks.title')}
      columns={columns}
      total={pages.total ?? 0}
      rowAt={pages.rowAt}
      rowId={({ id }) => id}
      onVisible={pages.onVisible}
      onOpen={(row) => void navigate({ to: '/review', search: momentOf(row) })}
      {...(mayChange
        ? {
            selection: {
              has: selection.has,
              onToggle: selection.toggle,
              label: (row: ListedBookmark) => t('bookmarks.choose', { name: nameOf(row) }),
            },
            keys: { e: onEdit, Delete: remove },
          }
        : {})}
    />
  )
}

type Column = VirtualColumn<ListedBookmark>

function editColumn(t: TFunction, onEdit: (bookmark: ListedBookmark) => void): Column {
  return {
    id: 'edit',
    header: '',
    track: '30px',
    cell: (row) => (
      <ActionIcon
        variant="subtle"
        size={26}
        aria-label={t('bookmarks.edit')}
        title={t('bookmarks.edit')}
        onClick={(event) => {
          event.stopPropagation()
          onEdit(row)
        }}
      >
        <IconPencil size={15} aria-hidden />
      </ActionIcon>
    ),
  }
}

function columnsOf(
  t: TFunction,
  tree: UnitTree | undefined,
  cameras: readonly Camera[] | undefined,
): Column[] {
  const names = new Map(cameras?.map(({ id, name }) => [id, name]))
  const camerasOf = ({ cameraIds }: ListedBookmark): string =>
    cameraIds.map((id) => names.get(id) ?? '…').join(', ')
  return [
    {
      id: 'from',
      header: t('bookmarks.column.from'),
      track: '142px',
      cell: ({ fromMs }) => formatDateTime(fromMs),
    },
    {
      id: 'length',
      header: t('bookmarks.column.length'),
      track: '48px',
      cell: ({ fromMs, toMs }) => formatDuration(toMs - fromMs),
    },
    {
      id: 'state',
      header: t('bookmarks.column.state'),
      track: '76px',
      cell: (row) => <Marks bookmark={row} />,
    },
    {
      id: 'note',
      header: t('bookmarks.column.note'),
      track: 'minmax(180px, 3fr)',
      cell: ({ note, tags }) => (
        <span title={note}>
          {tags.map((tag) => (
            <Badge key={tag} size="sm" mr={4} color="gray" c="var(--mantine-color-text)">
              {tag}
            </Badge>
          ))}
          {note || (tags.length === 0 ? NONE : '')}
        </span>
      ),
    },
    {
      id: 'dossier',
      header: t('bookmarks.column.dossier'),
      track: '144px',
      cell: ({ dossierCode }) => dossierCode ?? NONE,
    },
    {
      id: 'criterion',
      header: t('bookmarks.column.criterion'),
      track: '52px',
      cell: ({ criterionCode }) => criterionCode ?? NONE,
    },
    {
      id: 'place',
      header: t('bookmarks.column.place'),
      track: 'minmax(150px, 1.4fr)',
      cell: (row) => <span title={`${placeOf(tree, row.roomId)} · ${camerasOf(row)}`}>{camerasOf(row)}</span>,
    },
    {
      id: 'by',
      header: t('bookmarks.column.by'),
      track: 'minmax(104px, 0.6fr)',
      cell: ({ createdBy, createdAtMs }) => (
        <span title={formatDateTime(createdAtMs)}>{actorName(t, createdBy)}</span>
      ),
    },
  ]
}

/** Locked and cited, each with its shape and its word. */
function Marks({ bookmark }: { readonly bookmark: ListedBookmark }): ReactNode {
  const { t } = useTranslation()
  const { protects, cited, state } = bookmark
  return (
    <span className="bookmarks-marks">
      {protects && state === 'active' && (
        <Tooltip label={t('bookmarks.lockedHint')}>
          <span className="bookmarks-locked">
            <IconLock size={13} aria-hidden /> {t('bookmarks.locked')}
          </span>
        </Tooltip>
      )}
      {cited && (
        <Tooltip label={t('bookmarks.citedHint')}>
          <span role="img" aria-label={t('bookmarks.cited')}>
            <IconFileCheck size={15} aria-hidden />
          </span>
        </Tooltip>
      )}
      {!protects && !cited && NONE}
    </span>
  )
}
