import { implement } from '@orpc/server'
import { camerasContract } from '#shared/cameras/cameras.contract.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { CamerasService } from './cameras.service.ts'

const os = implement(camerasContract).$context<RpcContext>()

/** @throws AppError `invalid range.empty` */
function rangeOf({ fromMs, toMs }: TimeRange): TimeRange {
  if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
  return { fromMs, toMs }
}

export function createCamerasRouter(cameras: CamerasService) {
  return os.router({
    list: os.list.handler(({ context }) => cameras.list(context.call.actor)),
    views: os.views.handler(({ input, context }) =>
      cameras.viewsFor(context.call.actor, input.roomId, rangeOf(input)),
    ),
    discover: os.discover.handler(({ input, signal }) => cameras.discover(input, signal)),
    probe: os.probe.handler(({ input, signal }) => cameras.probe(input, signal)),
    probeLive: os.probeLive.handler(({ input, signal }) => cameras.probeLive(input, signal)),
    readBulk: os.readBulk.handler(({ input }) => cameras.readBulk(input.text)),
    probeBulk: os.probeBulk.handler(({ input, signal }) => cameras.probeBulk(input.rows, signal)),
    add: os.add.handler(({ input, context, signal }) => cameras.add(context.call, input, signal)),
    setCredentials: os.setCredentials.handler(({ input, context, signal }) =>
      cameras.setCredentials(context.call, input.id, input, signal),
    ),
    setRecording: os.setRecording.handler(({ input, context }) =>
      cameras.setRecording(context.call, input.id, input.record),
    ),
    setSchedule: os.setSchedule.handler(({ input, context }) =>
      cameras.setSchedule(context.call, input.id, input.schedule),
    ),
    setStream: os.setStream.handler(({ input, context }) =>
      cameras.setStream(context.call, input.id, input.stream),
    ),
    setAudio: os.setAudio.handler(({ input, context }) =>
      cameras.setAudio(context.call, input.id, input.reason),
    ),
    remove: os.remove.handler(({ input, context }) => cameras.remove(context.call, input.id)),
    reprobe: os.reprobe.handler(({ input, context, signal }) =>
      cameras.reprobe(context.call, input.id, signal),
    ),
    probes: os.probes.handler(async ({ input, context }) => {
      await cameras.requireListed(context.call.actor, input.id)
      return cameras.probes(input.id)
    }),
    clockReadings: os.clockReadings.handler(async ({ input, context }) => {
      await cameras.requireListed(context.call.actor, input.cameraId)
      return cameras.clockReadings(input.cameraId, rangeOf(input))
    }),
    events: os.events.handler(async ({ input, context }) => {
      await cameras.requireListed(context.call.actor, input.cameraId)
      return cameras.events(input.cameraId, rangeOf(input))
    }),
    changes: os.changes.handler(async ({ input, context }) => {
      await cameras.requireListed(context.call.actor, input.id)
      return cameras.changes(input.id)
    }),
  })
}
