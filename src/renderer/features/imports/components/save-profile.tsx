import { Button, Group, Popover, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone } from '#renderer/ui/notices.ts'
import type { Id } from '#shared/kernel/ids.ts'

/** Keeps the columns, as corrected, under a name. */
export function SaveProfile({ previewId }: { readonly previewId: Id }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [opened, form] = useDisclosure(false)
  const [name, setName] = useState('')
  const save = useMutation(
    orpc.imports.saveProfile.mutationOptions({
      onSuccess: async () => {
        showDone(t('imports.profile.saved', { name }))
        form.close()
        await queryClient.invalidateQueries({ queryKey: orpc.imports.profiles.key() })
      },
    }),
  )
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && form.close()}
      trapFocus
      position="bottom-end"
      withArrow
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          onClick={form.toggle}
        >
          {t('imports.profile.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate({ previewId, name })
          }}
        >
          <Group align="end" wrap="nowrap">
            <TextInput
              label={t('imports.profile.name')}
              placeholder={t('imports.profile.namePlaceholder')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={save.isError ? sentenceOf(save.error) : undefined}
              data-autofocus
              w={280}
            />
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('ui.save')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
