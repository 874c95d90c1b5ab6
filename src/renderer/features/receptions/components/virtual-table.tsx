import { Table } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { ROW_PX, type RowWindow, windowOf } from '../register-window.ts'

export type VirtualColumn<Row> = {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly align?: 'left' | 'right'
  readonly widthPx?: number
  /** Long text is cut with an ellipsis. */
  readonly cut?: boolean
}

type VirtualTableProps<Row> = {
  readonly label: string
  readonly columns: readonly VirtualColumn<Row>[]
  readonly total: number
  /** undefined while it is on its way. */
  readonly rowAt: (index: number) => Row | undefined
  readonly rowId: (row: Row) => string
  readonly onWindow: (window: RowWindow) => void
  readonly onOpen: (row: Row) => void
  readonly selectedId: string | null
}

function moveFocus(event: KeyboardEvent<HTMLTableRowElement>): void {
  const row = event.currentTarget
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
  if (next instanceof HTMLElement && next.dataset['index'] !== undefined) next.focus()
  event.preventDefault()
}

/** A long list of which only what is in sight is drawn. ↑ ↓ move between rows, Enter opens one. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>): ReactNode {
  const { label, columns, total, rowAt, rowId, onWindow, onOpen, selectedId } = props
  const { ref, height } = useElementSize<HTMLDivElement>()
  const [scrollPx, setScrollPx] = useState(0)
  const window = windowOf(total, scrollPx, height)
  const { first, last } = window
  useEffect(() => onWindow({ first, last }), [first, last, onWindow])
  const indexes = Array.from({ length: last - first }, (_, offset) => first + offset)
  return (
    <div
      className="mc-table-scroll reception-rows"
      ref={ref}
      onScroll={(event) => setScrollPx(event.currentTarget.scrollTop)}
    >
      <Table className="mc-table" aria-label={label} aria-rowcount={total + 1} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ id, header, align = 'left', widthPx }) => (
              <Table.Th key={id} ta={align} w={widthPx}>
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Spacer rows={first} columns={columns.length} />
          {indexes.map((index) => (
            <VirtualRow
              key={index}
              index={index}
              row={rowAt(index)}
              columns={columns}
              isTabStop={index === first}
              isSelected={(row) => rowId(row) === selectedId}
              onOpen={onOpen}
            />
          ))}
          <Spacer rows={total - last} columns={columns.length} />
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }): ReactNode {
  if (rows <= 0) return null
  return (
    <tr aria-hidden className="reception-spacer" style={{ height: rows * ROW_PX }}>
      <td colSpan={columns} />
    </tr>
  )
}

type VirtualRowProps<Row> = {
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly VirtualColumn<Row>[]
  readonly isTabStop: boolean
  readonly isSelected: (row: Row) => boolean
  readonly onOpen: (row: Row) => void
}

function VirtualRow<Row>(props: VirtualRowProps<Row>): ReactNode {
  const { index, row, columns, isTabStop, isSelected, onOpen } = props
  const selected = row !== undefined && isSelected(row)
  return (
    <Table.Tr
      className="mc-row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-selected={selected || undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={row === undefined ? undefined : () => onOpen(row)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event)
        else if (event.key === 'Enter' && row !== undefined) onOpen(row)
      }}
    >
      {columns.map(({ id, cell, align = 'left', cut = false }) => (
        <Table.Td key={id} ta={align} className={cut ? 'mc-cut' : 'mc-nowrap'}>
          {row === undefined ? '…' : cell(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}
