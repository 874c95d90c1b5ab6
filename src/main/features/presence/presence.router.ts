import { implement } from '@orpc/server'
import { presenceContract } from '#shared/presence/presence.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { PresenceService } from './presence.service.ts'

const os = implement(presenceContract).$context<RpcContext>()

export function createPresenceRouter(presence: PresenceService) {
  return os.router({
    zones: os.zones.handler(({ input, context }) => presence.zones(context.call.actor, input.cameraId)),
    still: os.still.handler(({ input, context, signal }) =>
      presence.still(context.call.actor, input, signal),
    ),
    saveZone: os.saveZone.handler(({ input, context }) => presence.saveZone(context.call, input)),
    endZone: os.endZone.handler(({ input, context }) => presence.endZone(context.call, input.id)),
    look: os.look.handler(({ input, context }) => presence.look(context.call, input)),
    activity: os.activity.handler(({ input, context }) => presence.activity(context.call.actor, input)),
    moment: os.moment.handler(({ input, context, signal }) =>
      presence.moment(context.call.actor, input, signal),
    ),
    setup: os.setup.handler(({ input, context }) => presence.setup(context.call.actor, input.cameraId)),
    confirmReference: os.confirmReference.handler(({ input, context, signal }) =>
      presence.confirmReference(context.call, input, signal),
    ),
    withdrawReference: os.withdrawReference.handler(({ input, context }) =>
      presence.withdrawReference(context.call, input.id),
    ),
    receptionTables: os.receptionTables.handler(({ input, context }) =>
      presence.receptionTables(context.call.actor, input),
    ),
    detectors: os.detectors.handler(({ input, context }) => presence.detectors(context.call.actor, input)),
    silence: os.silence.handler(({ input, context }) => presence.silence(context.call, input)),
    unsilence: os.unsilence.handler(({ input, context }) => presence.unsilence(context.call, input)),
    density: os.density.handler(({ input, context }) => presence.density(context.call.actor, input)),
    counters: os.counters.handler(({ input, context }) => presence.counters(context.call.actor, input)),
  })
}
