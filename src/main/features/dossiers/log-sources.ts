import { AppError } from '#shared/kernel/app-error.ts'
import type { LogSource, NewLogSource } from '#shared/dossiers/dossiers.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { DossiersDeps } from './dossiers.ports.ts'
import {
  insertLogClockOffset,
  insertLogSource,
  lockLogSource,
  listLogSources,
} from './log-sources.repository.ts'

export type LogSources = ReturnType<typeof createLogSources>

/** The installations of one-stop software, and how far each one's clock is off. */
export function createLogSources(deps: Pick<DossiersDeps, 'work' | 'clock' | 'newId' | 'units' | 'access'>) {
  const { work, clock, newId, units, access } = deps

  /** For other parts of the program: no check of who asks. */
  const allSources = (): Promise<LogSource[]> => listLogSources(work.db)

  async function sources(actor: Actor): Promise<LogSource[]> {
    const viewable = await access.viewableRoomIds(actor)
    return (await allSources()).filter((source) => viewable.has(source.roomId))
  }

  /** @throws AppError `not-found log-source.unknown`, `forbidden room.not-yours` */
  async function source(actor: Actor, id: string): Promise<LogSource> {
    const found = (await allSources()).find((candidate) => candidate.id === id)
    if (!found) throw new AppError('not-found', 'log-source.unknown')
    await access.requireRooms(actor, [found.roomId])
    return found
  }

  /** @throws AppError `not-found room.unknown`, `forbidden room.not-yours`, `invalid range.empty` */
  async function createSource(call: Call, input: NewLogSource): Promise<LogSource> {
    const room = await units.room(input.roomId)
    await access.requireRooms(call.actor, [room.id])
    const { offsetMs, uncertaintyMs, ...fields } = input
    if (fields.windowBeforeMs + fields.windowAfterMs === 0) throw new AppError('invalid', 'range.empty')
    const created: LogSource = {
      ...fields,
      id: newId(),
      communeUnitId: room.communeUnitId,
      clockOffset: { offsetMs, uncertaintyMs, method: 'entered', measuredAtMs: clock.nowMs() },
    }
    return work.change(call, async (transaction) => {
      await insertLogSource(transaction, created)
      await insertLogClockOffset(transaction, newId(), created.id, created.clockOffset)
      return {
        result: created,
        subject: { kind: 'log-source', id: created.id },
        detail: { name: created.name, roomId: created.roomId, offsetMs, uncertaintyMs },
      }
    })
  }

  return { allSources, sources, source, createSource, lock: lockLogSource }
}
