import { Button, Group, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { LONGEST_TAG, MOST_TAGS, tagSchema } from '#shared/review/review.model.ts'

const OFTEN_SHOWN = 6

type TagsFieldProps = {
  readonly value: readonly string[]
  readonly onChange: (tags: string[]) => void
  readonly autoFocus?: boolean
}

/** Tags of a bookmark; those in use stand below, so that one thing keeps one name. */
export function TagsField({ value, onChange, autoFocus }: TagsFieldProps): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const { data } = useQuery(orpc.review.bookmarkList.queryOptions({ input: { limit: 1 }, staleTime: 60_000 }))
  const known = (data?.facets.tags ?? []).map((tag) => tag.value)
  const often = known.filter((tag) => !value.includes(tag)).slice(0, OFTEN_SHOWN)
  const put = (tags: readonly string[]): void =>
    onChange([...new Set(tags.flatMap((tag) => tagSchema.safeParse(tag).data ?? []))].slice(0, MOST_TAGS))
  return (
    <div>
      <TagsInput
        label={t('dialogs.tags.label')}
        description={t('dialogs.tags.hint', { most: MOST_TAGS })}
        placeholder={value.length === 0 ? t('dialogs.tags.placeholder') : undefined}
        data={known}
        maxTags={MOST_TAGS}
        maxLength={LONGEST_TAG}
        acceptValueOnBlur
        splitChars={[',', ';']}
        // A list that opens by itself would lie over the buttons of the dialog.
        dropdownOpened={typed.trim() !== ''}
        searchValue={typed}
        onSearchChange={setTyped}
        {...(autoFocus === true ? { 'data-autofocus': true } : {})}
        value={[...value]}
        onChange={put}
      />
      {often.length > 0 && (
        <Group gap={4} mt={4} role="group" aria-label={t('dialogs.tags.often')}>
          {often.map((tag) => (
            <Button
              key={tag}
              size="compact-xs"
              variant="default"
              aria-label={t('dialogs.tags.add', { tag })}
              onClick={() => put([...value, tag])}
            >
              + {tag}
            </Button>
          ))}
        </Group>
      )}
    </div>
  )
}
