import { deskFixtures } from './import-fixtures-desk.ts'
import { dossierFixtures } from './import-fixtures-dossiers.ts'
import { refusedFixtures } from './import-fixtures-refused.ts'

/** A file of every trap that importers meet; docs/ref/import.md says what becomes of each. */
export type ImportFixture = {
  readonly name: string
  readonly bytes: () => Uint8Array
  /** Too large to be kept: made when the test runs. */
  readonly isLarge?: boolean
}

export const IMPORT_FIXTURES: readonly ImportFixture[] = [
  ...dossierFixtures,
  ...deskFixtures,
  ...refusedFixtures,
]
