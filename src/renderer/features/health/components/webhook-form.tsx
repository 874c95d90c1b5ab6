import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { showDone } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { type Webhook, webhookSchema } from '#shared/health/health.model.ts'

/** Where alerts are told to outside the program. */
export function WebhookForm(): ReactNode {
  const { t } = useTranslation()
  const webhook = useQuery(orpc.health.webhook.queryOptions())
  return (
    <Panel title={t('health.webhook.title')}>
      <QueryView query={webhook} rows={2}>
        {(stored) => <Fields key={stored?.url ?? ''} stored={stored} />}
      </QueryView>
    </Panel>
  )
}

function Fields({ stored }: { readonly stored: Webhook | null }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { url: stored?.url ?? '', secret: '' },
    validate: {
      url: (url) => (webhookSchema.shape.url.safeParse(url).success ? null : t('health.webhook.urlRule')),
      secret: (secret) => (secret === '' || secret.length >= 8 ? null : t('health.webhook.secretRule')),
    },
  })
  const set = useMutation(
    orpc.health.setWebhook.mutationOptions({
      onSuccess: (webhook) => {
        showDone(t(webhook ? 'health.webhook.saved' : 'health.webhook.off'))
        return queries.invalidateQueries({ queryKey: orpc.health.webhook.key() })
      },
    }),
  )
  const test = useMutation(
    orpc.health.testWebhook.mutationOptions({ onSuccess: () => showDone(t('health.webhook.tested')) }),
  )
  const failed = set.error ?? test.error
  return (
    <form
      onSubmit={form.onSubmit(({ url, secret }) =>
        set.mutate({ webhook: { url, ...(secret === '' ? {} : { secret }) } }),
      )}
    >
      <Stack gap="sm">
        <Text size="sm">{t('health.webhook.advice')}</Text>
        {failed && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(failed)} />}
        <Group align="flex-start" grow>
          <TextInput label={t('health.webhook.url')} placeholder="https://" {...form.getInputProps('url')} />
          <PasswordInput
            label={t('health.webhook.secret')}
            description={
              stored?.hasSecret ? t('health.webhook.secretKept') : t('health.webhook.secretAdvice')
            }
            autoComplete="off"
            {...form.getInputProps('secret')}
          />
        </Group>
        <Group justify="flex-end" gap="xs">
          {stored && (
            <>
              <Button variant="subtle" color="red" onClick={() => set.mutate({ webhook: null })}>
                {t('health.webhook.turnOff')}
              </Button>
              <Button variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
                {t('health.webhook.test')}
              </Button>
            </>
          )}
          <Button type="submit" loading={set.isPending}>
            {t('health.webhook.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
