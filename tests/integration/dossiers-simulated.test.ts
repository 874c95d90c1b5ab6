import { expect, it } from 'vitest'
import { parseRegister } from '#shared/imports/register-parsing.rules.ts'
import { readTable } from '#main/adapters/spreadsheet/read-table.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { registerCsv } from '#main/simulator/script/register-csv.ts'

it('reads back the register of the virtual one-stop software, row by row', async () => {
  const { rows } = createScript({
    seed: 7,
    startMs: Date.parse('2026-11-20T09:00:00+07:00'),
    durationMs: 1_200_000,
    room: 'one-stop-desk',
    unitCode: 'H42.18',
    firstCounter: 1,
    counterName: 'Quầy số 1',
    softwareClockOffsetMs: 45_000,
  })
  const table = await readTable(new TextEncoder().encode(registerCsv(rows)), 'so.csv')
  const register = parseRegister(table, [{ id: 'counter', code: '1', name: 'Quầy số 1' }])
  expect(register?.rejected).toEqual([])
  expect(rows.length).toBeGreaterThan(20)
  expect(
    register?.accepted.map((row) => [
      row.code,
      row.receivedAtLogMs,
      row.dueAtLogMs,
      row.channel,
      row.applicantName,
    ]),
  ).toEqual(
    rows.map((row) => [
      row.dossierCode,
      row.receivedAtMs,
      row.dueAtMs,
      row.channel === 'Trực tiếp' ? 'walk-in' : 'online',
      row.applicantName,
    ]),
  )
  expect(register?.accepted.every((row) => row.counterId === 'counter' || row.channel === 'online')).toBe(
    true,
  )
})
