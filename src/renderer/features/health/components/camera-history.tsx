import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Camera, ProbeReport } from '#shared/cameras/cameras.model.ts'
import { HealthHistory, HISTORY_DAYS } from './health-history.tsx'

/** What happened to one camera in the last thirty days, and the ladder once more. */
export function CameraHistory({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Stack gap="md">
      {may('cameras.manage') && <LadderAgain camera={camera} />}
      <Link to="/cameras/$cameraId" params={{ cameraId: camera.id }} className="mc-link">
        {t('health.toCamera')}
      </Link>
      <Title order={3}>{t('health.history', { days: HISTORY_DAYS })}</Title>
      <HealthHistory cameraId={camera.id} shows="alerts-and-changes" />
    </Stack>
  )
}

function LadderAgain({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const queries = useQueryClient()
  const reprobe = useMutation(
    orpc.cameras.reprobe.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.health.key() }),
    }),
  )
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('health.ladderAdvice')}</Text>
        <Button
          size="xs"
          loading={reprobe.isPending}
          onClick={() => reprobe.mutate({ id: camera.id })}
          data-testid="health-reprobe"
        >
          {t('health.ladder')}
        </Button>
      </Group>
      {reprobe.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(reprobe.error)} />}
      {reprobe.data && <LadderResult report={reprobe.data} />}
    </>
  )
}

const TONES = { passed: 'ok', warning: 'warning', failed: 'danger', skipped: 'neutral' } as const

function LadderResult({ report }: { readonly report: ProbeReport }): ReactNode {
  const { t } = useTranslation()
  return (
    <ul className="mc-list" data-testid="health-ladder">
      {report.steps
        .filter(({ outcome }) => outcome !== 'skipped')
        .map(({ step, outcome, code, detail }) => (
          <li key={step}>
            <StatusMark tone={TONES[outcome]}>{t(`cameras.probe.${code}`, detail)}</StatusMark>
          </li>
        ))}
    </ul>
  )
}
