import { ActionIcon, Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showFailure } from '#renderer/ui/notices.ts'
import { importProfileSchema } from '#shared/imports/import-profile.model.ts'
import type { ListedProfile } from '#shared/imports/imports.model.ts'

function download({ profile }: ListedProfile): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(profile, null, 2)], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${profile.name}.json` })
  link.click()
  URL.revokeObjectURL(url)
}

/** The profiles that people saved: hand one on as a file, take one in, drop one. */
export function ProfileList({ profiles }: { readonly profiles: readonly ListedProfile[] }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const settled = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.imports.profiles.key() }),
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  }
  const add = useMutation(orpc.imports.addProfile.mutationOptions(settled))
  const remove = useMutation(orpc.imports.deleteProfile.mutationOptions(settled))

  async function takeIn(file: File | null): Promise<void> {
    if (file === null) return
    const parsed = await file
      .text()
      .then((text) => importProfileSchema.safeParse(JSON.parse(text)))
      .catch(() => null)
    if (parsed?.success) add.mutate({ profile: parsed.data })
    else showFailure(t('ui.actionFailed'), t('imports.profile.badFile'))
  }

  function askToDelete(id: string, name: string): void {
    modals.openConfirmModal({
      title: t('imports.profile.delete'),
      children: t('imports.profile.deleteQuestion', { name }),
      labels: { confirm: t('imports.profile.delete'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate({ id }),
    })
  }

  const saved = profiles.filter(({ id }) => id !== null)
  return (
    <Stack gap={4}>
      {saved.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('imports.profile.none')}
        </Text>
      )}
      {saved.map((each) => (
        <Group key={each.id} justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" truncate>
            {each.profile.name}
          </Text>
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              aria-label={`${t('imports.profile.export')}: ${each.profile.name}`}
              onClick={() => download(each)}
            >
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={`${t('imports.profile.delete')}: ${each.profile.name}`}
              onClick={() => askToDelete(each.id ?? '', each.profile.name)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
      ))}
      <FileButton accept="application/json,.json" onChange={(file) => void takeIn(file)}>
        {(props) => (
          <Button {...props} size="xs" variant="subtle" justify="flex-start">
            {t('imports.profile.add')}
          </Button>
        )}
      </FileButton>
    </Stack>
  )
}
