import { Switch } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'

/** Whether citizens' names are kept at all; dropping them is asked twice, since it cannot be undone. */
export function NamesPanel(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const settings = useQuery(orpc.imports.settings.queryOptions())
  const set = useMutation(
    orpc.imports.setKeepNames.mutationOptions({
      onSuccess: async ({ keepNames, dropped }) => {
        showDone(
          keepNames ? t('imports.names.kept') : t('imports.names.dropped', { number: formatNumber(dropped) }),
        )
        await queryClient.invalidateQueries()
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  function askToDrop(): void {
    modals.openConfirmModal({
      title: t('imports.names.dropTitle'),
      children: t('imports.names.dropQuestion'),
      labels: { confirm: t('imports.names.dropConfirm'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => set.mutate({ keepNames: false }),
    })
  }
  return (
    <Panel title={t('imports.names.title')}>
      <QueryView query={settings} rows={2}>
        {({ keepNames }) => (
          <Switch
            label={t('imports.names.keep')}
            description={t('imports.names.keepHint')}
            checked={keepNames}
            disabled={set.isPending}
            onChange={({ currentTarget: { checked } }) =>
              checked ? set.mutate({ keepNames: true }) : askToDrop()
            }
          />
        )}
      </QueryView>
    </Panel>
  )
}
