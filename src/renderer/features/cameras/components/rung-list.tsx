import { Loader } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import type { ProbeStepName } from '#shared/cameras/cameras.model.ts'
import { SECOND_MS } from '#shared/kernel/instant.ts'
import { blanksOf } from '../camera-words.ts'
import { type LadderRun, type RungOutcome, rungsOf, type ShownRung } from '../ladder-run.ts'

type RungListProps = {
  readonly run: LadderRun
  readonly busy: boolean
  /** The rungs to show; all of them without it. */
  readonly only?: readonly ProbeStepName[]
}

/** The rungs in the order in which they are climbed; a red one says the one next step. */
export function RungList({ run, busy, only }: RungListProps): ReactNode {
  const rungs = rungsOf(run).filter(({ name }) => only === undefined || only.includes(name))
  return (
    <ol className="mc-ladder" aria-live="polite" aria-busy={busy} data-testid="probe-ladder">
      {rungs.map((rung) => (
        <Rung key={rung.name} rung={rung} />
      ))}
    </ol>
  )
}

function Rung({ rung }: { readonly rung: ShownRung }): ReactNode {
  const { t } = useTranslation()
  const { name, outcome, step } = rung
  return (
    <li className="mc-rung" data-outcome={outcome} data-step={name} data-testid="probe-step">
      <span className="mc-rung-mark">
        <Mark outcome={outcome} />
      </span>
      <div className="mc-shrink">
        <strong>{t(`cameras.step.${name}`)}</strong>
        <div className="mc-rung-text">
          {step === null
            ? t(outcome === 'running' ? `cameras.stepRunning.${name}` : `cameras.stepAbout.${name}`)
            : t([`cameras.probe.${step.code}`, `cameras.outcome.${step.outcome}`], blanksOf(step))}
        </div>
      </div>
      {step !== null && step.outcome !== 'skipped' && (
        <span className="mc-rung-time">{formatNumber(step.tookMs / SECOND_MS, 1)} s</span>
      )}
    </li>
  )
}

function Mark({ outcome }: { readonly outcome: RungOutcome }): ReactNode {
  const { t } = useTranslation()
  const label = t(`cameras.outcome.${outcome}`)
  switch (outcome) {
    case 'passed':
      return <IconCircleCheckFilled size={18} role="img" aria-label={label} />
    case 'warning':
      return <IconAlertTriangleFilled size={18} role="img" aria-label={label} />
    case 'failed':
      return <IconCircleXFilled size={18} role="img" aria-label={label} />
    case 'running':
      return <Loader size={16} className="mc-rung-turning" role="img" aria-label={label} />
    case 'skipped':
    case 'waiting':
      return <IconCircleDashed size={18} role="img" aria-label={label} />
  }
}
