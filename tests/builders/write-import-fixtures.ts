/** `node tests/builders/write-import-fixtures.ts`: writes the kept files of tests/fixtures/imports anew. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { IMPORT_FIXTURES } from './import-fixtures.ts'

const folder = join(import.meta.dirname, '../fixtures/imports')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { name, bytes, isLarge } of IMPORT_FIXTURES)
  if (!isLarge) writeFileSync(join(folder, name), bytes())
