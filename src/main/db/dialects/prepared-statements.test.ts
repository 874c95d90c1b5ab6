import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { withPreparedStatements } from './prepared-statements.ts'

function openNumbers() {
  const database = new BetterSqlite3(':memory:')
  database.exec('create table numbers (value integer); insert into numbers values (1), (2)')
  return withPreparedStatements(database)
}

const ALL = 'select * from numbers'

describe('withPreparedStatements', () => {
  it('prepares a statement once', () => {
    const database = openNumbers()
    expect(database.prepare(ALL)).toBe(database.prepare(ALL))
  })

  it('prepares another one while the first is being walked through', () => {
    const database = openNumbers()
    const seen: unknown[] = []
    for (const row of database.prepare(ALL).iterate()) seen.push(row, database.prepare(ALL).all().length)
    expect(seen).toEqual([{ value: 1 }, 2, { value: 2 }, 2])
  })

  it('sees a column that was added since', () => {
    const database = openNumbers()
    expect(database.prepare(ALL).all()).toEqual([{ value: 1 }, { value: 2 }])
    database.prepare('alter table numbers add column unit text').run()
    expect(database.prepare(ALL).all()).toEqual([
      { value: 1, unit: null },
      { value: 2, unit: null },
    ])
  })

  it('forgets those not used for long', () => {
    const database = openNumbers()
    const first = database.prepare(ALL)
    for (let limit = 0; limit < 600; limit += 1) database.prepare(`${ALL} limit ${limit}`)
    expect(database.prepare(ALL)).not.toBe(first)
    expect(database.prepare(ALL).all()).toHaveLength(2)
  })
})
