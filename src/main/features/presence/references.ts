import { createHash } from 'node:crypto'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, MINUTE_MS } from '#shared/kernel/instant.ts'
import type { CameraSetup, NewReference, Reference } from '#shared/presence/references.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import { joinTroubles } from './joined-troubles.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { listLooks } from './presence.repository.ts'
import {
  endReference,
  findReference,
  insertReference,
  listReferences,
  type StoredReference,
} from './references.repository.ts'
import { stillOf, type Stills } from './stills.ts'
import { listZones } from './zones.repository.ts'

/** How far back a move is looked for. */
const MOVED_WITHIN_MS = 7 * DAY_MS
/** A camera that was moved back some time before the last picture is where it was. */
const UNTIL_NOW_MS = 2 * MINUTE_MS

const isInForce = ({ validToMs }: { readonly validToMs: InstantMs | null }): boolean => validToMs === null

function toReference({ cameraId: _, pixels, takenAtMs, ...stored }: StoredReference): Reference {
  return { ...stored, still: stillOf({ atMs: takenAtMs, pixels }) }
}

/** The pictures of the empty room that people confirmed, and what a moved camera asks of them. */
export function createReferences(deps: PresenceDeps, stills: Pick<Stills, 'pictureAt'>) {
  const { work, clock, newId, cameras } = deps

  async function movedSince(cameraId: Id, references: readonly StoredReference[]): Promise<InstantMs | null> {
    const nowMs = clock.nowMs()
    const range = { fromMs: Math.max(0, nowMs - MOVED_WITHIN_MS), toMs: nowMs }
    const looks = await listLooks(work.db, [cameraId], range)
    const endMs = Math.max(...looks.flatMap(({ looked }) => looked.map(({ toMs }) => toMs)))
    const last = joinTroubles(looks).findLast(({ trouble }) => trouble === 'moved')
    if (!last || last.toMs < endMs - UNTIL_NOW_MS) return null
    return references.some(({ takenAtMs }) => takenAtMs >= last.fromMs) ? null : last.fromMs
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function setup(actor: Actor, cameraId: Id): Promise<CameraSetup> {
    await cameras.requireViewable(actor, [cameraId])
    const references = await listReferences(work.db, cameraId)
    const inForce = references.filter(isInForce)
    const movedAtMs = Math.max(...inForce.flatMap(({ afterMove, takenAtMs }) => (afterMove ? takenAtMs : [])))
    const zones = await listZones(work.db, [cameraId])
    return {
      references: inForce.map(toReference).toSorted((one, other) => one.light.localeCompare(other.light)),
      movedSinceMs: await movedSince(cameraId, references),
      staleZoneIds: zones
        .filter((zone) => isInForce(zone) && zone.validFromMs < movedAtMs)
        .map(({ id }) => id),
    }
  }

  /** Those that the new one takes the place of: of its light, and after a move of both. */
  function replacedBy(input: NewReference, known: readonly StoredReference[], takenAtMs: InstantMs) {
    const replaced = known.filter(
      (each) => isInForce(each) && (input.afterMove || each.light === input.light),
    )
    if (replaced.some(({ validFromMs, takenAtMs: before }) => Math.max(validFromMs, before) >= takenAtMs))
      throw new AppError('invalid', 'reference.before-replaced')
    return replaced
  }

  /**
   * @throws AppError `not-found camera.unknown`, `forbidden room.not-yours`, `not-found reference.no-picture`,
   * `invalid reference.before-replaced`
   */
  async function confirmReference(call: Call, input: NewReference, signal?: AbortSignal): Promise<Reference> {
    const { cameraId, light, afterMove } = input
    await cameras.requireViewable(call.actor, [cameraId])
    const picture = await stills.pictureAt(cameraId, input.atMs, signal)
    if (!picture) throw new AppError('not-found', 'reference.no-picture')
    const known = await listReferences(work.db, cameraId)
    const replaced = replacedBy(input, known, picture.atMs)
    const reference: StoredReference = {
      id: newId(),
      cameraId,
      light,
      afterMove,
      takenAtMs: picture.atMs,
      pixels: picture.pixels,
      sha256: createHash('sha256').update(picture.pixels).digest('hex'),
      // A first one holds for footage from before it was confirmed too.
      validFromMs: known.some((each) => each.light === light) || afterMove ? picture.atMs : 0,
      validToMs: null,
      confirmedAtMs: clock.nowMs(),
      confirmedBy: call.actor.label,
    }
    return work.change(call, async (transaction) => {
      for (const { id } of replaced) await endReference(transaction, id, reference.takenAtMs)
      await insertReference(transaction, reference)
      return {
        result: toReference(reference),
        subject: { kind: 'reference-picture', id: reference.id },
        detail: { camera: cameraId, light, afterMove, atMs: reference.takenAtMs, sha256: reference.sha256 },
      }
    })
  }

  /**
   * Takes back what was confirmed by mistake: from its start on it holds for nothing.
   * @throws AppError `not-found reference.unknown`, `forbidden room.not-yours`, `conflict reference.ended`
   */
  async function withdrawReference(call: Call, id: Id): Promise<Reference> {
    const reference = await findReference(work.db, id)
    if (!reference) throw new AppError('not-found', 'reference.unknown')
    await cameras.requireViewable(call.actor, [reference.cameraId])
    if (!isInForce(reference)) throw new AppError('conflict', 'reference.ended')
    return work.change(call, async (transaction) => {
      await endReference(transaction, id, reference.validFromMs)
      return {
        result: toReference({ ...reference, validToMs: reference.validFromMs }),
        subject: { kind: 'reference-picture', id },
        detail: { camera: reference.cameraId, light: reference.light },
      }
    })
  }

  return { setup, confirmReference, withdrawReference }
}
