import type { BulkColumn } from '#shared/cameras/bulk-columns.rules.ts'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import type { BulkRow, CameraCredentials, ProbeReport } from '#shared/cameras/cameras.model.ts'

/**
 * Where a row of the list stands. `bad`: a cell is wrong · `ready`: can be tried · `waiting`: its check was asked for ·
 * `passed` and `failed`: the ladder's answer · `adding` → `added`, or `refused` with what the station said.
 */
export type BulkState = 'bad' | 'ready' | 'waiting' | 'passed' | 'failed' | 'adding' | 'added' | 'refused'

export type BulkItem = {
  readonly row: BulkRow
  readonly state: BulkState
  readonly report: ProbeReport | null
  /** What was thrown when it was added, for `refused`. */
  readonly error: unknown
}

/** What a person may mend in a row without going back to the sheet. */
export type RowChange = Partial<Pick<BulkRow, 'name' | 'address' | 'username' | 'password' | 'roomId'>>

export type BulkEvent =
  | { readonly kind: 'read'; readonly rows: readonly BulkRow[] }
  | { readonly kind: 'probe-asked'; readonly rows: readonly number[] }
  | { readonly kind: 'probed'; readonly row: number; readonly report: ProbeReport }
  | { readonly kind: 'probe-over' }
  | { readonly kind: 'adding'; readonly row: number }
  | { readonly kind: 'added'; readonly row: number }
  | { readonly kind: 'refused'; readonly row: number; readonly error: unknown }
  | { readonly kind: 'add-left'; readonly row: number }
  | { readonly kind: 'changed'; readonly row: number; readonly change: RowChange }

const COLUMNS_OF: Readonly<Record<keyof RowChange, readonly BulkColumn[]>> = {
  name: ['name'],
  address: ['address', 'port'],
  username: ['username'],
  password: ['password'],
  // The counters named in the sheet are those of the room that was not found.
  roomId: ['commune', 'room', 'counters'],
}

const fresh = (row: BulkRow): BulkItem => ({
  row,
  state: row.problems.length === 0 ? 'ready' : 'bad',
  report: null,
  error: null,
})

const isChangeable = (key: string): key is keyof RowChange => Object.hasOwn(COLUMNS_OF, key)

const ASKED_OF_CAMERA: readonly string[] = ['address', 'username', 'password']

/** What is wrong with the new values themselves. */
function problemsOf({ name, address }: RowChange): BulkRow['problems'] {
  const problems: BulkRow['problems'] = []
  if (name?.trim() === '') problems.push({ column: 'name', code: 'name-missing', value: '' })
  if (address !== undefined && parseCameraAddress(address) === null) {
    const code = address.trim() === '' ? 'address-missing' : 'address-bad'
    problems.push({ column: 'address', code, value: address.trim() })
  }
  return problems
}

/** A mended cell is no longer wrong; what was found with another address or login no longer counts. */
function changed(item: BulkItem, change: RowChange): BulkItem {
  const mended = new Set<string>(
    Object.keys(change)
      .filter(isChangeable)
      .flatMap((key) => COLUMNS_OF[key]),
  )
  const others = item.row.problems.filter(({ column }) => !mended.has(column))
  const problems = [...others, ...problemsOf(change)]
  const counterIds = change.roomId === undefined ? item.row.counterIds : []
  const row: BulkRow = { ...item.row, counterIds, ...change, problems }
  const stillHolds =
    item.state === 'passed' && !Object.keys(change).some((key) => ASKED_OF_CAMERA.includes(key))
  return stillHolds ? { ...item, row } : fresh(row)
}

/** Rows at work and rows in service are not touched by an edit or a new check. */
export const isSettled = ({ state }: BulkItem): boolean => state === 'adding' || state === 'added'

function step(item: BulkItem, event: Exclude<BulkEvent, { kind: 'read' }>): BulkItem {
  switch (event.kind) {
    case 'probe-asked':
      return event.rows.includes(item.row.row) && !isSettled(item)
        ? { ...item, state: 'waiting', report: null, error: null }
        : item
    case 'probe-over':
      return item.state === 'waiting' ? { ...item, state: 'ready' } : item
    default:
      return item.row.row === event.row ? stepOfRow(item, event) : item
  }
}

function stepOfRow(item: BulkItem, event: Extract<BulkEvent, { row: number }>): BulkItem {
  switch (event.kind) {
    case 'probed':
      if (item.state !== 'waiting') return item
      return { ...item, state: event.report.ok ? 'passed' : 'failed', report: event.report }
    case 'adding':
      return { ...item, state: 'adding', error: null }
    case 'added':
      return { ...item, state: 'added', error: null }
    case 'refused':
      return { ...item, state: 'refused', error: event.error }
    case 'add-left':
      return item.state === 'adding' ? { ...item, state: 'passed' } : item
    case 'changed':
      return isSettled(item) || item.state === 'waiting' ? item : changed(item, event.change)
  }
}

/** Items that do not change stay the same objects, so that three hundred rows need not be drawn for one answer. */
export function withEvent(items: readonly BulkItem[], event: BulkEvent): readonly BulkItem[] {
  if (event.kind === 'read') return event.rows.map(fresh)
  return items.map((item) => step(item, event))
}

export const isProbable = ({ state }: BulkItem): boolean =>
  state === 'ready' || state === 'failed' || state === 'refused'

export const isAddable = ({ state, row }: BulkItem): boolean => state === 'passed' && row.roomId !== null

export const isUnsuccessful = ({ state }: BulkItem): boolean =>
  state === 'bad' || state === 'failed' || state === 'refused'

export const isRetriable = ({ state }: BulkItem): boolean => state === 'failed' || state === 'refused'

export function credentialsOfRow({ row }: BulkItem): CameraCredentials & { readonly row: number } {
  return { row: row.row, address: row.address, username: row.username, password: row.password }
}

export type BulkCounts = Readonly<Record<BulkState, number>>

export function countStates(items: readonly BulkItem[]): BulkCounts {
  const counts = { bad: 0, ready: 0, waiting: 0, passed: 0, failed: 0, adding: 0, added: 0, refused: 0 }
  for (const { state } of items) counts[state] += 1
  return counts
}

export type BulkAddObstacle = 'nothing-read' | 'probing' | 'not-probed' | 'none-passed' | 'all-added'

/** Why nothing can be added now; null when something can. */
export function bulkAddObstacle(items: readonly BulkItem[], probing: boolean): BulkAddObstacle | null {
  if (items.length === 0) return 'nothing-read'
  if (probing) return 'probing'
  if (items.some(isAddable)) return null
  const counts = countStates(items)
  if (counts.added === items.length) return 'all-added'
  return counts.ready > 0 ? 'not-probed' : 'none-passed'
}
