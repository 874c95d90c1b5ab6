import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const EXAMPLES = ['code', 'words', 'phrase', 'day', 'other'] as const

/** What can be typed, before anything is. */
export function SearchHelp(): ReactNode {
  const { t } = useTranslation()
  return (
    <dl className="mc-search-help">
      {EXAMPLES.map((example) => (
        <div key={example}>
          <dt>{t(`search.example.${example}`)}</dt>
          <dd>{t(`search.means.${example}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

type RecentProps = {
  readonly recent: readonly string[]
  readonly idOf: (index: number) => string
  readonly active: number
  readonly onPoint: (index: number) => void
  readonly onPick: (text: string) => void
  readonly onClear: () => void
}

/** What was searched for before in this window. */
export function RecentSearches({ recent, idOf, active, onPoint, onPick, onClear }: RecentProps): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="mc-search-group">
      <legend className="mc-search-head">
        {t('search.recent')}
        <Button
          size="compact-xs"
          variant="subtle"
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={onClear}
        >
          {t('search.clearRecent')}
        </Button>
      </legend>
      {recent.map((text, index) => (
        <div
          key={text}
          id={idOf(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="mc-search-row"
          onPointerMove={() => onPoint(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(text)}
        >
          <IconHistory size={16} aria-hidden className="mc-fixed" />
          <span className="mc-search-title">{text}</span>
        </div>
      ))}
    </fieldset>
  )
}
