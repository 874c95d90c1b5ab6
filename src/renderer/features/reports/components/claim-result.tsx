import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '#renderer/ui/format.ts'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import type { ClaimCheck, ShareClaim } from '#shared/reports/claim-check.model.ts'
import { checkClaim } from '#shared/reports/claim-check.rules.ts'
import { shareOf } from '#shared/reports/figure.rules.ts'
import { figureText, percentText, signed } from '../figure-text.ts'

const TONES: Readonly<Record<'rounded' | 'truncated' | 'none', StatusTone>> = {
  rounded: 'ok',
  truncated: 'warning',
  none: 'danger',
}

/** What fits, what must have been left unsaid, and both readings of an increase. */
export function ClaimResult({ claim }: { readonly claim: ShareClaim | null }): ReactNode {
  const { t } = useTranslation()
  if (claim === null) return <p className="mc-quiet">{t('reports.claim.wait')}</p>
  const check = checkClaim(claim)
  return (
    <div className="reports-claim-result" role="status">
      <ul>
        {check.candidates.map(({ label, value, fits }, index) => (
          <li key={index}>
            {t('reports.claim.candidate', { label, ratio: figureText(t, shareOf(claim.numerator, value)) })}{' '}
            <StatusMark tone={TONES[fits ?? 'none']}>{t(`reports.claim.fits.${fits ?? 'none'}`)}</StatusMark>
          </li>
        ))}
      </ul>
      <Possible claim={claim} check={check} />
      {check.previous && claim.increase !== null && (
        <p>
          {t('reports.claim.previous', {
            increase: signed(claim.increase, 2),
            points: percentText(check.previous.ifPoints),
            relative: percentText(check.previous.ifRelative, 1),
          })}
        </p>
      )}
    </div>
  )
}

function Possible({ claim, check }: { readonly claim: ShareClaim; readonly check: ClaimCheck }): ReactNode {
  const { t } = useTranslation()
  const percent = percentText(claim.percent)
  const { possibleDenominators: range } = check
  if (range === null) return <p>{t('reports.claim.impossible', { percent })}</p>
  const ends = { percent, from: formatNumber(range.from), to: formatNumber(range.to) }
  if (!check.isHidden) return <p className="mc-quiet">{t('reports.claim.possible', ends)}</p>
  return (
    <p>
      <StatusMark tone="warning">{t('reports.claim.hidden', ends)}</StatusMark>
    </p>
  )
}
