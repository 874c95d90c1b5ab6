import { describe, expect, it } from 'vitest'
import { AppError } from '../kernel/app-error.ts'
import { type BulkContext, type ListRow, readBulkList } from './bulk-cameras.rules.ts'
import type { PlaceableRoom } from './bulk-place.rules.ts'

const room = (id: string, communeName: string, name: string, kind: PlaceableRoom['kind']): PlaceableRoom => ({
  id,
  communeName,
  name,
  kind,
  counters: ['01', '02', 'A'].map((code) => ({
    id: `${id}-${code}`,
    roomId: id,
    code,
    name: `Quầy số ${code}`,
  })),
})
const CONTEXT: BulkContext = {
  rooms: [
    room('desk-1', 'Xã Tân Sơn', 'Bộ phận Một cửa', 'one-stop-desk'),
    room('reception-1', 'Xã Tân Sơn', 'Phòng tiếp công dân', 'reception-room'),
    room('desk-2', 'Phường Đông Đa', 'Bộ phận Một cửa', 'one-stop-desk'),
    room('hall', 'Phường Đông Đa', 'Sảnh chờ', 'one-stop-desk'),
  ],
  cameras: [{ address: 'http://10.0.0.99/onvif/device_service' }, { address: 'rtsp://nvr/101' }],
}

const sheet = (...rows: readonly string[][]): ListRow[] =>
  rows.map((cells, index) => ({ rowNumber: index + 1, cells }))
const HEADER = [
  'Tên',
  'Địa chỉ/IP',
  'Cổng',
  'Tài khoản',
  'Mật khẩu',
  'Xã',
  'Phòng',
  'Quầy',
  'Luồng ghi',
  'Lịch ghi',
]
const GOOD = ['Quầy 1', '10.0.0.5', '', 'admin', 'Mật-khẩu-1', 'Tân Sơn', 'Bộ phận một cửa', '1', '', '']

/** The good row with some cells changed, read alone under the header. */
function readOne(changes: Partial<Record<number, string>>) {
  const cells = GOOD.map((cell, index) => changes[index] ?? cell)
  const [row] = readBulkList(sheet(HEADER, cells), CONTEXT).rows
  if (!row) throw new Error('no row')
  return row
}

describe('readBulkList', () => {
  it('reads a row under a Vietnamese header', () => {
    expect(readOne({})).toEqual({
      row: 2,
      name: 'Quầy 1',
      address: 'http://10.0.0.5/onvif/device_service',
      username: 'admin',
      password: 'Mật-khẩu-1',
      roomId: 'desk-1',
      counterIds: ['desk-1-01'],
      recordedStream: 'main',
      schedule: { kind: 'always' },
      problems: [],
    })
  })

  it('reads English headers in any order and passes over columns that are none of ours', () => {
    const { columns, rows } = readBulkList(
      sheet(
        ['No', 'Password', 'Room', 'IP address', 'Camera name', 'User name', 'Port', 'Note', 'IP'],
        ['7', ' p w ', 'Sảnh chờ', '10.0.0.6', 'Hall', ' admin ', '8000', 'new', 'ignored'],
      ),
      CONTEXT,
    )
    expect(columns).toEqual(['', 'password', 'room', 'address', 'name', 'username', 'port', '', ''])
    expect(rows).toMatchObject([
      { row: 2, name: 'Hall', address: 'http://10.0.0.6:8000/onvif/device_service', password: ' p w ' },
    ])
    expect(rows[0]).toMatchObject({ username: 'admin', roomId: 'hall', problems: [] })
  })

  it('takes a list without a header in the usual order, and counts blank rows', () => {
    const { columns, rows } = readBulkList(sheet(GOOD, ['', ' '], ['Q2', '10.0.0.7']), CONTEXT)
    expect(columns[1]).toBe('address')
    expect(rows.map(({ row, name }) => [row, name])).toEqual([
      [1, 'Quầy 1'],
      [3, 'Q2'],
    ])
    expect(rows[1]?.problems.map(({ code }) => code)).toEqual([
      'username-missing',
      'password-missing',
      'room-missing',
    ])
  })

  it.each<[string, Partial<Record<number, string>>, { column: string; code: string; value: string }[]]>([
    ['a missing name', { 0: ' ' }, [{ column: 'name', code: 'name-missing', value: '' }]],
    ['a missing address', { 1: '' }, [{ column: 'address', code: 'address-missing', value: '' }]],
    ['a bad address', { 1: '10.0.0.999' }, [{ column: 'address', code: 'address-bad', value: '10.0.0.999' }]],
    ['a bad port', { 2: '80a' }, [{ column: 'port', code: 'port-bad', value: '80a' }]],
    ['a port too high', { 2: '70000' }, [{ column: 'port', code: 'port-bad', value: '70000' }]],
    ['no user', { 3: '' }, [{ column: 'username', code: 'username-missing', value: '' }]],
    ['no password', { 4: '' }, [{ column: 'password', code: 'password-missing', value: '' }]],
    [
      'a long password',
      { 4: 'x'.repeat(201) },
      [{ column: 'password', code: 'password-too-long', value: '' }],
    ],
    [
      'an unknown commune',
      { 5: 'Hòa Bình' },
      [{ column: 'commune', code: 'commune-unknown', value: 'Hòa Bình' }],
    ],
    ['an unknown room', { 6: 'Kho' }, [{ column: 'room', code: 'room-unknown', value: 'Kho' }]],
    ['no room', { 6: '' }, [{ column: 'room', code: 'room-missing', value: '' }]],
    ['a room of two communes', { 5: '' }, [{ column: 'room', code: 'room-ambiguous', value: GOOD[6] ?? '' }]],
    ['an unknown counter', { 7: '1; 9' }, [{ column: 'counters', code: 'counter-unknown', value: '9' }]],
    ['an unknown stream', { 8: 'ba' }, [{ column: 'stream', code: 'stream-unknown', value: 'ba' }]],
    [
      'an unknown schedule',
      { 9: 'ban đêm' },
      [{ column: 'schedule', code: 'schedule-unknown', value: 'ban đêm' }],
    ],
    [
      'a camera in service',
      { 1: 'http://10.0.0.99:80/other' },
      [{ column: 'address', code: 'address-known', value: 'http://10.0.0.99/other' }],
    ],
  ])('says of %s in which cell it is', (_, changes, problems) => {
    expect(readOne(changes).problems).toEqual(problems)
  })

  it('takes the first of two rows with one address, and two channels of one recorder', () => {
    const at = (address: string, port = ''): string[] => ['Q', address, port, 'a', 'b', '', 'Sảnh chờ']
    const { rows } = readBulkList(
      sheet(
        at('10.0.0.5'),
        at('http://10.0.0.5/x'),
        at('10.0.0.5', '8000'),
        at('rtsp://nvr/201'),
        at('rtsp://nvr/101'),
      ),
      CONTEXT,
    )
    expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ['address-twice'],
      [],
      [],
      ['address-known'],
    ])
  })

  it.each([
    ['xã tân sơn', 'BỘ PHẬN MỘT CỬA', 'desk-1'],
    ['Tan Son', 'mot cua', 'desk-1'],
    ['', 'Xã Tân Sơn - Phòng tiếp công dân', 'reception-1'],
    ['', 'tiếp dân', 'reception-1'],
    ['P. Đông Đa', 'Sảnh chờ', 'hall'],
  ])('finds %j / %j', (commune, name, roomId) => {
    expect(readOne({ 5: commune, 6: name, 7: '' })).toMatchObject({ roomId, problems: [] })
  })

  it.each([
    ['01, 02', ['desk-1-01', 'desk-1-02']],
    ['2 và A', ['desk-1-02', 'desk-1-A']],
    ['Quầy số 01 + quầy số 02 + 1', ['desk-1-01', 'desk-1-02']],
    ['', []],
  ])('finds the counters %j', (text, counterIds) => {
    expect(readOne({ 7: text })).toMatchObject({ counterIds, problems: [] })
  })

  it.each([
    ['phụ', '', 'sub', { kind: 'always' }],
    ['Luồng chính', '24/7', 'main', { kind: 'always' }],
    ['', 'Giờ hành chính', 'main', { kind: 'office-hours', preRollMs: 900_000, postRollMs: 900_000 }],
    [
      '',
      'giờ hành chính (30 phút)',
      'main',
      { kind: 'office-hours', preRollMs: 1_800_000, postRollMs: 1_800_000 },
    ],
    ['sub', 'office hours 30/10', 'sub', { kind: 'office-hours', preRollMs: 1_800_000, postRollMs: 600_000 }],
  ])('reads stream %j and schedule %j', (stream, schedule, recordedStream, read) => {
    expect(readOne({ 8: stream, 9: schedule })).toMatchObject({
      recordedStream,
      schedule: read,
      problems: [],
    })
  })

  it('takes a login that stands in the address, and needs none for a bare stream', () => {
    expect(readOne({ 1: 'rtsp://bob:p%40ss@10.0.0.7/live', 3: '', 4: '' })).toMatchObject({
      address: 'rtsp://10.0.0.7/live',
      username: 'bob',
      password: 'p@ss',
      problems: [],
    })
    expect(readOne({ 1: 'rtsp://10.0.0.7/live', 3: '', 4: '' }).problems).toEqual([])
    expect(readOne({ 1: '10.0.0.7:81', 2: '8000' }).address).toBe('http://10.0.0.7:81/onvif/device_service')
  })

  it('refuses more rows than it can try, and says how many it takes', () => {
    const many = sheet(HEADER, ...Array.from({ length: 501 }, () => GOOD))
    expect(() => readBulkList(many, CONTEXT)).toThrow(
      new AppError('invalid', 'camera.list-too-long', { count: 501, max: 500 }),
    )
    expect(readBulkList(many.slice(0, 501), CONTEXT).rows).toHaveLength(500)
  })
})
