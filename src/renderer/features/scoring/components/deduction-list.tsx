import { Button, Text, UnstyledButton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { incidentKind } from '#shared/incidents/incident-taxonomy.ts'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Deduction } from '#shared/scoring/scoring.model.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDateTime, formatTime } from '#renderer/ui/format.ts'
import { formatPoints } from '../points.ts'
import type { LeafPanelProps } from './leaf-panel-props.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** Deductions of one criterion, the withdrawn ones struck out: nothing vanishes. */
export function DeductionList(props: LeafPanelProps): ReactNode {
  const { deductions, clips, scorecard, shownDeductionId, onShowDeduction } = props
  const { t } = useTranslation()
  const [withdrawing, setWithdrawing] = useState<Deduction | null>(null)
  if (deductions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('scoring.noDeductions')}
      </Text>
    )
  }
  return (
    <ul className="scorecard-deductions">
      {deductions.map((deduction) => (
        <DeductionRow
          key={deduction.id}
          deduction={deduction}
          clip={clips.find(({ id }) => id === deduction.evidenceClipId)}
          isShown={deduction.id === shownDeductionId}
          onShow={() => onShowDeduction(deduction.id)}
          onWithdraw={() => setWithdrawing(deduction)}
        />
      ))}
      {withdrawing && (
        <WithdrawDialog
          scorecardId={scorecard.id}
          deduction={withdrawing}
          onClose={() => setWithdrawing(null)}
        />
      )}
    </ul>
  )
}

type DeductionRowProps = {
  readonly deduction: Deduction
  readonly clip: EvidenceClip | undefined
  readonly isShown: boolean
  readonly onShow: () => void
  readonly onWithdraw: () => void
}

function DeductionRow({ deduction, clip, isShown, onShow, onWithdraw }: DeductionRowProps): ReactNode {
  const { t, i18n } = useTranslation()
  const may = useMay()
  const kind = incidentKind(deduction.incidentCode)
  const label = kind === null ? '' : i18n.language === 'en' ? kind.en : kind.vi
  const isActive = deduction.state === 'active'
  return (
    <li data-shown={isShown || undefined} data-withdrawn={!isActive || undefined} data-testid="deduction">
      <UnstyledButton className="scorecard-deduction" aria-pressed={isShown} onClick={onShow}>
        <span className="scorecard-minus">−{formatPoints(deduction.hundredths)}</span>
        <span>
          <strong>
            {deduction.incidentCode} {label}
          </strong>
          <span className="scorecard-reason">{deduction.reason}</span>
          <span className="scorecard-cite">
            {clip ? `${formatDateTime(clip.requestedFromMs)}–${formatTime(clip.requestedToMs)} · ` : ''}
            {clip?.dossierCode ? `${clip.dossierCode} · ` : ''}
            <span title={deduction.bundleSha256}>SHA-256 {deduction.bundleSha256.slice(0, 8)}…</span>
          </span>
          <span className="scorecard-cite">
            {deduction.createdBy}, {formatDateTime(deduction.createdAtMs)}
          </span>
        </span>
      </UnstyledButton>
      {isActive && may('scoring.score') && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onWithdraw}>
          {t('scoring.withdraw')}
        </Button>
      )}
      {!isActive && (
        <Text size="xs" c="dimmed">
          {t('scoring.withdrawn')}
        </Text>
      )}
    </li>
  )
}
