import { z } from 'zod'
import { formatVietnamDateTime, VIETNAM_OFFSET_MS } from '#shared/kernel/instant.ts'
import type { SheetRow, SheetTable } from '#shared/imports/sheet-table.model.ts'
import { MAX_COLUMNS, MAX_ROWS, unreadable } from './limits.ts'

const recordSchema = z.record(z.string(), z.unknown())
const recordsSchema = z.array(recordSchema)
/** Where software wraps its list; the first of these that holds one is taken. */
const WRAPPERS = ['data', 'items', 'rows', 'records', 'result'] as const

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** JSON has no dates: they come as ISO 8601 text, without a zone in Vietnamese time. */
export function isoToVietnamText(text: string): string {
  const match = ISO_INSTANT.exec(text)
  if (!match) return text
  const hasZone = match[1] !== undefined
  const parsed = Date.parse(hasZone ? text : `${text}${text.includes('T') ? 'Z' : 'T00:00:00Z'}`)
  if (Number.isNaN(parsed)) return text
  return formatVietnamDateTime(hasZone ? parsed : parsed - VIETNAM_OFFSET_MS)
}

function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return isoToVietnamText(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return JSON.stringify(value)
}

/** `{ chuHoSo: { ten } }` gives the column `chuHoSo ten`; lists stay as they are written. */
function flatten(record: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(record).flatMap(([key, value]): [string, string][] => {
    const inner = Array.isArray(value) ? null : recordSchema.safeParse(value)
    if (!inner?.success) return [[key, textOfValue(value)]]
    return Object.entries(inner.data).map(([name, each]) => [`${key} ${name}`, textOfValue(each)])
  })
}

function recordsIn(json: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = recordsSchema.safeParse(json)
  if (list.success) return list.data
  const wrapped = recordSchema.safeParse(json)
  for (const name of wrapped.success ? WRAPPERS : []) {
    const inner = wrapped.data?.[name]
    if (inner !== undefined) return recordsIn(inner)
  }
  throw unreadable('no-table')
}

/** A list of objects, or an object that wraps one. Row n is the n-th object; the keys are the header, in row 0. */
export function readJson(text: string): SheetTable {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw unreadable('bad-json', error)
  }
  const records = recordsIn(json)
  if (records.length > MAX_ROWS) throw unreadable('too-many-rows')
  const flat = records.map((record) => new Map(flatten(record)))
  const names = [...new Set(flat.flatMap((record) => [...record.keys()]))]
  if (names.length > MAX_COLUMNS) throw unreadable('too-many-columns')
  const rows = flat.map(
    (record, index): SheetRow => ({
      rowNumber: index + 1,
      cells: names.map((name) => record.get(name) ?? ''),
    }),
  )
  if (rows.length === 0) throw unreadable('empty')
  return { rows: [{ rowNumber: 0, cells: names }, ...rows] }
}
