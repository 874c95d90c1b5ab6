import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { NewProcedure, Procedure } from '#shared/procedures/procedures.model.ts'
import { normalisedCode } from '#shared/procedures/procedures.rules.ts'
import type { UnitsService } from '#main/features/units/units.service.ts'
import type { Db } from '#main/db/db.ts'
import type { Call } from '#main/ports/call.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import * as repository from './procedures.repository.ts'

export type ProceduresDeps = {
  readonly work: UnitOfWork
  readonly newId: NewId
  readonly units: Pick<UnitsService, 'unit'>
}

export type ProceduresService = ReturnType<typeof createProceduresService>

/** What each administrative procedure is called and may take, and since when. */
export function createProceduresService(deps: ProceduresDeps) {
  const { work, newId, units } = deps

  const list = (authorityUnitId?: Id): Promise<Procedure[]> =>
    repository.listProcedures(work.db, authorityUnitId === undefined ? null : [authorityUnitId])

  /** For the arithmetic: those of these authorities. */
  const ofAuthorities = (authorityUnitIds: readonly Id[]): Promise<Procedure[]> =>
    repository.listProcedures(work.db, authorityUnitIds)

  /** @throws AppError `invalid calendar.not-midnight`, `invalid procedure.code-wrong`, `not-found unit.unknown` */
  async function made(input: NewProcedure): Promise<Procedure> {
    if (startOfVietnamDay(input.validFromMs) !== input.validFromMs) {
      throw new AppError('invalid', 'calendar.not-midnight')
    }
    const code = normalisedCode(input.code)
    if (code === null) throw new AppError('invalid', 'procedure.code-wrong', { code: input.code })
    await units.unit(input.authorityUnitId)
    return { ...input, code, id: newId(), validToMs: null }
  }

  /** One that began on the same day is replaced: it was a slip of the pen. */
  async function endEarlier(
    transaction: Db,
    { authorityUnitId, code, validFromMs }: Procedure,
  ): Promise<void> {
    const latest = await repository.findLatest(transaction, authorityUnitId, code)
    if (!latest) return
    if (latest.validFromMs > validFromMs) throw new AppError('conflict', 'procedure.later', { code })
    if (latest.validFromMs === validFromMs) await repository.deleteProcedure(transaction, latest.id)
    else if (latest.validToMs === null || latest.validToMs > validFromMs) {
      await repository.updateEnd(transaction, latest.id, validFromMs)
    }
  }

  /** @throws AppError `conflict procedure.later` {code}, and as {@link made}; then nothing is kept */
  async function put(call: Call, inputs: readonly NewProcedure[]): Promise<Procedure[]> {
    const procedures: Procedure[] = []
    for (const input of inputs) procedures.push(await made(input))
    return work.change(call, async (transaction) => {
      for (const procedure of procedures) {
        await endEarlier(transaction, procedure)
        await repository.insertProcedure(transaction, procedure)
      }
      const [first] = procedures
      return {
        result: procedures,
        subject: { kind: 'procedure', id: first?.id ?? '' },
        detail: { codes: procedures.map(({ code }) => code).join(' '), count: procedures.length },
      }
    })
  }

  /** @throws AppError `not-found procedure.unknown`, `conflict procedure.ended`, `invalid range.empty` */
  async function end(call: Call, id: Id, validToMs: InstantMs): Promise<Procedure> {
    const found = await repository.findProcedure(work.db, id)
    if (!found) throw new AppError('not-found', 'procedure.unknown')
    if (found.validToMs !== null) throw new AppError('conflict', 'procedure.ended')
    if (validToMs <= found.validFromMs) throw new AppError('invalid', 'range.empty')
    return work.change(call, async (transaction) => {
      await repository.updateEnd(transaction, id, validToMs)
      return {
        result: { ...found, validToMs },
        subject: { kind: 'procedure', id },
        detail: { code: found.code, validToMs },
      }
    })
  }

  return { list, ofAuthorities, put, end }
}
