import { describe, expect, it } from 'vitest'
import type { BulkRow, ProbeReport } from '#shared/cameras/cameras.model.ts'
import {
  type BulkEvent,
  type BulkItem,
  bulkAddObstacle,
  countStates,
  isAddable,
  isProbable,
  withEvent,
} from './bulk-items.ts'

const ROOM = '01a204f2-dbc7-709a-acfd-daa74d676ce9'

const rowOf = (row: number, more: Partial<BulkRow> = {}): BulkRow => ({
  row,
  name: `Quầy ${row}`,
  address: `http://10.0.0.${row}/onvif/device_service`,
  username: 'admin',
  password: 'mật khẩu',
  roomId: ROOM,
  counterIds: ['counter'],
  recordedStream: 'main',
  schedule: { kind: 'always' },
  problems: [],
  ...more,
})

const report = (ok: boolean): ProbeReport => ({
  ok,
  failedAt: ok ? null : 'reach',
  address: '',
  steps: [],
  device: null,
  clockOffset: null,
  auth: null,
  profiles: [],
  chosenProfileToken: null,
  streamUri: null,
  stream: null,
  capabilities: null,
  subStream: null,
  recordings: null,
  snapshotJpeg: null,
  warnings: [],
  probedAtMs: 0,
})

const after = (...events: readonly BulkEvent[]): readonly BulkItem[] => events.reduce(withEvent, [])
const bad = rowOf(4, {
  roomId: null,
  problems: [
    { column: 'room', code: 'room-unknown', value: 'Phòng 9' },
    { column: 'counters', code: 'counter-unknown', value: '7' },
  ],
})
const read: BulkEvent = { kind: 'read', rows: [rowOf(2), rowOf(3), bad] }
const asked: BulkEvent = { kind: 'probe-asked', rows: [2, 3] }
const statesOf = (items: readonly BulkItem[]): string[] => items.map(({ state }) => state)

describe('the rows of a list', () => {
  it('are ready, but for those with a wrong cell', () => {
    expect(statesOf(after(read))).toEqual(['ready', 'ready', 'bad'])
  })

  it('pass or fail as their ladders end, and rows without an answer are ready again', () => {
    const items = after(read, asked, { kind: 'probed', row: 2, report: report(true) })
    expect(statesOf(items)).toEqual(['passed', 'waiting', 'bad'])
    expect(statesOf(withEvent(items, { kind: 'probe-over' }))).toEqual(['passed', 'ready', 'bad'])
  })

  it('do not take an answer that nobody waits for', () => {
    expect(statesOf(after(read, { kind: 'probed', row: 2, report: report(true) }))[0]).toBe('ready')
  })

  it('are added one by one, and a refusal keeps its cause', () => {
    const error = new Error('refused')
    const items = after(
      read,
      asked,
      { kind: 'probed', row: 2, report: report(true) },
      { kind: 'probed', row: 3, report: report(true) },
      { kind: 'adding', row: 2 },
      { kind: 'added', row: 2 },
      { kind: 'adding', row: 3 },
      { kind: 'refused', row: 3, error },
    )
    expect(statesOf(items)).toEqual(['added', 'refused', 'bad'])
    expect(items[1]?.error).toBe(error)
    expect(items.map(isProbable)).toEqual([false, true, false])
  })

  it('stay passed when adding is left half-way', () => {
    const items = after(
      read,
      asked,
      { kind: 'probed', row: 2, report: report(true) },
      { kind: 'adding', row: 2 },
      { kind: 'add-left', row: 2 },
    )
    expect(items.map(isAddable)).toEqual([true, false, false])
  })

  it('leave untouched rows the same objects, so that they need not be drawn again', () => {
    const items = after(read, asked)
    const next = withEvent(items, { kind: 'probed', row: 2, report: report(false) })
    expect(next[1]).toBe(items[1])
    expect(next[2]).toBe(items[2])
  })
})

describe('a mended row', () => {
  const mend = (row: number, change: Extract<BulkEvent, { kind: 'changed' }>['change']): BulkEvent => ({
    kind: 'changed',
    row,
    change,
  })

  it('can be tried once a room is chosen, without the counters of the room that was not found', () => {
    const item = after(read, mend(4, { roomId: ROOM }))[2]
    expect(item).toMatchObject({ state: 'ready', row: { roomId: ROOM, counterIds: [], problems: [] } })
  })

  it('stays wrong when the new address is none', () => {
    const item = after(read, mend(2, { address: '10.0.0.300' }))[0]
    expect(item?.state).toBe('bad')
    expect(item?.row.problems).toEqual([{ column: 'address', code: 'address-bad', value: '10.0.0.300' }])
  })

  it('has to be tried again with another login, not with another name', () => {
    const passed = [read, asked, { kind: 'probed', row: 2, report: report(true) }] as const
    expect(after(...passed, mend(2, { name: 'Sảnh chờ' }))[0]).toMatchObject({
      state: 'passed',
      row: { name: 'Sảnh chờ', counterIds: ['counter'] },
    })
    expect(after(...passed, mend(2, { password: 'khác' }))[0]).toMatchObject({ state: 'ready', report: null })
  })

  it('is not touched while it is tried or once it is in service', () => {
    expect(after(read, asked, mend(2, { name: 'x' }))[0]?.row.name).toBe('Quầy 2')
    const added = after(read, { kind: 'added', row: 2 }, mend(2, { name: 'x' }))
    expect(added[0]?.row.name).toBe('Quầy 2')
  })
})

describe('why nothing can be added', () => {
  it.each([
    [[], false, 'nothing-read'],
    [[read, asked], true, 'probing'],
    [[read], false, 'not-probed'],
    [
      [
        read,
        asked,
        { kind: 'probed', row: 2, report: report(false) },
        { kind: 'probed', row: 3, report: report(false) },
      ],
      false,
      'none-passed',
    ],
    [
      [
        { kind: 'read', rows: [rowOf(2)] },
        { kind: 'added', row: 2 },
      ],
      false,
      'all-added',
    ],
    [[read, asked, { kind: 'probed', row: 2, report: report(true) }], false, null],
  ] satisfies [BulkEvent[], boolean, string | null][])('%#', (events, probing, obstacle) => {
    expect(bulkAddObstacle(after(...events), probing)).toBe(obstacle)
  })

  it('counts each state', () => {
    expect(countStates(after(read))).toMatchObject({ ready: 2, bad: 1, passed: 0 })
  })
})
