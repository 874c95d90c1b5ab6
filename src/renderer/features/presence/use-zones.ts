import { modals } from '@mantine/modals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Zone } from '#shared/presence/presence.model.ts'

/** The zones of a camera and what can be done to them. Ended ones are left out. */
export function useZones(cameraId: Id) {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const zones = useQuery(
    orpc.presence.zones.queryOptions({
      input: { cameraId },
      select: (all) => all.filter(({ validToMs }) => validToMs === null),
    }),
  )
  const answers = (done: string) => ({
    onSuccess: () => {
      showDone(t(done))
      return queryClient.invalidateQueries({ queryKey: orpc.presence.key() })
    },
    onError: (error: unknown) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
  })
  const save = useMutation(orpc.presence.saveZone.mutationOptions(answers('presence.zone.saved')))
  const end = useMutation(orpc.presence.endZone.mutationOptions(answers('presence.zone.endedNow')))
  const askToEnd = ({ id, name }: Zone): void => {
    modals.openConfirmModal({
      title: t('presence.zone.endTitle', { name }),
      children: t('presence.zone.endQuestion'),
      labels: { confirm: t('presence.zone.end'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => end.mutate({ id }),
    })
  }
  return { zones, save, askToEnd }
}
