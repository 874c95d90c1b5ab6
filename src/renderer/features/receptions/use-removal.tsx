import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showFailure } from '#renderer/ui/notices.ts'

type Act = (input: { id: string }) => Promise<unknown>

/** Takes a row out at once and offers to put it back: quicker than a question, and nothing is lost. */
export function useRemoval(remove: Act, restore: Act): (id: string, name: string) => Promise<void> {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()

  async function run(act: Act, id: string): Promise<boolean> {
    try {
      await act({ id })
      await client.invalidateQueries({ queryKey: orpc.receptions.key() })
      return true
    } catch (error) {
      showFailure(t('ui.actionFailed'), sentenceOf(error))
      return false
    }
  }

  return async (id, name) => {
    if (!(await run(remove, id))) return
    const notice = `removed-${id}`
    notifications.show({
      id: notice,
      color: 'pine',
      autoClose: 12_000,
      message: (
        <Group gap="sm" justify="space-between" wrap="nowrap">
          {t('receptions.removed', { name })}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(notice)
              void run(restore, id)
            }}
          >
            {t('receptions.restore')}
          </Button>
        </Group>
      ),
    })
  }
}
