import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BookmarkChange, BookmarksChanged } from '#shared/review/review.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { showFailure } from '#renderer/ui/notices.ts'

const UNDO_MS = 20_000

/** What was done, as its sentence under `bookmarks.done.` */
export type ChangeWord =
  | 'tagged'
  | 'untagged'
  | 'criterion'
  | 'locked'
  | 'released'
  | 'removed'
  | 'restored'
  | 'edited'

/** Changes bookmarks, says how many, and offers the way back. */
export function useChangeBookmarks() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sentenceOf = useSentenceOf()
  const changing = useMutation(
    orpc.review.changeBookmarks.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.review.key() })
        await client.invalidateQueries({ queryKey: orpc.retention.key() })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )

  function undo(result: BookmarksChanged, notice: string): void {
    notifications.hide(notice)
    changing.mutate(
      { changes: result.undo },
      {
        onSuccess: ({ changed }) =>
          notifications.show({
            color: 'pine',
            message: t('bookmarks.undone', { shown: formatNumber(changed) }),
          }),
      },
    )
  }

  function tell(word: ChangeWord, result: BookmarksChanged): void {
    const { changed, cited, undo: back } = result
    const notice = `bookmarks-${Date.now()}`
    notifications.show({
      id: notice,
      color: cited > 0 ? 'yellow' : 'pine',
      autoClose: UNDO_MS,
      message: (
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <span>
            {t(`bookmarks.done.${word}`, { shown: formatNumber(changed) })}
            {cited > 0 && <div>{t('bookmarks.citedKept', { shown: formatNumber(cited) })}</div>}
          </span>
          {back.length > 0 && (
            <Button
              size="compact-sm"
              variant="light"
              className="mc-fixed"
              data-testid="undo-bookmarks"
              onClick={() => undo(result, notice)}
            >
              {t('bookmarks.undo')}
            </Button>
          )}
        </Group>
      ),
    })
  }

  const change = (word: ChangeWord, changes: readonly BookmarkChange[], onDone?: () => void): void =>
    changing.mutate(
      { changes: [...changes] },
      {
        onSuccess: (result) => {
          tell(word, result)
          onDone?.()
        },
      },
    )
  return { change, isPending: changing.isPending }
}

export type ChangeBookmarks = ReturnType<typeof useChangeBookmarks>
