import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeadlineAudit } from '#shared/dossiers/deadline.model.ts'
import { type DeadlineText, limitText, stepText, verdictText } from './deadline-text.ts'
import { formatDateTime, NONE } from './format.ts'
import { StatusMark, type StatusTone } from './status-mark.tsx'
import './deadline-steps.css'

const TONES: Readonly<Record<DeadlineAudit['verdict'], StatusTone>> = {
  agrees: 'ok',
  differs: 'warning',
  'not-computable': 'neutral',
}

type DeadlineStepsProps = {
  readonly audit: DeadlineAudit
  /** `1.001193 Đăng ký khai sinh`; null: no procedure is known. */
  readonly procedure: string | null
}

/** A due date held against the rule: what it comes to, both dates, and the computation line by line. */
export function DeadlineSteps({ audit, procedure }: DeadlineStepsProps): ReactNode {
  const { t } = useTranslation()
  const say = ({ key, values }: DeadlineText): string => {
    const { weekday } = values
    const named = weekday === undefined ? values : { ...values, weekday: t(`ui.deadline.weekday.${weekday}`) }
    return t(`ui.deadline.${key}`, named)
  }
  const instant = (atMs: number | null): string => (atMs === null ? NONE : formatDateTime(atMs).slice(0, 16))
  return (
    <div className="mc-deadline">
      <StatusMark tone={TONES[audit.verdict]}>{say(verdictText(audit))}</StatusMark>
      <dl className="mc-deadline-dates">
        <dt>{t('ui.deadline.imported')}</dt>
        <dd>{instant(audit.importedDueMs)}</dd>
        <dt>{t('ui.deadline.computed')}</dt>
        <dd>{instant(audit.computedDueMs)}</dd>
        <dt>{t('ui.deadline.limitOf')}</dt>
        <dd>
          {audit.limit === null ? NONE : say(limitText(audit.limit))}
          {procedure !== null && <span className="mc-quiet"> · {procedure}</span>}
        </dd>
      </dl>
      {audit.steps.length > 0 && (
        <ol className="mc-deadline-steps" aria-label={t('ui.deadline.steps')}>
          {audit.steps.map((step, index) => (
            <li key={index} data-kind={step.kind}>
              {say(stepText(step))}
            </li>
          ))}
        </ol>
      )}
      <p className="mc-quiet">{t('ui.deadline.onlyAudit')}</p>
    </div>
  )
}
