import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { wayBack } from '#shared/review/bookmark-change.rules.ts'
import type { ListedBookmark } from '#shared/review/review.model.ts'
import { useCriterionOptions } from '#renderer/api/criterion-options.ts'
import { CostOrWait, isCostShown, useLockCost } from '#renderer/dialogs/lock-cost.tsx'
import { lockProblem, lockRangeOf } from '#renderer/dialogs/lock-wish.ts'
import { TagsField } from '#renderer/dialogs/tags-field.tsx'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { useChangeBookmarks } from '../use-change-bookmarks.tsx'
import { DossierSelect } from './dossier-select.tsx'

type EditDialogProps = {
  readonly bookmark: ListedBookmark
  /** Of its room. */
  readonly cameras: readonly Camera[]
  readonly onClose: () => void
}

/** Everything that a bookmark says, as it stands; with what its lock takes before it is saved. */
export function EditDialog({ bookmark, cameras, onClose }: EditDialogProps): ReactNode {
  const { t } = useTranslation()
  const criteria = useCriterionOptions()
  const { change, isPending } = useChangeBookmarks()
  const [draft, setDraft] = useState(bookmark)
  const [range, setRange] = useState<{ fromMs: number | null; toMs: number | null }>(bookmark)
  const put = (part: Partial<ListedBookmark>): void => setDraft({ ...draft, ...part })
  const wish = { ...range, cameraIds: draft.cameraIds }
  const problem = lockProblem(wish)
  const asked = draft.protects ? lockRangeOf(wish) : null
  const cost = useLockCost(asked)
  const after = { ...draft, fromMs: range.fromMs ?? bookmark.fromMs, toMs: range.toMs ?? bookmark.toMs }
  // What leads from the draft to the bookmark, read the other way round, is what was changed.
  const changed = wayBack(after, bookmark)
  const isReady = problem === null && changed !== null && (!draft.protects || isCostShown(cost))

  return (
    <Modal opened size="lg" title={t('bookmarks.editTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isPending) change('edited', [changed], onClose)
        }}
      >
        <Stack gap="sm">
          {bookmark.cited && <Alert color="yellow">{t('bookmarks.citedEdit')}</Alert>}
          <Textarea
            label={t('bookmarks.column.note')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2000}
            data-autofocus
            value={draft.note}
            onChange={(event) => put({ note: event.currentTarget.value })}
          />
          <TagsField value={draft.tags} onChange={(tags) => put({ tags })} />
          <Group grow align="flex-start">
            <DossierSelect
              roomId={bookmark.roomId}
              dossier={
                draft.dossierId === null ? null : { id: draft.dossierId, code: draft.dossierCode ?? '…' }
              }
              onChange={(found) => put({ dossierId: found?.id ?? null, dossierCode: found?.code ?? null })}
            />
            {criteria.length > 0 && (
              <Select
                label={t('bookmarks.column.criterion')}
                data={criteria.map(({ group, items }) => ({ group, items: [...items] }))}
                searchable
                clearable
                value={draft.criterionCode}
                onChange={(criterionCode) => put({ criterionCode })}
              />
            )}
          </Group>
          <Footage
            bookmark={draft}
            cameras={cameras}
            onRange={(part) => setRange({ ...range, ...part })}
            onCameras={(cameraIds) => put({ cameraIds })}
          />
          <Checkbox
            checked={draft.protects}
            disabled={bookmark.cited}
            label={t('bookmarks.protects')}
            description={t('bookmarks.protectsHint')}
            onChange={(event) => put({ protects: event.currentTarget.checked })}
          />
          {problem !== null && <Alert color="yellow">{t(`dialogs.lock.problem.${problem}`)}</Alert>}
          {asked !== null && <CostOrWait cost={cost} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={isPending}>
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type FootageProps = {
  readonly bookmark: ListedBookmark
  readonly cameras: readonly Camera[]
  readonly onRange: (part: { fromMs?: number | null; toMs?: number | null }) => void
  readonly onCameras: (cameraIds: string[]) => void
}

/** Range and cameras: fixed once a clip was made. */
function Footage({ bookmark, cameras, onRange, onCameras }: FootageProps): ReactNode {
  const { t } = useTranslation()
  if (bookmark.cited) return null
  return (
    <>
      <Group grow align="flex-start">
        <InstantInput
          label={t('dialogs.lock.from')}
          initialMs={bookmark.fromMs}
          onChange={(fromMs) => onRange({ fromMs })}
        />
        <InstantInput
          label={t('dialogs.lock.to')}
          initialMs={bookmark.toMs}
          onChange={(toMs) => onRange({ toMs })}
        />
      </Group>
      {cameras.length > 1 ? (
        <Checkbox.Group
          label={t('dialogs.lock.cameras')}
          value={[...bookmark.cameraIds]}
          onChange={onCameras}
        >
          <Group gap="md" mt={4}>
            {cameras.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </Group>
        </Checkbox.Group>
      ) : (
        <Text size="sm" c="dimmed">
          {cameras[0]?.name}
        </Text>
      )}
    </>
  )
}
