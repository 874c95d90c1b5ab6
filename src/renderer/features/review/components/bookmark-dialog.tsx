import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { durationMs, overlaps, type TimeRange } from '#shared/kernel/time-range.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import { useCriterionOptions } from '#renderer/api/criterion-options.ts'
import { useMay } from '#renderer/api/session.ts'
import { CostOrWait, isCostShown, useLockCost } from '#renderer/dialogs/lock-cost.tsx'
import { lockProblem, lockRangeOf } from '#renderer/dialogs/lock-wish.ts'
import { TagsField } from '#renderer/dialogs/tags-field.tsx'
import { formatDateTime, formatDuration, formatTime } from '#renderer/ui/format.ts'
import { eventKey } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { useBookmarkChanges } from '../use-bookmark-changes.ts'

/** Marks a range: B, then Enter. Locked unless the person says otherwise. */
export function BookmarkDialog({ range }: { readonly range: TimeRange }): ReactNode {
  const { t } = useTranslation()
  const { commands, session } = useReview()
  const { create } = useBookmarkChanges()
  const announce = useAnnouncement()
  const criteria = useCriterionOptions()
  const event = useEventIn(range)
  const mainCameraId = useReviewState((state) => state.mainCameraId)
  const [note, setNote] = useState('')
  const [criterionCode, setCriterionCode] = useState<string | null>(null)
  const [tags, setTags] = useState<string[]>([])
  const [protects, setProtects] = useState(true)
  const [cameraIds, setCameraIds] = useState<string[]>(mainCameraId === null ? [] : [mainCameraId])
  const wish = { ...range, cameraIds }
  const problem = lockProblem(wish)
  const asked = protects ? lockRangeOf(wish) : null
  const cost = useLockCost(asked)
  // A lock is pressed only by someone who has been shown what it takes.
  const isReady = cameraIds.length > 0 && (!protects || (problem === null && isCostShown(cost)))

  const submit = (): void =>
    create.mutate(
      {
        cameraIds,
        ...range,
        dossierId: event?.dossierId ?? null,
        criterionCode,
        note: note.trim(),
        tags,
        protects,
      },
      {
        onSuccess: (bookmark) => {
          commands.close()
          commands.clearMarks()
          announce(bookmark)
        },
      },
    )

  return (
    <Modal opened title={t('review.newBookmark')} onClose={() => commands.close()}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault()
          if (isReady && !create.isPending) submit()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            <strong>
              {formatDateTime(range.fromMs)} – {formatTime(range.toMs)}
            </strong>{' '}
            ({formatDuration(durationMs(range))}){event ? ` · ${event.dossierCode}` : ''}
          </Text>
          <TextInput
            label={t('review.note')}
            data-autofocus
            maxLength={2000}
            value={note}
            onChange={(change) => setNote(change.currentTarget.value)}
          />
          <TagsField value={tags} onChange={setTags} />
          {criteria.length > 0 && (
            <Select
              label={t('review.criterion')}
              searchable
              clearable
              data={criteria.map(({ group, items }) => ({ group, items: [...items] }))}
              value={criterionCode}
              onChange={setCriterionCode}
            />
          )}
          {session.cameras.length > 1 && (
            <Checkbox.Group label={t('review.cameras')} value={cameraIds} onChange={setCameraIds}>
              <Group gap="md" mt={4}>
                {session.cameras.map((camera) => (
                  <Checkbox key={camera.id} value={camera.id} label={camera.name} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          <Checkbox
            checked={protects}
            label={t('review.protects')}
            description={t('review.protectsHint')}
            onChange={(change) => setProtects(change.currentTarget.checked)}
          />
          {protects && problem !== null && (
            <Alert color="yellow" p="xs">
              {t(`dialogs.lock.problem.${problem}`)}
            </Alert>
          )}
          {asked !== null && <CostOrWait cost={cost} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => commands.close()}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={!isReady} data-testid="save-bookmark">
              {protects ? t('review.bookmarkAndLock') : t('review.bookmark')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The chosen event, when its window touches the range. */
function useEventIn(range: TimeRange) {
  return useReviewState((state) => {
    const event = state.events.find((one) => eventKey(one) === state.selectedKey)
    const isInside = event && overlaps(range, { fromMs: event.windowFromMs, toMs: event.windowToMs })
    return isInside ? event : undefined
  })
}

/** Says that the bookmark is there and offers what usually comes next. */
function useAnnouncement(): (bookmark: Bookmark) => void {
  const { t } = useTranslation()
  const may = useMay()
  const { commands } = useReview()
  return (bookmark) => {
    const id = notifications.show({
      color: 'pine',
      autoClose: 10_000,
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <span>{bookmark.protects ? t('review.bookmarkedLocked') : t('review.bookmarked')}</span>
          {may('evidence.export') && (
            <Button
              size="compact-sm"
              variant="light"
              className="mc-fixed"
              data-testid="export-after-bookmark"
              onClick={() => {
                notifications.hide(id)
                commands.open({ kind: 'export', bookmark })
              }}
            >
              {t('review.exportEvidence')}
            </Button>
          )}
        </Group>
      ),
    })
  }
}
