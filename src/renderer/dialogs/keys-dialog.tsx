import { Kbd, Modal, SimpleGrid, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeyHelp, usePageKeysStore } from '#renderer/ui/page-keys.ts'
import './keys-dialog.css'

/** What answers everywhere. */
const GLOBAL_KEYS: readonly KeyHelp[] = [
  { keys: ['/'], word: 'dialogs.keys.search' },
  { keys: ['?'], word: 'dialogs.keys.help' },
  { keys: ['Tab', 'Shift Tab'], word: 'dialogs.keys.tab' },
  { keys: ['↑', '↓'], word: 'dialogs.keys.rows' },
  { keys: ['Enter'], word: 'dialogs.keys.open' },
  { keys: ['Esc'], word: 'dialogs.keys.close' },
]

type KeysDialogProps = {
  readonly onClose: () => void
  /** Pages that a letter after G opens, as the person may open them. */
  readonly goKeys: readonly { readonly key: string; readonly name: string }[]
}

/** All keys: those of the open page first, then those of everywhere. */
export function KeysDialog({ onClose, goKeys }: KeysDialogProps): ReactNode {
  const { t } = useTranslation()
  const lists = usePageKeysStore((state) => state.lists)
  return (
    <Modal opened size="xl" title={t('dialogs.keys.title')} onClose={onClose}>
      <SimpleGrid cols={2} spacing="xl">
        <Stack gap="md">
          {lists.map((list, index) => (
            <KeyList
              key={list.map(({ word }) => word).join()}
              title={index === 0 ? t('dialogs.keys.page') : undefined}
              rows={list.map(({ keys, word }) => ({ keys, text: t(word) }))}
            />
          ))}
          <KeyList
            title={t('dialogs.keys.everywhere')}
            rows={GLOBAL_KEYS.map(({ keys, word }) => ({ keys, text: t(word) }))}
          />
        </Stack>
        <KeyList
          title={t('dialogs.keys.go')}
          rows={goKeys.map(({ key, name }) => ({ keys: ['G', key.toUpperCase()], text: name }))}
        />
      </SimpleGrid>
    </Modal>
  )
}

type KeyListProps = {
  readonly title: string | undefined
  readonly rows: readonly { readonly keys: readonly string[]; readonly text: string }[]
}

function KeyList({ title, rows }: KeyListProps): ReactNode {
  const { t } = useTranslation()
  return (
    <section>
      {title !== undefined && <h3 className="mc-keys-title">{title}</h3>}
      <dl className="mc-keys">
        {rows.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="xs">
                  {key === 'Space' ? t('dialogs.keys.space') : key}
                </Kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
