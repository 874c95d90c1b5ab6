import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { type Detector, PRESENCE_KINDS, type PresenceKind } from '#shared/presence/detectors.model.ts'
import { criesWolf } from '#shared/presence/detectors.rules.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { PresenceDeps } from './presence.ports.ts'
import { insertSilence, liftSilence, listSilences } from './silences.repository.ts'

type Named = { readonly cameraId: Id; readonly kind: PresenceKind }

/** How often people dismissed what each camera's picture suggested, and what is not suggested any more. */
export function createDetectors(deps: PresenceDeps) {
  const { work, clock, newId, cameras, findings } = deps

  /** Of cameras that the actor may know of; kinds that suggested nothing and are not silent are left out. */
  async function detectors(actor: Actor, range: TimeRange): Promise<Detector[]> {
    const known = await cameras.list(actor)
    const ids = known.map(({ id }) => id)
    const counts = await findings.countsOf(ids, range)
    const silences = await listSilences(work.db, ids)
    return known.flatMap((camera) =>
      PRESENCE_KINDS.flatMap((kind): Detector[] => {
        const of = (state: 'open' | 'accepted' | 'dismissed'): number =>
          counts.find((each) => each.cameraId === camera.id && each.kind === kind && each.state === state)
            ?.count ?? 0
        const told = { open: of('open'), accepted: of('accepted'), dismissed: of('dismissed') }
        const silence = silences.find((each) => each.cameraId === camera.id && each.kind === kind)
        if (!silence && told.open + told.accepted + told.dismissed === 0) return []
        const named = { cameraId: camera.id, cameraName: camera.name, roomId: camera.roomId, kind }
        return [{ ...named, ...told, criesWolf: criesWolf(told), silence: silence ?? null }]
      }),
    )
  }

  /** Whether suggestions of that kind are made from that camera's picture. */
  async function silentKinds(cameraIds: readonly Id[]): Promise<(named: Named) => boolean> {
    const silences = await listSilences(work.db, cameraIds)
    return ({ cameraId, kind }) => silences.some((each) => each.cameraId === cameraId && each.kind === kind)
  }

  /** @throws AppError `not-found camera.unknown`, `conflict detector.silent` */
  async function silence(call: Call, { cameraId, kind, reason }: Named & { readonly reason: string }) {
    const { name } = await cameras.get(cameraId)
    const made = { reason, silencedAtMs: clock.nowMs(), silencedBy: call.actor.label }
    return work.change(call, async (transaction) => {
      if (!(await insertSilence(transaction, { id: newId(), cameraId, kind, ...made })))
        throw new AppError('conflict', 'detector.silent')
      return {
        result: made,
        subject: { kind: 'camera', id: cameraId },
        detail: { name, detector: kind, reason },
      }
    })
  }

  /** @throws AppError `not-found camera.unknown`, `conflict detector.not-silent` */
  async function unsilence(call: Call, { cameraId, kind }: Named): Promise<Named> {
    const { name } = await cameras.get(cameraId)
    return work.change(call, async (transaction) => {
      const by = { atMs: clock.nowMs(), label: call.actor.label }
      if (!(await liftSilence(transaction, { cameraId, kind }, by)))
        throw new AppError('conflict', 'detector.not-silent')
      return {
        result: { cameraId, kind },
        subject: { kind: 'camera', id: cameraId },
        detail: { name, detector: kind },
      }
    })
  }

  return { detectors, silentKinds, silence, unsilence }
}
