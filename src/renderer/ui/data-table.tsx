import { Table, UnstyledButton } from '@mantine/core'
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'

export type DataColumn<Row> = {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What the column sorts by; a column without it does not sort. Empty values stay at the end. */
  readonly sortBy?: (row: Row) => string | number | null
  readonly align?: 'left' | 'right' | 'center'
  readonly widthPx?: number
  /** Long text is cut with an ellipsis rather than wrapped. */
  readonly cut?: boolean
}

export type DataTableProps<Row> = {
  /** What the rows are, for screen readers. */
  readonly label: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Enter, or a click on the row. */
  readonly onOpen?: (row: Row) => void
  readonly selectedId?: string | null
  readonly initialSort?: { readonly id: string; readonly desc: boolean }
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const collator = new Intl.Collator('vi', { numeric: true })

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}

function moveFocus(event: KeyboardEvent<HTMLTableRowElement>): void {
  const row = event.currentTarget
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
  if (next instanceof HTMLElement) next.focus()
  event.preventDefault()
}

/** A dense table: sorts by its headers; ↑ ↓ move between rows, Enter opens one. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { label, columns, rows, rowId, onOpen, selectedId = null, initialSort } = props
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, DataRow<Row>> => ({
          id: column.id,
          header: column.header,
          accessorFn: ({ row }) => column.sortBy?.(row) ?? undefined,
          enableSorting: column.sortBy !== undefined,
          sortUndefined: 'last',
          sortFn: (left, right, columnId) => compare(left.getValue(columnId), right.getValue(columnId)),
        }),
      ),
    [columns],
  )
  const data = useMemo(() => rows.map((row) => ({ row })), [rows])
  const sorting: SortingState = initialSort === undefined ? [] : [{ ...initialSort }]
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: ({ row }) => rowId(row),
    initialState: { sorting },
    enableSortingRemoval: false,
  })
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const shown = table.getRowModel().rows
  const tabStop = shown.some((row) => row.id === selectedId) ? selectedId : shown[0]?.id

  return (
    <div className="mc-table-scroll">
      <Table className="mc-table" aria-label={label} highlightOnHover={onOpen !== undefined}>
        <Table.Thead>
          <Table.Tr>
            {table.getFlatHeaders().map(({ id, column }) => (
              <HeaderCell
                key={id}
                column={byId.get(column.id)}
                sorted={column.getIsSorted()}
                onSort={column.getCanSort() ? () => column.toggleSorting() : undefined}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ id, original: { row } }) => (
            <Table.Tr
              key={id}
              className={onOpen === undefined ? '' : 'mc-row'}
              aria-selected={id === selectedId}
              data-selected={id === selectedId || undefined}
              tabIndex={onOpen === undefined ? undefined : id === tabStop ? 0 : -1}
              onClick={onOpen === undefined ? undefined : () => onOpen(row)}
              onKeyDown={(event) => {
                if (event.target !== event.currentTarget) return
                if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event)
                else if (event.key === 'Enter') onOpen?.(row)
              }}
            >
              {columns.map((column) => (
                <Table.Td
                  key={column.id}
                  ta={column.align ?? 'left'}
                  className={column.cut === true ? 'mc-cut' : ''}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** TanStack Table wants an object per row. */
type DataRow<Row> = { readonly row: Row }

type HeaderCellProps<Row> = {
  readonly column: DataColumn<Row> | undefined
  readonly sorted: false | 'asc' | 'desc'
  readonly onSort: (() => void) | undefined
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const
const ARROWS = { asc: '↑', desc: '↓' } as const

function HeaderCell<Row>({ column, sorted, onSort }: HeaderCellProps<Row>): ReactNode {
  if (column === undefined) return null
  return (
    <Table.Th
      ta={column.align ?? 'left'}
      w={column.widthPx}
      aria-sort={sorted === false ? undefined : ARIA_SORT[sorted]}
    >
      {onSort === undefined ? (
        column.header
      ) : (
        <UnstyledButton className="mc-sort" data-align={column.align} onClick={onSort}>
          {column.header}
          <span className="mc-sort-arrow" aria-hidden>
            {sorted === false ? '' : ARROWS[sorted]}
          </span>
        </UnstyledButton>
      )}
    </Table.Th>
  )
}
