import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportProgress } from '#main/ports/import-reader.ts'
import { importRequest } from '#tests/builders/import-requests.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from '#tests/builders/register-files.ts'
import { createImportReader } from '#main/adapters/spreadsheet/import-reader.ts'
import { readImportHere } from '#main/adapters/spreadsheet/read-import.ts'

const registerOf = (rows: number): Uint8Array =>
  csvBytes([
    [...REGISTER_HEADERS],
    ...Array.from({ length: rows }, (_, index) =>
      registerRow({
        code: `H42.18-261120-${String(index).padStart(6, '0')}`,
        status: index % 10 === 0 ? 'Lạc' : 'Đang xử lý',
      }),
    ),
  ])
const file = (bytes: Uint8Array) => ({ fileName: 'so.csv', bytes })
const request = importRequest('dossier-register')

describe('reading in a thread of its own', () => {
  it('hands over the same rows as reading here, in order, and leaves the bytes alone', async () => {
    const bytes = registerOf(2500)
    const shares: ImportProgress[] = []
    const parsed = await createImportReader()(file(bytes), request, { progress: (now) => shares.push(now) })
    expect(parsed).toEqual(await readImportHere(file(bytes), request))
    expect([parsed.accepted.length, parsed.rejected.length]).toEqual([2250, 250])
    expect(bytes).toEqual(registerOf(2500))
    expect(shares.map(({ share }) => share)).toEqual(
      shares.map(({ share }) => share).toSorted((a, b) => a - b),
    )
    expect([shares.at(0)?.share, shares.at(-1)?.share]).toEqual([0, 1])
  })

  it('passes on refusals with their reason', async () => {
    const read = createImportReader()
    await expect(read(file(new Uint8Array()), request)).rejects.toMatchObject({ detail: { reason: 'empty' } })
    await expect(read(file(new TextEncoder().encode('a,b\n1,2\n')), request)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'import.no-register',
    })
  })

  it('ends at once when it is cancelled, under way or before its turn', async () => {
    const read = createImportReader()
    const controller = new AbortController()
    const under = read(file(registerOf(50_000)), request, {
      signal: controller.signal,
      progress: () => controller.abort(),
    })
    const waiting = read(file(registerOf(1)), request, { signal: controller.signal })
    await expect(under).rejects.toMatchObject({ kind: 'cancelled', code: 'import.cancelled' })
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
    expect((await read(file(registerOf(1)), request)).rows).toBe(1)
  })

  it('refuses what takes more memory than it is given', async () => {
    const read = createImportReader({ memoryMb: 24 })
    await expect(read(file(registerOf(60_000)), request)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'import.unreadable',
      detail: { reason: 'out-of-memory' },
    })
  })
})

describe('a worker that dies', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-worker-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.each([
    ['throws', 'throw new Error("x")'],
    ['leaves', 'process.exit(0)'],
    ['is not there', null],
  ])('because it %s is an unreadable file, not a dead host', async (name, source) => {
    const path = join(folder, `${name.length}.mjs`)
    if (source !== null) await writeFile(path, source)
    const read = createImportReader({ workerFile: pathToFileURL(path) })
    await expect(read(file(registerOf(1)), request)).rejects.toMatchObject({
      code: 'import.unreadable',
      detail: { reason: 'crashed' },
    })
  })
})
