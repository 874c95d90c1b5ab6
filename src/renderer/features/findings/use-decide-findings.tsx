import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingState } from '#shared/findings/findings.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showFailure } from '#renderer/ui/notices.ts'

export type Decide = (finding: Pick<Finding, 'id' | 'state'>, state: FindingState) => void

/** Decides a finding, and offers to take it back. */
export function useDecideFindings(): Decide {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sentenceOf = useSentenceOf()
  const decision = useMutation(
    orpc.findings.decide.mutationOptions({
      onSuccess: () =>
        Promise.all([
          client.invalidateQueries({ queryKey: orpc.findings.key() }),
          // How often the like was dismissed.
          client.invalidateQueries({ queryKey: orpc.presence.detectors.key() }),
        ]),
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  return ({ id, state: before }, state) => {
    if (before === state) return
    decision.mutate(
      { ids: [id], state },
      {
        onSuccess: () => {
          const notice = `finding-${id}`
          const undo = (): void => {
            notifications.hide(notice)
            decision.mutate({ ids: [id], state: before })
          }
          notifications.show({
            id: notice,
            color: 'pine',
            autoClose: 8000,
            message: (
              <Group justify="space-between">
                {t(`findings.done.${state}`)}
                <Button size="compact-xs" variant="subtle" onClick={undo}>
                  {t('findings.undo')}
                </Button>
              </Group>
            ),
          })
        },
      },
    )
  }
}
