import { AppError } from '#shared/kernel/app-error.ts'
import { fromStationTime, toStationTime } from '#shared/kernel/clock-offset.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Dossier, LogSource } from '#shared/dossiers/dossiers.model.ts'
import { findDossiers, listWalkInDossiers } from './dossiers.repository.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import type { LogSources } from './log-sources.ts'
import { withMaskedName } from './personal-data.ts'

/** Something that a camera over the counter must have seen: papers handed in, or a result handed out. */
export type DeskEvent = {
  readonly dossierId: Id
  readonly dossierCode: string
  readonly procedureName: string | null
  readonly kind: 'received' | 'returned'
  readonly roomId: Id
  readonly counterId: Id | null
  readonly atLogMs: InstantMs
  /** Holds the window and the clock offset that turns `atLogMs` into station time. */
  readonly source: LogSource
}

export type DossierWithRoom = Dossier & { readonly roomId: Id }

const INSTANTS = [
  { kind: 'received', column: 'received_at_log_ms', read: (dossier: Dossier) => dossier.receivedAtLogMs },
  { kind: 'returned', column: 'returned_at_log_ms', read: (dossier: Dossier) => dossier.returnedAtLogMs },
] as const

export function createDossierLookups(deps: Pick<DossiersDeps, 'work'>, logSources: LogSources) {
  const { work } = deps

  async function deskEventsOf(
    source: LogSource,
    range: { fromMs: InstantMs; toMs: InstantMs },
  ): Promise<DeskEvent[]> {
    const fromMs = fromStationTime(range.fromMs, source.clockOffset)
    const toMs = fromStationTime(range.toMs, source.clockOffset)
    const events: DeskEvent[] = []
    for (const { kind, column, read } of INSTANTS) {
      const dossiers = await listWalkInDossiers(work.db, {
        sourceId: source.id,
        instant: column,
        fromMs,
        toMs,
      })
      for (const dossier of dossiers) {
        const atLogMs = read(dossier)
        if (atLogMs === null) continue
        const { id, code, procedureName, counterId } = dossier
        const { roomId } = source
        events.push({
          dossierId: id,
          dossierCode: code,
          procedureName,
          kind,
          roomId,
          counterId,
          atLogMs,
          source,
        })
      }
    }
    return events
  }

  /**
   * What happened at the desks of these rooms in a range of STATION time, in its order. Walk-in dossiers only: online
   * and postal ones bring nobody to the desk. For other parts of the program: no check of who asks.
   */
  async function deskEvents(filter: {
    readonly roomIds: readonly Id[]
    readonly fromMs: InstantMs
    readonly toMs: InstantMs
  }): Promise<DeskEvent[]> {
    const sources = (await logSources.allSources()).filter((source) => filter.roomIds.includes(source.roomId))
    const events: DeskEvent[] = []
    for (const source of sources) events.push(...(await deskEventsOf(source, filter)))
    const atMs = (event: DeskEvent): number => toStationTime(event.atLogMs, event.source.clockOffset)
    return events.sort((a, b) => atMs(a) - atMs(b))
  }

  /** With names masked. For other parts of the program: no check of who asks. Unknown ids are left out. */
  async function byIds(ids: readonly Id[]): Promise<DossierWithRoom[]> {
    const roomBySource = new Map((await logSources.allSources()).map((source) => [source.id, source.roomId]))
    const dossiers = await findDossiers(work.db, [...new Set(ids)])
    return dossiers.flatMap((dossier) => {
      const roomId = roomBySource.get(dossier.sourceId)
      return roomId === undefined ? [] : [{ ...withMaskedName(dossier), roomId }]
    })
  }

  /** As `byIds`. @throws AppError `not-found dossier.unknown` */
  async function get(id: Id): Promise<DossierWithRoom> {
    const [found] = await byIds([id])
    if (!found) throw new AppError('not-found', 'dossier.unknown')
    return found
  }

  return { deskEvents, byIds, get }
}
