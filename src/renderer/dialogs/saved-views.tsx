import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmarks, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { SavedView, ViewPage, ViewSearch } from '#shared/views/views.model.ts'

type SavedViewsProps = {
  readonly page: ViewPage
  /** The filters as the address holds them now. */
  readonly search: ViewSearch
  readonly onOpen: (search: ViewSearch) => void
}

function useViewChanges() {
  const client = useQueryClient()
  const refresh = { onSettled: () => client.invalidateQueries({ queryKey: orpc.views.key() }) }
  return {
    save: useMutation(orpc.views.save.mutationOptions(refresh)),
    remove: useMutation(orpc.views.remove.mutationOptions(refresh)),
  }
}

/** A person's own filters of a page: open one, keep the present ones under a name, take one away (and back). */
export function SavedViews({ page, search, onOpen }: SavedViewsProps): ReactNode {
  const { t } = useTranslation()
  const [naming, setNaming] = useState(false)
  const views = useQuery(orpc.views.list.queryOptions({ input: { page } }))
  const list = views.data ?? []
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmarks size={16} aria-hidden />}>
            {t('dialogs.views.button')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {list.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py="xs">
              {t('dialogs.views.none')}
            </Text>
          )}
          {list.map((view) => (
            <ViewItem key={view.id} view={view} onOpen={onOpen} />
          ))}
          <Menu.Divider />
          <Menu.Item disabled={Object.keys(search).length === 0} onClick={() => setNaming(true)}>
            {t('dialogs.views.keep')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && <NameDialog page={page} search={search} taken={list} onClose={() => setNaming(false)} />}
    </>
  )
}

function ViewItem({
  view,
  onOpen,
}: {
  readonly view: SavedView
  readonly onOpen: (search: ViewSearch) => void
}): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const { remove } = useViewChanges()
  return (
    <Group gap={4} wrap="nowrap" px={6}>
      <Menu.Item className="mc-shrink" onClick={() => onOpen(view.search)}>
        {view.name}
      </Menu.Item>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('dialogs.views.remove', { name: view.name })}
        loading={remove.isPending}
        onClick={() =>
          remove.mutate(
            { id: view.id },
            {
              onSuccess: () => showDone(t('dialogs.views.removed', { name: view.name })),
              onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
            },
          )
        }
      >
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

type NameDialogProps = {
  readonly page: ViewPage
  readonly search: ViewSearch
  readonly taken: readonly SavedView[]
  readonly onClose: () => void
}

function NameDialog({ page, search, taken, onClose }: NameDialogProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const [name, setName] = useState('')
  const { save } = useViewChanges()
  const isTaken = taken.some((view) => view.name === name.trim())
  return (
    <Modal opened title={t('dialogs.views.keep')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') return
          save.mutate(
            { page, name: name.trim(), search },
            {
              onSuccess: () => {
                showDone(t('dialogs.views.kept', { name: name.trim() }))
                onClose()
              },
              onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
            },
          )
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('dialogs.views.name')}
            description={isTaken ? t('dialogs.views.replaces') : t('dialogs.views.nameHint')}
            value={name}
            maxLength={80}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
