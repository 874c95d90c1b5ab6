import type { DossierHistoryRow } from '#shared/imports/import-rows.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { ImportScope, ImportTargets } from '#main/ports/import-target.ts'
import { countCitationsOfImport, findDossiersByCode } from './dossiers.repository.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import { dropApplicantNames } from './import-changes.repository.ts'
import type { LogSources } from './log-sources.ts'
import { DOSSIERS, EVENTS, OVERDUE, ROSTER, TICKETS } from './log-table.ts'
import { createLogTarget } from './log-target.ts'
import { createRegisterNotice } from './register-notice.ts'

type DossierTargets = Pick<
  ImportTargets,
  'dossier-register' | 'dossier-history' | 'overdue-list' | 'queue-tickets' | 'officer-roster'
>

/** Who takes a result home is a citizen: that name is not kept. Everybody else in a history is an officer. */
function withoutCitizen(row: DossierHistoryRow): DossierHistoryRow {
  return row.action === 'returned' ? { ...row, recipientName: null } : row
}

/** Where files of the one-stop software go. */
export function createImportTargets(
  deps: Pick<DossiersDeps, 'newId' | 'units'>,
  logSources: LogSources,
): DossierTargets {
  const { newId } = deps
  const notice = createRegisterNotice(deps, logSources)
  const dossiers = createLogTarget(DOSSIERS, newId)
  const events = createLogTarget(EVENTS, newId)

  async function undoDossiers(transaction: Db, importId: Id): Promise<void> {
    const citations = await countCitationsOfImport(transaction, importId)
    if (citations.bookmarks + citations.clips > 0) throw new AppError('conflict', 'import.in-use', citations)
    await dossiers.undo(transaction, importId)
  }

  async function idsOf(
    db: Db,
    scope: ImportScope,
    codes: readonly string[],
  ): Promise<ReadonlyMap<string, Id>> {
    const found = await findDossiersByCode(db, scope.sourceId, codes)
    return new Map(found.map(({ id, code }) => [code, id]))
  }

  return {
    'dossier-register': {
      ...dossiers,
      notice: notice.ofRegister,
      undo: undoDossiers,
      idsOf,
      dropNames: dropApplicantNames,
    },
    'dossier-history': {
      ...events,
      compare: (db, scope, rows, period) => events.compare(db, scope, rows.map(withoutCitizen), period),
      notice: notice.ofHistory,
    },
    'overdue-list': createLogTarget(OVERDUE, newId),
    'queue-tickets': createLogTarget(TICKETS, newId),
    'officer-roster': createLogTarget(ROSTER, newId),
  }
}
