import { AppError } from '#shared/kernel/app-error.ts'
import type {
  DossierChoices,
  DossierFilter,
  DossierInRoom,
  DossierList,
  DossierOrder,
  DossierOrderWish,
  DossierPlace,
} from '#shared/dossiers/dossier-list.model.ts'
import type { LogSource } from '#shared/dossiers/dossiers.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Actor } from '#main/ports/call.ts'
import {
  countDossiers,
  findPlace,
  listChoices,
  listDossierIds,
  type SourceFilter,
} from './dossier-list.repository.ts'
import { findDossiers } from './dossiers.repository.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import type { LogSources } from './log-sources.ts'
import { withVisibleName } from './personal-data.ts'

const PAGE_ROWS = 200
const MOST_IDS = 1_000_000

type Places = Pick<DossierFilter, 'communeUnitId' | 'roomId' | 'sourceId'>
export type ListInput = DossierFilter & DossierOrderWish & { readonly limit: number; readonly offset: number }

const orderOf = ({ sort = 'received', descending = false }: DossierOrderWish): DossierOrder => ({
  sort,
  descending,
})

/** Whether the filter may leave something out; an order does not. */
function isNarrowed({
  sort: _sort,
  descending: _descending,
  ...filter
}: DossierFilter & DossierOrderWish): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}

/** The register as people look through it: of rooms that they may view, names masked unless they may see them. */
export function createDossierList(deps: DossiersDeps, logSources: LogSources) {
  const { work, access, clock } = deps

  /** @throws AppError `forbidden room.not-yours` */
  async function sourcesFor(actor: Actor, places: Places): Promise<LogSource[]> {
    const { communeUnitId, roomId, sourceId } = places
    if (roomId !== undefined) await access.requireRooms(actor, [roomId])
    return (await logSources.sources(actor)).filter(
      (source) =>
        (communeUnitId === undefined || source.communeUnitId === communeUnitId) &&
        (roomId === undefined || source.roomId === roomId) &&
        (sourceId === undefined || source.id === sourceId),
    )
  }

  async function idsOfVerdict(
    { verdict }: DossierFilter,
    sources: readonly LogSource[],
  ): Promise<ReadonlySet<Id> | null> {
    if (verdict === undefined || verdict === 'not-at-desk') return null
    const roomIds = [...new Set(sources.map((source) => source.roomId))]
    return deps.verdicts.dossiersWith(verdict, roomIds)
  }

  async function resolve(actor: Actor, filter: DossierFilter): Promise<SourceFilter> {
    const sources = await sourcesFor(actor, filter)
    return {
      ...filter,
      sourceIds: sources.map((source) => source.id),
      ids: await idsOfVerdict(filter, sources),
      notAtDesk: filter.verdict === 'not-at-desk',
      nowMs: clock.nowMs(),
    }
  }

  async function rowsOf(actor: Actor, ids: readonly Id[]): Promise<DossierInRoom[]> {
    const sources = new Map((await logSources.allSources()).map((source) => [source.id, source]))
    const dossiers = new Map((await findDossiers(work.db, ids)).map((row) => [row.id, row]))
    const maySeeNames = access.may(actor, 'dossiers.personal-data')
    return ids.flatMap((id) => {
      const row = dossiers.get(id)
      const source = row && sources.get(row.sourceId)
      if (!row || !source) return []
      const { roomId, communeUnitId } = source
      return [{ ...withVisibleName(row, maySeeNames), roomId, communeUnitId }]
    })
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function list(actor: Actor, input: ListInput): Promise<DossierList> {
    const { limit, offset, ...filter } = input
    const wanted = await resolve(actor, filter)
    const ids = await listDossierIds(work.db, wanted, orderOf(input), { limit, offset })
    const total = await countDossiers(work.db, wanted)
    return {
      total,
      all: isNarrowed(filter) ? await countDossiers(work.db, await resolve(actor, {})) : total,
      rows: await rowsOf(actor, ids),
    }
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function place(actor: Actor, id: Id, input: DossierFilter & DossierOrderWish): Promise<DossierPlace> {
    const wanted = await resolve(actor, input)
    const total = await countDossiers(work.db, wanted)
    const found = await findPlace(work.db, wanted, orderOf(input), id)
    return { total, ...(found ?? { index: null, previousId: null, nextId: null }) }
  }

  /** @throws AppError `not-found dossier.unknown`, `forbidden room.not-yours` */
  async function inRoom(actor: Actor, id: Id): Promise<DossierInRoom> {
    const [found] = await rowsOf(actor, [id])
    if (!found) throw new AppError('not-found', 'dossier.unknown')
    await access.requireRooms(actor, [found.roomId])
    return found
  }

  /** @throws AppError `forbidden room.not-yours` */
  async function choices(actor: Actor, places: Places): Promise<DossierChoices> {
    const sources = await sourcesFor(actor, places)
    return listChoices(
      work.db,
      sources.map((source) => source.id),
    )
  }

  async function* pagesOf(actor: Actor, ids: readonly Id[]): AsyncGenerator<readonly DossierInRoom[]> {
    for (let first = 0; first < ids.length; first += PAGE_ROWS)
      yield await rowsOf(actor, ids.slice(first, first + PAGE_ROWS))
  }

  /** The whole list as it is now, page by page. @throws AppError `forbidden room.not-yours` */
  async function inPages(actor: Actor, input: DossierFilter & DossierOrderWish) {
    const page = { limit: MOST_IDS, offset: 0 }
    const ids = await listDossierIds(work.db, await resolve(actor, input), orderOf(input), page)
    return { total: ids.length, batches: pagesOf(actor, ids) }
  }

  return { list, place, inRoom, choices, inPages }
}
