import { describe, expect, it } from 'vitest'
import { readBulkList } from '#shared/cameras/bulk-cameras.rules.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type BulkItem, withEvent } from './bulk-items.ts'
import { templateCsv, unsuccessfulCsv } from './bulk-sheet.ts'
import { csvText } from './csv-text.ts'

const COMMUNE = '01a204f2-0000-709a-acfd-daa74d676ce9'
const ROOM = '01a204f2-1111-709a-acfd-daa74d676ce9'
const tree: UnitTree = {
  units: [
    {
      id: COMMUNE,
      kind: 'commune',
      code: null,
      name: 'Xã Hợp Lý',
      parentId: null,
      validFromMs: 0,
      validToMs: null,
      predecessorId: null,
      roles: [],
    },
  ],
  rooms: [
    {
      id: ROOM,
      communeUnitId: COMMUNE,
      kind: 'one-stop-desk',
      name: 'Một cửa, tầng 1',
      ownerUnitId: COMMUNE,
      counters: [{ id: 'c1', roomId: ROOM, code: '01', name: 'Quầy 1' }],
    },
  ],
}
const context = {
  rooms: tree.rooms.map((room) => ({ ...room, communeName: 'Xã Hợp Lý' })),
  cameras: [],
}

/** Enough of CSV for what we write ourselves. */
function cellsOf(text: string): string[][] {
  return text
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
        match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'),
      ),
    )
}

const sheetOf = (text: string) => cellsOf(text).map((cells, index) => ({ rowNumber: index + 1, cells }))

describe('csvText', () => {
  it('quotes what would break a cell and marks itself as UTF-8', () => {
    expect(csvText([['a,b', 'say "x"', 'hai\ndòng', 'đ']])).toBe('\ufeff"a,b","say ""x""","hai\ndòng",đ\r\n')
  })

  it.each(['=1+1', '+84', '-x', '@sum', '\tx'])('keeps %j from running as a formula', (cell) => {
    expect(csvText([[cell]])).toContain(`'${cell}`)
  })
})

describe('the template', () => {
  it('is understood by the reader: every column known, each room found', () => {
    const sheet = sheetOf(templateCsv(tree))
    const list = readBulkList(sheet, context)
    expect(list.columns).not.toContain('')
    expect(list.rows).toHaveLength(1)
    expect(list.rows[0]).toMatchObject({ roomId: ROOM, counterIds: ['c1'], recordedStream: 'main' })
    expect(list.rows[0]?.problems.map(({ code }) => code).sort()).toEqual([
      'address-missing',
      'name-missing',
      'password-missing',
    ])
  })
})

describe('the rows that were not added', () => {
  const sheet = [
    ['Tên camera', 'Địa chỉ', 'Tài khoản', 'Mật khẩu', 'Xã', 'Phòng', 'Quầy', 'Luồng', 'Lịch ghi'],
    [
      'Quầy 1',
      '10.0.0.1',
      'admin',
      'bí mật',
      'Hợp Lý',
      'Một cửa, tầng 1',
      '01',
      'phụ',
      'giờ hành chính 30/10',
    ],
    ['Quầy 2', '10.0.0.300', 'admin', 'bí mật', 'Hợp Lý', 'Phòng 9', '', '', ''],
    ['Quầy 3', '10.0.0.3', 'admin', 'bí mật', 'Hợp Lý', 'Một cửa, tầng 1', '', '', ''],
  ].map((cells, index) => ({ rowNumber: index + 1, cells }))
  const { rows } = readBulkList(sheet, context)
  const items: readonly BulkItem[] = [
    { kind: 'refused', row: 2, error: null } as const,
    { kind: 'added', row: 4 } as const,
  ].reduce(withEvent, withEvent([], { kind: 'read', rows }))
  const text = unsuccessfulCsv(items, tree, 'Lý do', ({ state }) => `vì ${state}`)

  it('leaves out those in service and gives each its reason', () => {
    expect(
      cellsOf(text)
        .slice(1)
        .map((cells) => [cells[0], cells.at(-1)]),
    ).toEqual([
      ['Quầy 1', 'vì refused'],
      ['Quầy 2', 'vì bad'],
    ])
  })

  it('holds no password', () => {
    expect(text).not.toContain('bí mật')
  })

  it('reads back as it was but for the password, wrong cells included', () => {
    const again = readBulkList(sheetOf(text), context).rows
    expect(again[0]).toMatchObject({
      roomId: ROOM,
      counterIds: ['c1'],
      recordedStream: 'sub',
      schedule: { kind: 'office-hours', preRollMs: 1_800_000, postRollMs: 600_000 },
    })
    expect(again[1]?.problems.map(({ code }) => code).sort()).toEqual([
      'address-bad',
      'password-missing',
      'room-unknown',
    ])
  })
})
