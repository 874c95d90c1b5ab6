import { Alert, Box, Group, Loader } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber, formatSignedSeconds } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import {
  PROBE_STEPS,
  type ProbeReport,
  type ProbeStep,
  type ProbeStepName,
} from '#shared/cameras/cameras.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import { ProbeFindings } from './probe-findings.tsx'

type ProbeLadderProps = {
  readonly report: ProbeReport | null
  readonly running: boolean
  readonly failure: { readonly title: string; readonly message: string } | null
}

/** The rungs in the order in which they are climbed; a red one says the one next step. */
export function ProbeLadder({ report, running, failure }: ProbeLadderProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('cameras.ladder')} aside={running && <Running />}>
      {failure !== null && (
        <Box mb="sm">
          <ErrorState title={failure.title} message={failure.message} />
        </Box>
      )}
      <ol className="mc-ladder" aria-live="polite" aria-busy={running}>
        {PROBE_STEPS.map((name) => (
          <Rung key={name} name={name} step={report?.steps.find(({ step }) => step === name)} />
        ))}
      </ol>
      {report?.ok === true && (
        <Alert color="pine" icon={<IconCircleCheckFilled aria-hidden />} title={t('cameras.passed')} mt="md">
          {t('cameras.passedAdvice')}
        </Alert>
      )}
      {report !== null && <ProbeFindings report={report} />}
    </Panel>
  )
}

/** The answer comes as a whole, so no single rung can be said to be running. */
function Running(): ReactNode {
  const { t } = useTranslation()
  return (
    <Group gap={8} className="mc-quiet" role="status">
      <Loader size={14} />
      {t('cameras.stepRunning')}
    </Group>
  )
}

type RungProps = {
  readonly name: ProbeStepName
  readonly step: ProbeStep | undefined
}

function Rung({ name, step }: RungProps): ReactNode {
  const { t } = useTranslation()
  const outcome = step?.outcome ?? 'waiting'
  return (
    <li className="mc-rung" data-outcome={outcome}>
      <span className="mc-rung-mark">
        <Mark outcome={outcome} />
      </span>
      <div>
        <strong>{t(`cameras.step.${name}`)}</strong>
        <div className="mc-rung-text">
          {step === undefined
            ? t(`cameras.stepAbout.${name}`)
            : t([`cameras.probe.${step.code}`, `cameras.outcome.${step.outcome}`], blanksOf(step))}
        </div>
      </div>
      {step !== undefined && step.outcome !== 'skipped' && (
        <span className="mc-quiet">{formatNumber(step.tookMs / SECOND_MS, 1)} s</span>
      )}
    </li>
  )
}

function Mark({ outcome }: { readonly outcome: ProbeStep['outcome'] | 'waiting' }): ReactNode {
  const { t } = useTranslation()
  const label = t(`cameras.outcome.${outcome}`)
  switch (outcome) {
    case 'passed':
      return <IconCircleCheckFilled size={18} role="img" aria-label={label} />
    case 'warning':
      return <IconAlertTriangleFilled size={18} role="img" aria-label={label} />
    case 'failed':
      return <IconCircleXFilled size={18} role="img" aria-label={label} />
    case 'skipped':
    case 'waiting':
      return <IconCircleDashed size={18} role="img" aria-label={label} />
  }
}

/** The step's figures as people read them. */
function blanksOf({ detail }: ProbeStep): Record<string, string | number> {
  const blanks: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(detail)) {
    if (typeof value === 'number' && name === 'offsetMs') blanks.offset = formatSignedSeconds(value)
    else if (typeof value === 'number' && name === 'spacingMs')
      blanks.spacing = formatNumber(value / SECOND_MS, 1)
    else if (value !== null) blanks[name] = String(value)
  }
  return blanks
}
