import { TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { LONGEST_TAG, MOST_TAGS, tagSchema } from '#shared/review/review.model.ts'

type TagsFieldProps = {
  readonly label?: string
  readonly value: readonly string[]
  readonly onChange: (tags: string[]) => void
  readonly autoFocus?: boolean
}

/** Tags of a bookmark; those in use are offered first, so that one thing keeps one name. */
export function TagsField({ label, value, onChange, autoFocus }: TagsFieldProps): ReactNode {
  const { t } = useTranslation()
  const { data } = useQuery(orpc.review.bookmarkList.queryOptions({ input: { limit: 1 }, staleTime: 60_000 }))
  return (
    <TagsInput
      label={label ?? t('dialogs.tags.label')}
      description={t('dialogs.tags.hint', { most: MOST_TAGS })}
      placeholder={value.length === 0 ? t('dialogs.tags.placeholder') : undefined}
      data={(data?.facets.tags ?? []).map((tag) => tag.value)}
      maxTags={MOST_TAGS}
      maxLength={LONGEST_TAG}
      acceptValueOnBlur
      splitChars={[',', ';']}
      {...(autoFocus === true ? { 'data-autofocus': true } : {})}
      value={[...value]}
      onChange={(tags) => onChange([...new Set(tags.flatMap((tag) => tagSchema.safeParse(tag).data ?? []))])}
    />
  )
}
