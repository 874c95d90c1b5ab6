import { UnstyledButton } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'
import { vietnamWeekdayOf } from '#shared/units/working-calendar.rules.ts'
import { formatDate, formatPercent, formatRatio, NONE } from '#renderer/ui/format.ts'
import { type CoverageSum, coveredShare, type HeatRow } from '../coverage-days.ts'
import { wholePercent } from '../ledger-month.ts'

const SATURDAY = 6
/** How much a fully covered day is tinted: the figure on it stays readable. */
const FULL_TINT_PERCENT = 42

type CoverageHeatProps = {
  readonly label: string
  readonly head: string
  readonly days: readonly InstantMs[]
  readonly rows: readonly HeatRow[]
  readonly chosenDayMs: InstantMs | null
  readonly onOpenRow: (id: Id) => void
  readonly onOpenDay: (id: Id, dayMs: InstantMs) => void
}

/** Places by the days of a month: shade and figure are the covered share. A name opens its place, a cell its day. */
export function CoverageHeat(props: CoverageHeatProps): ReactNode {
  const { label, head, days, rows, chosenDayMs, onOpenRow, onOpenDay } = props
  const { t } = useTranslation()
  return (
    <div className="ledger-matrix">
      <table aria-label={label} data-testid="coverage-heat">
        <thead>
          <tr>
            <th scope="col" className="ledger-name">
              {head}
            </th>
            {days.map((dayMs) => (
              <th key={dayMs} scope="col" data-weekend={vietnamWeekdayOf(dayMs) >= SATURDAY || undefined}>
                {toVietnamDateTime(dayMs).day}
              </th>
            ))}
            <th scope="col">{t('coverage.total')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="ledger-name" title={row.name}>
                <UnstyledButton className="mc-link" onClick={() => onOpenRow(row.id)}>
                  {row.name}
                </UnstyledButton>
                <span className="mc-quiet">{formatRatio(row.sum.covered, row.sum.events)}</span>
              </th>
              {days.map((dayMs) => (
                <td key={dayMs}>
                  <HeatCell
                    name={row.name}
                    dayMs={dayMs}
                    sum={row.byDay.get(dayMs)}
                    isChosen={dayMs === chosenDayMs}
                    onOpen={() => onOpenDay(row.id, dayMs)}
                  />
                </td>
              ))}
              <td className="ledger-total">{formatPercent(coveredShare(row.sum))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type HeatCellProps = {
  readonly name: string
  readonly dayMs: InstantMs
  readonly sum: CoverageSum | undefined
  readonly isChosen: boolean
  readonly onOpen: () => void
}

function tintOf(share: number): CSSProperties {
  const tint = Math.round(share * FULL_TINT_PERCENT)
  return { background: `color-mix(in srgb, var(--footage-recorded-fill) ${tint}%, var(--mc-surface))` }
}

function HeatCell({ name, dayMs, sum, isChosen, onOpen }: HeatCellProps): ReactNode {
  const { t } = useTranslation()
  if (!sum) return <span className="mc-quiet">·</span>
  const share = coveredShare(sum)
  const label = t('coverage.cover.cell', {
    place: name,
    day: formatDate(dayMs),
    share: formatPercent(share),
    covered: formatRatio(sum.covered, sum.events),
  })
  return (
    <UnstyledButton
      className="ledger-cell"
      data-testid="coverage-cell"
      data-chosen={isChosen || undefined}
      data-lacking={sum.missing > 0 || undefined}
      aria-label={label}
      title={label}
      style={share === null ? undefined : tintOf(share)}
      onClick={onOpen}
    >
      {share === null ? NONE : wholePercent(share)}
      {sum.missing > 0 && (
        <span className="ledger-cause" style={{ background: 'var(--footage-camera-offline)' }} />
      )}
    </UnstyledButton>
  )
}
