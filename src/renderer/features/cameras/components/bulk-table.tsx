import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf } from '#renderer/ui/place.ts'
import { StatusMark, type StatusTone } from '#renderer/ui/status-mark.tsx'
import type { BulkColumn } from '#shared/cameras/bulk-columns.rules.ts'
import type { BulkRow } from '#shared/cameras/cameras.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { BulkItem, BulkState, RowChange } from '../bulk-items.ts'
import { shortAddress } from '../camera-words.ts'
import { useBulkReason } from '../use-bulk-reason.ts'
import { useCameraWords } from '../use-camera-words.ts'
import { BulkRowDetail } from './bulk-row-detail.tsx'

type BulkTableProps = {
  readonly items: readonly BulkItem[]
  readonly tree: UnitTree | undefined
  readonly showsPasswords: boolean
  readonly busy: boolean
  readonly onChange: (row: number, change: RowChange) => void
  readonly onProbe: (row: number) => void
}

const COLUMNS = ['row', 'state', 'name', 'address', 'login', 'place', 'recording'] as const

const TONES: Readonly<Record<BulkState, StatusTone>> = {
  bad: 'warning',
  ready: 'neutral',
  waiting: 'running',
  passed: 'ok',
  failed: 'danger',
  adding: 'running',
  added: 'ok',
  refused: 'danger',
}

/** A plain table: three hundred rows of it stay quick. */
export function BulkTable(props: BulkTableProps): ReactNode {
  const { items, tree, showsPasswords, busy, onChange, onProbe } = props
  const { t } = useTranslation()
  const [openRow, setOpenRow] = useState<number | null>(null)
  return (
    <div className="mc-table-scroll">
      <table className="mc-table mc-bulk-table" aria-label={t('cameras.many.table')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`cameras.many.head.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <BulkRowView
              key={item.row.row}
              item={item}
              tree={tree}
              showsPasswords={showsPasswords}
              busy={busy}
              open={openRow === item.row.row}
              onOpen={setOpenRow}
              onChange={onChange}
              onProbe={onProbe}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type BulkRowProps = Omit<BulkTableProps, 'items'> & {
  readonly item: BulkItem
  readonly open: boolean
  readonly onOpen: (row: number | null) => void
}

/** Hides how long the password is too. */
const HIDDEN = '••••••'

const BulkRowView = memo(function BulkRowView(props: BulkRowProps): ReactNode {
  const { item, tree, showsPasswords, open, onOpen } = props
  const { t } = useTranslation()
  const words = useCameraWords()
  const { row, state } = item
  const wrong = (...columns: readonly BulkColumn[]): true | undefined =>
    wrongValues(row, columns).length > 0 || undefined
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <>
      <tr data-state={state} data-testid="bulk-row" data-row={row.row}>
        <td>
          <UnstyledButton
            className="mc-bulk-open"
            aria-expanded={open}
            aria-label={t('cameras.many.open', { row: row.row })}
            onClick={() => onOpen(open ? null : row.row)}
          >
            <Chevron size={14} aria-hidden /> {row.row}
          </UnstyledButton>
        </td>
        <td className="mc-bulk-state" data-testid="bulk-row-state" data-state={state}>
          <StatusMark tone={TONES[state]}>{t(`cameras.many.state.${state}`)}</StatusMark>
          <Reason item={item} />
        </td>
        <td data-wrong={wrong('name')}>{row.name}</td>
        <td data-wrong={wrong('address', 'port')} className="mc-mono">
          {shortAddress(row.address)}
        </td>
        <td data-wrong={wrong('username', 'password')}>
          {row.username}
          <div className="mc-quiet mc-mono">
            {row.password === '' ? t('cameras.many.noPassword') : showsPasswords ? row.password : HIDDEN}
          </div>
        </td>
        <td data-wrong={wrong('commune', 'room', 'counters')}>
          {row.roomId === null ? wrongValues(row, ['commune', 'room']).join(', ') : placeOf(tree, row.roomId)}
          <div className="mc-quiet">{counterNames(tree, row.counterIds)}</div>
        </td>
        <td data-wrong={wrong('stream', 'schedule')}>
          {t(`cameras.stream.${row.recordedStream}`)}
          <div className="mc-quiet">{words.schedule(row.schedule)}</div>
        </td>
      </tr>
      {open && (
        <tr className="mc-bulk-detail">
          <td colSpan={COLUMNS.length}>
            <BulkRowDetail {...props} />
          </td>
        </tr>
      )}
    </>
  )
})

/** The cells as they stand in the sheet, for those that are wrong. */
function wrongValues(row: BulkRow, columns: readonly string[]): string[] {
  return row.problems.filter(({ column }) => columns.includes(column)).map(({ value }) => value)
}

function Reason({ item }: { readonly item: BulkItem }): ReactNode {
  const reason = useBulkReason()(item)
  return reason !== '' && <div className="mc-bulk-reason">{reason}</div>
}

function counterNames(tree: UnitTree | undefined, ids: readonly string[]): string {
  const counters = tree?.rooms.flatMap((room) => room.counters) ?? []
  return counters
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ')
}
