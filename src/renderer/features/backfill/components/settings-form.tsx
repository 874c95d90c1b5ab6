import { Button, Group, NumberInput, Radio, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { backfillModeSchema, type BackfillSettings } from '#shared/backfill/backfill.model.ts'

const pad = (value: number): string => String(value).padStart(2, '0')
const spoken = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`

/** Minutes after midnight; null for what is no time of day. */
function minuteOf(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return Number(hour) * 60 + Number(minute)
}

export function SettingsForm(): ReactNode {
  const { t } = useTranslation()
  const settings = useQuery(orpc.backfill.settings.queryOptions())
  return (
    <Panel className="mc-backfill-settings" title={t('backfill.settings.title')}>
      <QueryView query={settings} rows={6}>
        {(data) => <Fields settings={data} />}
      </QueryView>
    </Panel>
  )
}

function Fields({ settings }: { readonly settings: BackfillSettings }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [value, setValue] = useState(settings)
  const [from, setFrom] = useState(spoken(settings.windowFromMinute))
  const [to, setTo] = useState(spoken(settings.windowToMinute))
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)]
  const isLocked = !may('settings.manage')
  const save = useMutation(
    orpc.backfill.setSettings.mutationOptions({
      onSuccess: async () => {
        showDone(t('backfill.settings.saved'))
        await queryClient.invalidateQueries({ queryKey: orpc.backfill.key() })
      },
      onError: (error) => showFailure(t('backfill.settings.notSaved'), sentenceOf(error)),
    }),
  )
  const change = (part: Partial<BackfillSettings>): void => setValue({ ...value, ...part })
  return (
    <Stack gap="sm" maw={420}>
      <Switch
        disabled={isLocked}
        label={t('backfill.settings.automatic')}
        checked={value.automatic}
        onChange={(event) => change({ automatic: event.currentTarget.checked })}
      />
      <Radio.Group
        label={t('backfill.settings.mode')}
        value={value.mode}
        onChange={(mode) => change({ mode: backfillModeSchema.parse(mode) })}
      >
        <Stack gap={4} mt={4}>
          <Radio disabled={isLocked} value="all" label={t('backfill.plan.all')} />
          <Radio disabled={isLocked} value="sample" label={t('backfill.plan.sample')} />
        </Stack>
      </Radio.Group>
      <Group grow align="flex-start">
        <TextInput
          disabled={isLocked}
          label={t('backfill.settings.from')}
          value={from}
          error={fromMinute === null && t('backfill.settings.hour')}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          disabled={isLocked}
          label={t('backfill.settings.to')}
          value={to}
          error={toMinute === null && t('backfill.settings.hour')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          disabled={isLocked}
          label={t('backfill.settings.bandwidth')}
          min={64}
          max={1_000_000}
          thousandSeparator="."
          decimalSeparator=","
          value={value.maxKilobitsPerSecond}
          onChange={(next) => change({ maxKilobitsPerSecond: Math.max(64, Math.round(Number(next))) })}
        />
        <NumberInput
          disabled={isLocked}
          label={t('backfill.settings.lookBack')}
          min={1}
          max={60}
          value={value.lookBackDays}
          onChange={(next) => change({ lookBackDays: Math.min(60, Math.max(1, Math.round(Number(next)))) })}
        />
      </Group>
      {isLocked ? (
        <Text size="sm" c="dimmed">
          {t('backfill.settings.readOnly')}
        </Text>
      ) : (
        <Button
          w="fit-content"
          loading={save.isPending}
          disabled={fromMinute === null || toMinute === null}
          onClick={() =>
            save.mutate({ ...value, windowFromMinute: fromMinute ?? 0, windowToMinute: toMinute ?? 0 })
          }
        >
          {t('backfill.settings.save')}
        </Button>
      )}
    </Stack>
  )
}
