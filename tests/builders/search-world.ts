import type { Dossier, LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { SearchAnswer, SearchKind } from '#shared/search/search.model.ts'
import { systemCall } from '#main/ports/call.ts'
import { newId } from '#main/ports/new-id.ts'
import type { AuditedStation } from './audited-station.ts'
import { layDossierRows, layImport } from './laid-imports.ts'

/** Friday 20/11/2026 09:15 in Vietnam, by the register's clock. */
export const RECEIVED_AT_LOG_MS = Date.parse('2026-11-20T09:15:00+07:00')
/** How far the register's clock is ahead of the station's. */
export const LOG_OFFSET_MS = 41_000

export type SearchRow = Partial<
  Pick<Dossier, 'code' | 'procedureName' | 'officerName' | 'counterId' | 'receivedAtLogMs' | 'applicantName'>
>

/** A register of a room, without the reading of files. */
export async function openRegister({ host }: AuditedStation, roomId: Id) {
  const { work, dossiers } = host.services
  const source: LogSource = await dossiers.createSource(systemCall('test', 'test.set-up'), {
    roomId,
    name: 'Một cửa điện tử',
    windowBeforeMs: 900_000,
    windowAfterMs: 300_000,
    offsetMs: LOG_OFFSET_MS,
    uncertaintyMs: 5000,
  })

  /** @returns the import, to undo it by */
  async function add(rows: readonly SearchRow[]): Promise<Id> {
    const importId = newId()
    const stored = rows.map(
      (row, index): Dossier => ({
        code: `H42.18-261120-${String(index + 1).padStart(4, '0')}`,
        procedureName: null,
        officerName: null,
        counterId: null,
        applicantName: null,
        receivedAtLogMs: RECEIVED_AT_LOG_MS,
        ...row,
        id: newId(),
        sourceId: source.id,
        importId,
        rowNumber: index + 1,
        procedureCode: null,
        field: null,
        dueAtLogMs: null,
        finishedAtLogMs: null,
        returnedAtLogMs: null,
        status: null,
        channel: 'walk-in',
      }),
    )
    await work.bookkeep(async (transaction) => {
      await layImport(transaction, { id: importId, sourceId: source.id, rows: rows.length })
      await layDossierRows(transaction, stored)
    })
    return importId
  }

  const undo = (importId: Id): Promise<void> =>
    work.bookkeep(async (transaction) => {
      await transaction.deleteFrom('dossiers').where('import_id', '=', importId).execute()
    })

  return { source, add, undo }
}

/** Titles of one group, as they are shown. */
export function titlesOf(answer: SearchAnswer, kind: SearchKind): string[] {
  return (answer.groups.find((group) => group.kind === kind)?.hits ?? []).map(({ title }) => title.text)
}
