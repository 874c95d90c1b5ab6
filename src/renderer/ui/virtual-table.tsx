import { Checkbox, Skeleton, UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
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

export type VirtualSelection<Row> = {
  readonly has: (row: Row) => boolean
  /** Space, or the box at the row's head. */
  readonly onToggle: (row: Row) => void
  /** Of the box, for screen readers. */
  readonly label: (row: Row) => string
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
  /** Present: rows can be chosen. */
  readonly selection?: VirtualSelection<Row>
  /** What a further key does to the row that the keyboard is on; named as `KeyboardEvent.key`, letters small. */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>
}

const ROW_PX = 36
const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const
const ARROWS = { asc: '↑', desc: '↓' } as const
/** A track that grows with the size of the text. */
const growing = (track: string): string =>
  track.replaceAll(/(\d+)px/g, (_, width: string) => `${Number(width) / 16}rem`)
const nameOf = (key: string): string => (key.length === 1 ? key.toLowerCase() : key)

/**
 * A table of any length: only the rows in sight exist. ↑ ↓ and page keys move, Home and End jump, Enter opens, Space
 * chooses. Give another list another `key`, so that it begins at its top.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>): ReactNode {
  const { label, columns, total, rowAt, onOpen, onVisible, selection, keys } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [chosen, setActive] = useState(0)
  const active = Math.min(chosen, Math.max(0, total - 1))
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
  const tracks = [...(selection === undefined ? [] : ['22px']), ...columns.map(({ track }) => track)]
  const template = { gridTemplateColumns: tracks.map(growing).join(' ') }

  function actOn(row: Row, event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act =
      event.key === 'Enter'
        ? () => onOpen(row, active)
        : event.key === ' ' && selection !== undefined
          ? () => selection.onToggle(row)
          : keys?.[nameOf(event.key)]
    if (act === undefined) return
    event.preventDefault()
    act(row)
  }

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
      return
    }
    const row = rowAt(active)
    if (row !== undefined) actOn(row, event)
  }

  return (
    <div
      ref={scroller}
      className="mc-virtual"
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-multiselectable={selection === undefined ? undefined : true}
      aria-activedescendant={first <= active && active <= last && total > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="mc-virtual-head" role="row" aria-rowindex={1} style={template}>
        {selection !== undefined && <div role="columnheader" aria-hidden />}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} />
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map(({ index, start }) => {
          const row = rowAt(index)
          return (
            <VirtualRow
              {...props}
              key={row === undefined ? `waiting-${index}` : props.rowId(row)}
              row={row}
              index={index}
              id={`${id}-${index}`}
              isActive={index === active}
              style={{ ...template, height: ROW_PX, transform: `translateY(${start}px)` }}
              onPoint={() => setActive(index)}
            />
          )
        })}
      </div>
    </div>
  )
}

type VirtualRowProps<Row> = VirtualTableProps<Row> & {
  readonly row: Row | undefined
  readonly index: number
  readonly id: string
  readonly isActive: boolean
  readonly style: Readonly<Record<string, string | number>>
  readonly onPoint: () => void
}

function VirtualRow<Row>(props: VirtualRowProps<Row>): ReactNode {
  const { row, index, id, isActive, style, columns, selection, onOpen, onPoint } = props
  const isChosen = row !== undefined && (selection?.has(row) ?? false)
  return (
    <div
      id={id}
      className="mc-virtual-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection === undefined ? isActive : isChosen}
      data-active={isActive || undefined}
      data-chosen={isChosen || undefined}
      style={style}
      onClick={() => {
        onPoint()
        if (row !== undefined) onOpen(row, index)
      }}
    >
      {selection !== undefined && (
        <div role="gridcell" onClick={(event) => event.stopPropagation()}>
          {row !== undefined && (
            <Checkbox
              size="xs"
              tabIndex={-1}
              aria-label={selection.label(row)}
              checked={isChosen}
              onChange={() => {
                onPoint()
                selection.onToggle(row)
              }}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className="mc-virtual-cell">
          {row === undefined ? <Skeleton height={12} width="70%" /> : column.cell(row)}
        </div>
      ))}
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
