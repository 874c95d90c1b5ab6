import { type KeyboardEvent, memo, type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerCamera } from '#shared/coverage/ledger.model.ts'
import { footageShare } from '#shared/coverage/ledger.rules.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, toVietnamDateTime } from '#shared/kernel/instant.ts'
import { formatPercent, NONE } from '#renderer/ui/format.ts'
import { vietnamWeekdayOf } from '#shared/units/working-calendar.rules.ts'
import { MatrixCell } from './matrix-cell.tsx'

type Place = { readonly row: number; readonly column: number }

const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
}
const SATURDAY = 6

/** Moves the focus to the next cell of the table in that direction, over those that nothing stands in. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key]
  const cell = event.target
  if (!step || !(cell instanceof HTMLElement)) return
  const next = {
    row: Number(cell.dataset.row) + step.row,
    column: Number(cell.dataset.column) + step.column,
  }
  const target = event.currentTarget.querySelector(`[data-row="${next.row}"][data-column="${next.column}"]`)
  if (target instanceof HTMLElement) target.focus()
  event.preventDefault()
}

export type CameraRow = { readonly camera: LedgerCamera; readonly place: string }

type LedgerMatrixProps = {
  readonly label: string
  readonly days: readonly InstantMs[]
  readonly rows: readonly CameraRow[]
  readonly onOpen: (cameraId: Id, dayMs: InstantMs) => void
}

/** Cameras by the days of a month; arrows move between the cells, Enter opens one. */
export function LedgerMatrix({ label, days, rows, onOpen }: LedgerMatrixProps): ReactNode {
  const { t } = useTranslation()
  const [stop, setStop] = useState<Place>({ row: 0, column: 0 })
  const settle = useCallback((row: number, column: number) => setStop({ row, column }), [])
  const shown = rows[stop.row] ? stop : { row: 0, column: 0 }
  return (
    <div className="ledger-matrix">
      <table aria-label={label} data-testid="ledger-month" onKeyDown={moveFocus}>
        <thead>
          <tr>
            <th scope="col" className="ledger-name">
              {t('coverage.camera')}
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
          {rows.map((row, index) => (
            <MatrixRow
              key={row.camera.cameraId}
              row={row}
              index={index}
              days={days}
              tabStop={shown.row === index ? shown.column : null}
              onOpen={onOpen}
              onFocus={settle}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type MatrixRowProps = {
  readonly row: CameraRow
  readonly index: number
  readonly days: readonly InstantMs[]
  /** Column of the one cell that Tab reaches; null: it is in another row. */
  readonly tabStop: number | null
  readonly onOpen: (cameraId: Id, dayMs: InstantMs) => void
  readonly onFocus: (row: number, column: number) => void
}

const MatrixRow = memo(function MatrixRow(props: MatrixRowProps): ReactNode {
  const { row, index, days, tabStop, onOpen, onFocus } = props
  const { camera, place } = row
  const share = footageShare(camera.sum.figures)
  return (
    <tr>
      <th scope="row" className="ledger-name" title={`${place} › ${camera.name}`}>
        <span>{camera.name}</span>
        <span className="mc-quiet">{place}</span>
      </th>
      {days.map((dayMs, column) => {
        const day = camera.days[column]
        return (
          <td key={dayMs}>
            {day && (
              <MatrixCell
                name={camera.name}
                dayMs={dayMs}
                figures={day.figures}
                row={index}
                column={column}
                isTabStop={tabStop === column}
                onOpen={() => onOpen(camera.cameraId, dayMs)}
                onFocus={() => onFocus(index, column)}
              />
            )}
          </td>
        )
      })}
      <td className="ledger-total">
        {share === null ? NONE : formatPercent(Math.floor(share * 1000) / 1000)}
      </td>
    </tr>
  )
})
