import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import {
  IconArrowBackUp,
  IconListCheck,
  IconLock,
  IconLockOpen,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BookmarksSearch, bookmarksSearchSchema } from '#renderer/api/bookmarks-search.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { MOST_CHANGED } from '#shared/review/review.model.ts'
import type { useBookmarkPages } from '../use-bookmark-pages.ts'
import { useChangeBookmarks } from '../use-change-bookmarks.tsx'
import type { Selection } from '../use-selection.ts'
import { BulkDialog, type BulkKind } from './bulk-dialogs.tsx'

type BulkBarProps = {
  readonly search: BookmarksSearch
  readonly onChange: (search: BookmarksSearch) => void
  readonly pages: ReturnType<typeof useBookmarkPages>
  readonly selection: Selection
}

/** The filters by state while nothing is chosen; what can be done with the chosen ones otherwise. */
export function BulkBar({ search, onChange, pages, selection }: BulkBarProps): ReactNode {
  const { t } = useTranslation()
  const mayChange = useMay()('review.bookmark')
  const total = pages.total ?? 0
  const most = Math.min(total, MOST_CHANGED)
  const chooseAll = async (): Promise<void> => selection.put(await pages.all())
  return (
    <Group className="bookmarks-bulk" px="sm" py={6} gap="xs" justify="space-between" wrap="nowrap">
      {selection.count === 0 ? (
        <StateFilters search={search} onChange={onChange} />
      ) : (
        <BulkActions isRemoved={search.state === 'removed'} selection={selection} />
      )}
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" c="dimmed" role="status" className="mc-nowrap">
          {selection.count === 0
            ? t('bookmarks.total', { shown: formatNumber(total) })
            : t('bookmarks.chosen', { chosen: formatNumber(selection.count), total: formatNumber(total) })}
        </Text>
        {mayChange && total > 0 && selection.count < most && (
          <Button size="compact-sm" variant="subtle" onClick={() => void chooseAll()}>
            {most < total
              ? t('bookmarks.chooseFirst', { shown: formatNumber(most) })
              : t('bookmarks.chooseAll')}
          </Button>
        )}
        {selection.count > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={selection.clear}>
            {t('bookmarks.chooseNone')}
          </Button>
        )}
      </Group>
    </Group>
  )
}

const STATES = ['active', 'removed'] as const
const LOCKS = ['all', 'locked', 'free'] as const

function StateFilters({ search, onChange }: Pick<BulkBarProps, 'search' | 'onChange'>): ReactNode {
  const { t } = useTranslation()
  const { state: _state, lock: _lock, ...rest } = search
  const go = (state: string, lock: string): void =>
    onChange(bookmarksSearchSchema.parse({ ...rest, ...(state === 'active' ? {} : { state }), lock }))
  return (
    <Group gap="xs" wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={t('bookmarks.filter.state')}
        value={search.state ?? 'active'}
        data={STATES.map((value) => ({ value, label: t(`bookmarks.state.${value}`) }))}
        onChange={(state) => go(state, search.lock ?? 'all')}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('bookmarks.filter.lock')}
        value={search.lock ?? 'all'}
        data={LOCKS.map((value) => ({ value, label: t(`bookmarks.lockFilter.${value}`) }))}
        onChange={(lock) => go(search.state ?? 'active', lock)}
      />
    </Group>
  )
}

const ACTIONS: readonly { readonly kind: BulkKind; readonly icon: typeof IconTag }[] = [
  { kind: 'tag', icon: IconTag },
  { kind: 'untag', icon: IconTag },
  { kind: 'criterion', icon: IconListCheck },
  { kind: 'lock', icon: IconLock },
  { kind: 'release', icon: IconLockOpen },
  { kind: 'remove', icon: IconTrash },
]

type BulkActionsProps = { readonly isRemoved: boolean; readonly selection: Selection }

function BulkActions({ isRemoved, selection }: BulkActionsProps): ReactNode {
  const { t } = useTranslation()
  const { change, isPending } = useChangeBookmarks()
  const [open, setOpen] = useState<BulkKind | null>(null)
  const { rows } = selection
  const isUseful = (kind: BulkKind): boolean => {
    if (kind === 'lock') return rows.some(({ protects }) => !protects)
    if (kind === 'release') return rows.some(({ protects }) => protects)
    return kind !== 'untag' || rows.some(({ tags }) => tags.length > 0)
  }
  if (isRemoved)
    return (
      <Button
        size="compact-sm"
        variant="light"
        loading={isPending}
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() =>
          change(
            'restored',
            rows.map(({ id }) => ({ id, state: 'active' })),
            selection.clear,
          )
        }
      >
        {t('bookmarks.act.restore')}
      </Button>
    )
  return (
    <Group gap={4} wrap="nowrap" role="toolbar" aria-label={t('bookmarks.act.label')}>
      {ACTIONS.map(({ kind, icon: Icon }) => (
        <Button
          key={kind}
          size="compact-sm"
          variant="light"
          disabled={!isUseful(kind)}
          leftSection={<Icon size={15} aria-hidden />}
          onClick={() => setOpen(kind)}
        >
          {t(`bookmarks.act.${kind}`)}
        </Button>
      ))}
      {open !== null && (
        <BulkDialog kind={open} rows={rows} onClose={() => setOpen(null)} onDone={selection.clear} />
      )}
    </Group>
  )
}
