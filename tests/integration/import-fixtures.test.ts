import { readFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ImportKind, importKindSchema } from '#shared/imports/import-rows.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { readImportHere } from '#main/adapters/spreadsheet/read-import.ts'
import { readImportFile } from '#main/adapters/spreadsheet/read-import-file.ts'
import { IMPORT_FIXTURES } from '#tests/builders/import-fixtures.ts'
import { importRequest } from '#tests/builders/import-requests.ts'

const documentText = readFileSync(join(import.meta.dirname, '../../docs/ref/import.md'), 'utf8')
const folder = join(import.meta.dirname, '../fixtures/imports')

type Expected = {
  readonly file: string
  readonly kind: ImportKind
  readonly unit: string
  readonly rows: string
  readonly accepted: string
  readonly outcome: string
}

/** The rows of the table of fixtures in the document. */
const EXPECTED: readonly Expected[] = (documentText.split('## Every fixture')[1] ?? '')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /\.\w+$/.test(cells[1] ?? ''))
  .map(([, file = '', kind, unit = '', , rows = '', accepted = '', outcome = '']) => ({
    file,
    kind: importKindSchema.parse(kind),
    unit,
    rows,
    accepted,
    outcome,
  }))

function bytesOf(name: string): Uint8Array {
  const fixture = IMPORT_FIXTURES.find((each) => each.name === name)
  if (!fixture) throw new Error(`no fixture is called ${name}`)
  return fixture.isLarge ? fixture.bytes() : readFileSync(join(folder, name))
}

async function outcomeOf({ file, kind, unit }: Expected): Promise<Omit<Expected, 'file' | 'kind' | 'unit'>> {
  const request = { ...importRequest(kind), unitCode: unit === '—' ? null : unit }
  try {
    const parsed = await readImportHere({ fileName: file, bytes: bytesOf(file) }, request)
    const rejected = parsed.rejected.map(({ row, code }) => `${row} ${code}`).join(', ')
    return { rows: `${parsed.rows}`, accepted: `${parsed.accepted.length}`, outcome: rejected || '—' }
  } catch (thrown) {
    return { rows: '—', accepted: '—', outcome: refusalOf(thrown) }
  }
}

function refusalOf(thrown: unknown): string {
  if (!(thrown instanceof AppError)) return String(thrown)
  const { code, detail } = thrown
  return code === 'import.unreadable'
    ? String(detail?.['reason'])
    : (code?.replace('import.', '') ?? String(thrown))
}

describe('docs/ref/import.md', () => {
  it('lists every fixture once', () => {
    expect(EXPECTED.map(({ file }) => file).toSorted()).toEqual(
      IMPORT_FIXTURES.map(({ name }) => name).toSorted(),
    )
    expect(EXPECTED.length).toBeGreaterThanOrEqual(25)
  })

  it.each(EXPECTED)('tells what becomes of $file', async (expected) => {
    const { file, kind, unit, ...outcome } = expected
    expect(await outcomeOf(expected)).toEqual(outcome)
  })
})

it.each(IMPORT_FIXTURES.filter(({ isLarge }) => !isLarge))(
  'keeps $name as its builder makes it',
  (fixture) => {
    expect(Buffer.from(fixture.bytes()).equals(readFileSync(join(folder, fixture.name)))).toBe(true)
  },
)

it('refuses 2 GB by their size, before a byte is read', async () => {
  const place = await mkdtemp(join(tmpdir(), 'import-'))
  try {
    const path = join(place, 'so.xlsx')
    const file = await open(path, 'w')
    await file.truncate(2 * 1024 ** 3)
    await file.close()
    await expect(readImportFile(path)).rejects.toMatchObject({ detail: { reason: 'too-large' } })
    await expect(readImportFile(join(place, 'khong-co.xlsx'))).rejects.toMatchObject({ code: 'file.missing' })
  } finally {
    await rm(place, { recursive: true })
  }
})
