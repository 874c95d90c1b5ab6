import { UnstyledButton } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerFigures } from '#shared/coverage/ledger.model.ts'
import { footageShare, worstCause } from '#shared/coverage/ledger.rules.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { formatDate, formatDuration, formatPercent } from '#renderer/ui/format.ts'
import { wholePercent } from '../ledger-month.ts'

type MatrixCellProps = {
  readonly name: string
  readonly dayMs: InstantMs
  readonly figures: LedgerFigures
  readonly row: number
  readonly column: number
  readonly isTabStop: boolean
  readonly onOpen: () => void
  readonly onFocus: () => void
}

/** How much a full day is tinted: the figure on it stays readable. */
const FULL_TINT_PERCENT = 42

function tintOf(share: number): CSSProperties {
  const tint = Math.round(share * FULL_TINT_PERCENT)
  return { background: `color-mix(in srgb, var(--footage-recorded-fill) ${tint}%, var(--mc-surface))` }
}

/** A camera's day: shade and figure say how much has footage, the line below the worst of the causes. */
export function MatrixCell(props: MatrixCellProps): ReactNode {
  const { name, dayMs, figures, row, column, isTabStop, onOpen, onFocus } = props
  const { t } = useTranslation()
  const share = footageShare(figures)
  const cause = worstCause(figures)
  const words = { camera: name, day: formatDate(dayMs), share: formatPercent(share) }
  const label =
    share === null
      ? t('coverage.cellOff', words)
      : cause === null
        ? t('coverage.cell', words)
        : t('coverage.cellCause', {
            ...words,
            cause: t(`ui.footage.${cause}`),
            length: formatDuration(figures.byState[cause]),
          })
  return (
    <UnstyledButton
      className="ledger-cell"
      data-testid="ledger-cell"
      data-row={row}
      data-column={column}
      data-cause={cause ?? undefined}
      data-share={share ?? undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={label}
      title={label}
      style={share === null ? undefined : tintOf(share)}
      onClick={onOpen}
      onFocus={onFocus}
    >
      {share === null ? '·' : wholePercent(share)}
      {cause !== null && (
        <span
          className="ledger-cause"
          style={{
            background: `var(--footage-${cause})`,
            // White, but for its dotted edge: the one state that needs an outline.
            outline: cause === 'not-yet-fetched' ? `1px dotted var(--footage-${cause}-mark)` : undefined,
          }}
        />
      )}
    </UnstyledButton>
  )
}
