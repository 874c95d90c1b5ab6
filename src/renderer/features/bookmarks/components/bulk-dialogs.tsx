import { Button, Checkbox, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookmarkChange, ListedBookmark } from '#shared/review/review.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useCriterionOptions } from '#renderer/api/criterion-options.ts'
import { CostOrWait, isCostShown } from '#renderer/dialogs/lock-cost.tsx'
import { TagsField } from '#renderer/dialogs/tags-field.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { type ChangeWord, useChangeBookmarks } from '../use-change-bookmarks.tsx'

export type BulkKind = 'tag' | 'untag' | 'criterion' | 'lock' | 'release' | 'remove'

type BulkDialogProps = {
  readonly kind: BulkKind
  readonly rows: readonly ListedBookmark[]
  readonly onClose: () => void
  /** It is done. */
  readonly onDone: () => void
}

/** One act on all chosen bookmarks: what it needs to know, and what it costs. */
export function BulkDialog(props: BulkDialogProps): ReactNode {
  const { t } = useTranslation()
  const { kind, rows, onClose } = props
  return (
    <Modal opened title={t(`bookmarks.bulk.${kind}`, { shown: formatNumber(rows.length) })} onClose={onClose}>
      <Body {...props} />
    </Modal>
  )
}

function Body(props: BulkDialogProps): ReactNode {
  switch (props.kind) {
    case 'tag':
    case 'untag':
      return <TagsBody {...props} />
    case 'criterion':
      return <CriterionBody {...props} />
    case 'lock':
      return <LockBody {...props} />
    case 'release':
    case 'remove':
      return <LetGoBody {...props} />
  }
}

type FormProps = BulkDialogProps & {
  readonly word: ChangeWord
  readonly part: Omit<BookmarkChange, 'id'>
  readonly isReady: boolean
  readonly isDangerous?: boolean
  readonly of?: readonly ListedBookmark[]
  readonly children: ReactNode
}

function Form({ word, part, isReady, isDangerous, of, children, ...props }: FormProps): ReactNode {
  const { t } = useTranslation()
  const { change, isPending } = useChangeBookmarks()
  const rows = of ?? props.rows
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady || isPending) return
        change(
          word,
          rows.map(({ id }) => ({ id, ...part })),
          () => {
            props.onDone()
            props.onClose()
          },
        )
      }}
    >
      <Stack gap="sm">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            type="submit"
            disabled={!isReady}
            loading={isPending}
            {...(isDangerous === true ? { color: 'red' } : {})}
            {...(isDangerous === true || props.kind === 'lock' ? { 'data-autofocus': true } : {})}
          >
            {t(`bookmarks.act.${props.kind}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function TagsBody(props: BulkDialogProps): ReactNode {
  const { t } = useTranslation()
  const [tags, setTags] = useState<string[]>([])
  const isTaking = props.kind === 'untag'
  const known = [...new Set(props.rows.flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b, 'vi'))
  return (
    <Form
      {...props}
      word={isTaking ? 'untagged' : 'tagged'}
      part={isTaking ? { removeTags: tags } : { addTags: tags }}
      isReady={tags.length > 0}
    >
      {isTaking ? (
        <Checkbox.Group label={t('bookmarks.bulk.whichTags')} value={tags} onChange={setTags}>
          <Group gap="md" mt={4}>
            {known.map((tag) => (
              <Checkbox key={tag} value={tag} label={tag} />
            ))}
          </Group>
        </Checkbox.Group>
      ) : (
        <TagsField value={tags} onChange={setTags} autoFocus />
      )}
    </Form>
  )
}

function CriterionBody(props: BulkDialogProps): ReactNode {
  const { t } = useTranslation()
  const criteria = useCriterionOptions()
  const [code, setCode] = useState<string | null>(null)
  return (
    <Form {...props} word="criterion" part={{ criterionCode: code }} isReady>
      <Select
        label={t('bookmarks.column.criterion')}
        description={t('bookmarks.bulk.criterionHint')}
        data={criteria.map(({ group, items }) => ({ group, items: [...items] }))}
        searchable
        clearable
        data-autofocus
        value={code}
        onChange={setCode}
      />
    </Form>
  )
}

function LockBody(props: BulkDialogProps): ReactNode {
  const { t } = useTranslation()
  const free = props.rows.filter(({ protects }) => !protects)
  const cost = useQuery(
    orpc.review.bookmarksLockCost.queryOptions({
      input: { ids: free.map(({ id }) => id) },
      staleTime: 0,
      retry: false,
    }),
  )
  return (
    <Form {...props} word="locked" part={{ protects: true }} of={free} isReady={isCostShown(cost)}>
      <Text size="sm">
        {t('bookmarks.bulk.lockSays', {
          free: formatNumber(free.length),
          locked: formatNumber(props.rows.length - free.length),
        })}
      </Text>
      <CostOrWait cost={cost} />
    </Form>
  )
}

/** Releasing and removing: whatever a lock held may go with the next clearing of the disk. */
function LetGoBody(props: BulkDialogProps): ReactNode {
  const { t } = useTranslation()
  const { kind, rows } = props
  const cited = rows.filter((row) => row.cited).length
  const locked = rows.filter((row) => row.protects && !row.cited).length
  const isRemoval = kind === 'remove'
  return (
    <Form
      {...props}
      word={isRemoval ? 'removed' : 'released'}
      part={isRemoval ? { state: 'removed' } : { protects: false }}
      isDangerous
      isReady={cited < rows.length}
    >
      <Text size="sm">{isRemoval ? t('bookmarks.bulk.removeSays') : t('bookmarks.bulk.releaseSays')}</Text>
      {locked > 0 && (
        <Text size="sm">{t('bookmarks.bulk.lockedAmong', { shown: formatNumber(locked) })}</Text>
      )}
      {cited > 0 && <Text size="sm">{t('bookmarks.citedKept', { shown: formatNumber(cited) })}</Text>}
    </Form>
  )
}
