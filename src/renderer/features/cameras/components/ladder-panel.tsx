import { Box, Button, Group } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { Ladder } from '../use-ladder.ts'
import { Elapsed } from './elapsed.tsx'
import { RungList } from './rung-list.tsx'

/** The check while it runs and what came of it. */
export function LadderPanel({ ladder }: { readonly ladder: Ladder }): ReactNode {
  const { t } = useTranslation()
  const { run, phase } = ladder
  return (
    <Panel title={t('cameras.ladder')} aside={<LadderState ladder={ladder} />}>
      <Failure ladder={ladder} />
      <RungList run={run} busy={phase === 'running'} />
    </Panel>
  )
}

function Failure({ ladder }: { readonly ladder: Ladder }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const { phase, error, run } = ladder
  const message =
    phase === 'failed'
      ? sentenceOf(error)
      : phase === 'done' && run.report === null
        ? t('cameras.endedEarly')
        : null
  if (message === null) return null
  return (
    <Box mb="sm">
      <ErrorState title={t('cameras.notChecked')} message={message} onRetry={ladder.climb} />
    </Box>
  )
}

function LadderState({ ladder }: { readonly ladder: Ladder }): ReactNode {
  const { t } = useTranslation()
  const { phase, startedAtMs, run, cancel } = ladder
  if (phase === 'running') {
    return (
      <Group gap={10} wrap="nowrap" className="mc-quiet" role="status">
        {t('cameras.checking')}
        {startedAtMs !== null && <Elapsed sinceMs={startedAtMs} />}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlayerStop size={13} aria-hidden />}
          onClick={cancel}
          data-testid="probe-cancel"
        >
          {t('cameras.stopCheck')}
        </Button>
      </Group>
    )
  }
  if (phase === 'cancelled') return <StatusMark tone="neutral">{t('cameras.checkStopped')}</StatusMark>
  if (run.report === null) return null
  if (!run.report.ok) return <StatusMark tone="danger">{t('cameras.checkFailed')}</StatusMark>
  return run.report.warnings.length > 0 ? (
    <StatusMark tone="warning">{t('cameras.checkWarned')}</StatusMark>
  ) : (
    <StatusMark tone="ok">{t('cameras.passed')}</StatusMark>
  )
}
