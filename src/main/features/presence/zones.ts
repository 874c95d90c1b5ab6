import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { NewZone, Zone } from '#shared/presence/presence.model.ts'
import { cellsOfZone } from '#shared/presence/zone-cells.rules.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { endZone, findZone, insertZone, listZones } from './zones.repository.ts'

/** Two cells: what is smaller cannot be told from noise. */
const LEAST_AREA_CELLS = 2

/** The zones that people drew on a camera's picture. A changed one is a new one from then on. */
export function createZones(deps: PresenceDeps) {
  const { work, clock, newId, cameras } = deps

  /** Ended ones too. @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function zones(actor: Actor, cameraId: Id): Promise<Zone[]> {
    await cameras.requireViewable(actor, [cameraId])
    return listZones(work.db, [cameraId])
  }

  /**
   * @throws AppError `not-found camera.unknown`, `not-found zone.unknown`, `invalid zone.too-small`,
   * `invalid zone.before-replaced`
   */
  async function saveZone(call: Call, input: NewZone): Promise<Zone> {
    const { replacesId, ...drawn } = input
    await cameras.requireViewable(call.actor, [drawn.cameraId])
    if (cellsOfZone(drawn.polygon).area < LEAST_AREA_CELLS) throw new AppError('invalid', 'zone.too-small')
    const replaced = replacesId === null ? null : await requireZone(replacesId)
    if (replaced && (replaced.cameraId !== drawn.cameraId || replaced.validFromMs >= drawn.validFromMs))
      throw new AppError('invalid', 'zone.before-replaced')
    const zone: Zone = { ...drawn, id: newId(), validToMs: null }
    return work.change(call, async (transaction) => {
      if (replaced) await endZone(transaction, replaced.id, zone.validFromMs)
      await insertZone(transaction, zone, call.actor.label)
      const detail = { camera: zone.cameraId, kind: zone.kind, replaces: replacesId }
      return { result: zone, subject: { kind: 'zone', id: zone.id }, detail }
    })
  }

  async function requireZone(id: Id): Promise<Zone> {
    const zone = await findZone(work.db, id)
    if (!zone) throw new AppError('not-found', 'zone.unknown')
    return zone
  }

  /** @throws AppError `not-found zone.unknown`, `forbidden room.not-yours`, `conflict zone.ended` */
  async function end(call: Call, id: Id): Promise<Zone> {
    const zone = await requireZone(id)
    await cameras.requireViewable(call.actor, [zone.cameraId])
    if (zone.validToMs !== null) throw new AppError('conflict', 'zone.ended')
    const atMs = Math.max(clock.nowMs(), zone.validFromMs + 1)
    return work.change(call, async (transaction) => {
      await endZone(transaction, id, atMs)
      return {
        result: { ...zone, validToMs: atMs },
        subject: { kind: 'zone', id },
        detail: { camera: zone.cameraId, kind: zone.kind },
      }
    })
  }

  return { zones, saveZone, endZone: end }
}
