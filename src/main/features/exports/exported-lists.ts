import type { ExportedListRequest } from '#shared/exports/exports.model.ts'
import type { Permission } from '#shared/rpc/permission.model.ts'
import type { Actor } from '#main/ports/call.ts'
import { coverageEventList, dossierList, rejectionList } from './dossier-lists.ts'
import type { ExportedList, OpenedList } from './exported-list.ts'
import type { ListReaders } from './exports.ports.ts'
import { petitionList, scheduleList, visitList } from './reception-lists.ts'
import { bookmarkList } from './review-lists.ts'
import { auditList, cameraList, findingList, ledgerList } from './station-lists.ts'

export type WantedList = {
  readonly permission: Permission
  readonly open: (actor: Actor) => Promise<OpenedList>
}

function bind<Filter>(list: ExportedList<Filter>, filter: Filter): WantedList {
  return { permission: list.permission, open: (actor) => list.open(actor, filter) }
}

/** Every list that can be exported. A new one: a member of `exportedListSchema`, and a line here. */
export function wantedList(readers: ListReaders, wanted: ExportedListRequest): WantedList {
  switch (wanted.list) {
    case 'dossiers':
      return bind(dossierList(readers), wanted.filter)
    case 'rejections':
      return bind(rejectionList(readers), wanted.filter)
    case 'coverage-events':
      return bind(coverageEventList(readers), wanted.filter)
    case 'findings':
      return bind(findingList(readers), wanted.filter)
    case 'reception-visits':
      return bind(visitList(readers), wanted.filter)
    case 'reception-petitions':
      return bind(petitionList(readers), wanted.filter)
    case 'reception-schedule':
      return bind(scheduleList(readers), wanted.filter)
    case 'bookmarks':
      return bind(bookmarkList(readers), wanted.filter)
    case 'cameras':
      return bind(cameraList(readers), wanted.filter)
    case 'ledger-days':
      return bind(ledgerList(readers), wanted.filter)
    case 'audit':
      return bind(auditList(readers), wanted.filter)
  }
}
