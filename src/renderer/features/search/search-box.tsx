import { Kbd, Loader, Popover, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import type { SearchHit } from '#shared/search/search.model.ts'
import { RecentSearches, SearchHelp } from './components/search-help.tsx'
import { SearchResults } from './components/search-results.tsx'
import './search.css'
import { leadsToList } from './search-links.ts'
import { useSearchBox } from './use-search-box.ts'

/** `/` focuses the field in it. */
export const SEARCH_ID = 'mc-search'

/** One field over everything; `/` leads to it from anywhere. */
export function SearchBox(): ReactNode {
  const { t } = useTranslation()
  const box = useSearchBox()
  const { typed, isOpen, active, rows, results } = box
  const id = useId()
  const idOf = (index: number): string => `${id}-${index}`
  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active, isOpen])

  return (
    <search id={SEARCH_ID}>
      <Popover opened={isOpen} position="bottom-end" width={620} shadow="md" offset={4} trapFocus={false}>
        <Popover.Target>
          <TextInput
            w={280}
            size="xs"
            role="combobox"
            aria-expanded={isOpen}
            aria-haspopup="listbox"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && rows > 0 ? idOf(active) : undefined}
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={typed}
            onChange={(event) => box.type(event.currentTarget.value)}
            onCompositionStart={() => box.setComposing(true)}
            onCompositionEnd={() => box.setComposing(false)}
            onFocus={() => box.setOpen(true)}
            onBlur={() => box.setOpen(false)}
            onKeyDown={box.onKeyDown}
            leftSection={<IconSearch size={14} aria-hidden />}
            rightSection={
              results.isWaiting ? (
                <Loader size={12} role="status" aria-label={t('search.waiting')} />
              ) : (
                <Text component="span" aria-hidden>
                  <Kbd size="xs">/</Kbd>
                </Text>
              )
            }
          />
        </Popover.Target>
        <Popover.Dropdown p={0} className="mc-search-drop" onPointerDown={(event) => event.preventDefault()}>
          <div id={`${id}-list`} role="listbox" aria-label={t('search.results')} className="mc-search-list">
            <Content box={box} idOf={idOf} />
          </div>
          <Foot hit={box.hit} />
        </Popover.Dropdown>
      </Popover>
    </search>
  )
}

type ContentProps = {
  readonly box: ReturnType<typeof useSearchBox>
  readonly idOf: (index: number) => string
}

function Content({ box, idOf }: ContentProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const { results, typed, active, recent } = box
  const list = { idOf, active, onPoint: box.setActive }
  if (typed.trim() === '')
    return (
      <>
        {recent.length > 0 && (
          <RecentSearches {...list} recent={recent} onPick={box.type} onClear={box.clearRecent} />
        )}
        <SearchHelp />
      </>
    )
  if (results.error !== null) return <Text className="mc-search-say">{sentenceOf(results.error)}</Text>
  if (results.answer === undefined) return <Text className="mc-search-say">{t('search.waiting')}</Text>
  if (results.answer.groups.length === 0)
    return (
      <>
        <Text className="mc-search-say">{t('search.nothing', { text: results.asked })}</Text>
        <SearchHelp />
      </>
    )
  return <SearchResults {...list} answer={results.answer} onPick={box.pick} />
}

function Foot({ hit }: { readonly hit: SearchHit | undefined }): ReactNode {
  const { t } = useTranslation()
  const isList = hit !== undefined && leadsToList(hit)
  return (
    <div className="mc-search-foot" aria-hidden>
      <span>
        <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('search.keys.move')}
      </span>
      <span>
        <Kbd size="xs">Enter</Kbd> {isList ? t('search.keys.list') : t('search.keys.footage')}
      </span>
      <span>
        <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd>{' '}
        {isList ? t('search.keys.footage') : t('search.keys.page')}
      </span>
      <span>
        <Kbd size="xs">Esc</Kbd> {t('search.keys.close')}
      </span>
    </div>
  )
}
