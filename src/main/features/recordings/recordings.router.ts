import { implement } from '@orpc/server'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { summariseSpans } from '#shared/recordings/summary.rules.ts'
import { recordingsContract } from '#shared/recordings/recordings.contract.ts'
import type { Actor } from '#main/ports/call.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { RecordingsService } from './recordings.service.ts'

const os = implement(recordingsContract).$context<RpcContext>()

/** What the router needs of the cameras to decide who may see what. */
type CameraAccess = {
  readonly list: (actor: Actor) => Promise<readonly { readonly id: Id }[]>
  readonly requireViewable: (actor: Actor, cameraIds: readonly Id[]) => Promise<void>
}

export function createRecordingsRouter(recordings: RecordingsService, cameras: CameraAccess) {
  return os.router({
    lanes: os.lanes.handler(async ({ input, context }) => {
      const { cameraIds, fromMs, toMs, cellMs } = input
      if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
      await cameras.requireViewable(context.call.actor, cameraIds)
      const lanes = await recordings.lanes(cameraIds, { fromMs, toMs })
      if (cellMs === undefined) return lanes
      return lanes.map((lane) => ({ ...lane, spans: summariseSpans(lane.spans, cellMs) }))
    }),
    status: os.status.handler(async ({ context }) => {
      const visible = await cameras.list(context.call.actor)
      return recordings.status(visible.map((camera) => camera.id))
    }),
  })
}
