import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { Figure } from '#renderer/ui/figure.tsx'
import { formatBytes, formatDateTime, formatDuration, formatNumber } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { BackfillMode, BackfillPlan } from '#shared/backfill/backfill.model.ts'
import { backfillModeSchema } from '#shared/backfill/backfill.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'

type PlanPanelProps = { readonly cameraId: Id | null; readonly range: TimeRange }

export function PlanPanel({ cameraId, range }: PlanPanelProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('backfill.plan.title')}>
      {cameraId === null ? (
        <EmptyState compact title={t('backfill.plan.choose')} advice={t('backfill.plan.chooseAdvice')} />
      ) : (
        <CameraPlan cameraId={cameraId} range={range} />
      )}
    </Panel>
  )
}

function CameraPlan({ cameraId, range }: { readonly cameraId: Id; readonly range: TimeRange }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queryClient = useQueryClient()
  const [mode, setMode] = useState<BackfillMode>('all')
  const wish = { cameraId, fromMs: range.fromMs, toMs: range.toMs, mode }
  const plan = useQuery(orpc.backfill.plan.queryOptions({ input: wish }))
  const reload = () => queryClient.invalidateQueries({ queryKey: orpc.backfill.key() })
  const refresh = useMutation(
    orpc.backfill.refreshCard.mutationOptions({
      onSuccess: reload,
      onError: (error) => showFailure(t('backfill.plan.notAsked'), sentenceOf(error)),
    }),
  )
  const start = useMutation(
    orpc.backfill.start.mutationOptions({
      onSuccess: async ({ state }) => {
        const time = formatDateTime(plan.data?.estimate.window.fromMs ?? Date.now())
        showDone(state === 'planned' ? t('backfill.plan.planned', { time }) : t('backfill.plan.started'))
        await reload()
      },
      onError: (error) => showFailure(t('backfill.plan.notStarted'), sentenceOf(error)),
    }),
  )
  const hasNothing = plan.data === undefined || plan.data.onCardMs === 0
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('backfill.plan.mode')}
        value={mode}
        onChange={(value) => setMode(backfillModeSchema.parse(value))}
      >
        <Stack gap={4} mt={4}>
          <Radio value="all" label={t('backfill.plan.all')} />
          <Radio value="sample" label={t('backfill.plan.sample')} />
        </Stack>
      </Radio.Group>
      <QueryView query={plan} rows={6}>
        {(data) => <PlanFigures plan={data} />}
      </QueryView>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          loading={refresh.isPending}
          onClick={() => refresh.mutate({ cameraId })}
        >
          {t('backfill.plan.refresh')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={hasNothing}
          loading={start.isPending}
          onClick={() => start.mutate({ ...wish, when: 'now' })}
        >
          {t('backfill.plan.now')}
        </Button>
        <Button
          size="xs"
          data-testid="backfill-start"
          disabled={hasNothing}
          loading={start.isPending}
          onClick={() => start.mutate({ ...wish, when: 'night' })}
        >
          {t('backfill.plan.night')}
        </Button>
      </Group>
    </Stack>
  )
}

function PlanFigures({ plan }: { readonly plan: BackfillPlan }): ReactNode {
  const { t } = useTranslation()
  const { estimate, missingMs, wantedMs, onCardMs, uncertaintyMs } = plan
  const words = {
    left: formatDuration(estimate.windowLeftMs),
    needed: formatDuration(estimate.neededMs),
    nights: formatNumber(estimate.nights),
  }
  return (
    <Stack gap="sm" data-testid="backfill-plan">
      <div className="mc-backfill-figures">
        <Figure label={t('backfill.plan.missing')} value={formatDuration(missingMs)} />
        <Figure label={t('backfill.plan.wanted')} value={formatDuration(wantedMs)} />
        <Figure label={t('backfill.plan.onCard')} value={formatDuration(onCardMs)} />
        <Figure
          label={t('backfill.plan.size')}
          value={formatBytes(estimate.bytes)}
          {...(estimate.basis === 'assumed' ? { note: t('backfill.plan.assumed') } : {})}
        />
      </div>
      {onCardMs === 0 ? (
        <Text size="sm">{t('backfill.plan.nothing')}</Text>
      ) : (
        <Alert color={estimate.enough ? 'pine' : 'yellow'} p="xs">
          {estimate.enough ? t('backfill.plan.enough', words) : t('backfill.plan.notEnough', words)}
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        {uncertaintyMs === null
          ? t('backfill.plan.unmeasured')
          : t('backfill.plan.uncertainty', { seconds: formatNumber(uncertaintyMs / 1000, 1) })}
      </Text>
    </Stack>
  )
}
