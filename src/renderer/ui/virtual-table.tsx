import { Skeleton, UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import './virtual-table.css'

export type VirtualColumn<Row> = {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** A track of a CSS grid: `150px`, `minmax(160px, 2fr)`. */
  readonly track: string
  /** Present: a click sorts by it; the arrow shows where it is sorted. */
  readonly sort?: { readonly sorted: false | 'asc' | 'desc'; readonly onSort: () => void }
}

type VirtualTableProps<Row> = {
  /** What the rows are, for screen readers. */
  readonly label: string
  readonly columns: readonly VirtualColumn<Row>[]
  readonly total: number
  /** undefined: not there yet. */
  readonly rowAt: (index: number) => Row | undefined
  readonly rowId: (row: Row) => string
  /** Enter, or a click on the row. */
  readonly onOpen: (row: Row, index: number) => void
  /** Which rows are looked at now. */
  readonly onVisible: (first: number, last: number) => void
}

const ROW_PX = 36
const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const
const ARROWS = { asc: '↑', desc: '↓' } as const

/**
 * A table of any length: only the rows in sight exist. ↑ ↓ and page keys move, Home and End jump, Enter opens. Give another
 * list another `key`, so that it begins at its top.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>): ReactNode {
  const { label, columns, total, rowAt, rowId, onOpen, onVisible } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  // It asks the virtualizer anew at every render and hands none of its functions on.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onVisible(first, last), [first, last, onVisible])
  const template = { gridTemplateColumns: columns.map(({ track }) => track).join(' ') }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.target !== event.currentTarget) return
    const step = MOVES[event.key]
    const wanted =
      event.key === 'Home' ? 0 : event.key === 'End' ? total - 1 : step === undefined ? null : active + step
    if (wanted !== null) {
      event.preventDefault()
      const next = Math.max(0, Math.min(total - 1, wanted))
      setActive(next)
      virtual.scrollToIndex(next)
    } else if (event.key === 'Enter') {
      const row = rowAt(active)
      if (row !== undefined) onOpen(row, active)
    }
  }

  return (
    <div
      ref={scroller}
      className="mc-virtual"
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-activedescendant={`mc-virtual-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="mc-virtual-head" role="row" aria-rowindex={1} style={template}>
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} />
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const row = rowAt(index)
          return (
            <div
              key={row === undefined ? `waiting-${index}` : rowId(row)}
              id={`mc-virtual-${index}`}
              className="mc-virtual-row"
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === active}
              data-active={index === active || undefined}
              style={{ ...template, height: ROW_PX, transform: `translateY(${start}px)` }}
              onClick={() => {
                setActive(index)
                if (row !== undefined) onOpen(row, index)
              }}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" className="mc-virtual-cell">
                  {row === undefined ? <Skeleton height={12} width="70%" /> : column.cell(row)}
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function HeaderCell<Row>({ column }: { readonly column: VirtualColumn<Row> }): ReactNode {
  const { header, sort } = column
  const sorted = sort?.sorted ?? false
  return (
    <div role="columnheader" aria-sort={sorted === false ? undefined : ARIA_SORT[sorted]}>
      {sort === undefined ? (
        header
      ) : (
        <UnstyledButton className="mc-sort" onClick={sort.onSort}>
          {header}
          <span className="mc-sort-arrow" aria-hidden>
            {sorted === false ? '' : ARROWS[sorted]}
          </span>
        </UnstyledButton>
      )}
    </div>
  )
}
