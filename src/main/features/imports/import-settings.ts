import type { Db } from '#main/db/db.ts'
import type { Call } from '#main/ports/call.ts'
import { IMPORT_KINDS } from '#shared/imports/import-rows.model.ts'
import type { ImportsDeps } from './imports.ports.ts'
import * as repository from './import-settings.repository.ts'

export type ImportSettings = ReturnType<typeof createImportSettings>

/** Whether citizens' names are kept at this station at all. */
export function createImportSettings({ work, targets }: Pick<ImportsDeps, 'work' | 'targets'>) {
  const read = async (): Promise<{ keepNames: boolean }> => ({
    keepNames: await repository.readKeepNames(work.db),
  })

  /** From now on; `false` also drops every name that is stored. @returns how many rows lost one */
  async function setKeepNames(
    call: Call,
    keepNames: boolean,
  ): Promise<{ keepNames: boolean; dropped: number }> {
    return work.change(call, async (transaction) => {
      await repository.writeKeepNames(transaction, keepNames)
      let dropped = 0
      for (const kind of IMPORT_KINDS) {
        if (!keepNames) dropped += (await targets[kind].dropNames?.(transaction)) ?? 0
      }
      return {
        result: { keepNames, dropped },
        subject: { kind: 'settings', id: 'imports.keep-names' },
        detail: { keepNames, dropped },
      }
    })
  }

  /** For other features' transactions: reads through `db`. */
  const keepsNames = (db: Db): Promise<boolean> => repository.readKeepNames(db)

  return { read, keepsNames, setKeepNames }
}
