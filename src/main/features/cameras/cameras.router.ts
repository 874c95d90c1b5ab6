import { implement } from '@orpc/server'
import { camerasContract } from '#shared/cameras/cameras.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { CamerasService } from './cameras.service.ts'

const os = implement(camerasContract).$context<RpcContext>()

export function createCamerasRouter(cameras: CamerasService) {
  return os.router({
    list: os.list.handler(({ context }) => cameras.list(context.call.actor)),
    probe: os.probe.handler(({ input, signal }) => cameras.probe(input, signal)),
    add: os.add.handler(({ input, context, signal }) => cameras.add(context.call, input, signal)),
    setCredentials: os.setCredentials.handler(({ input, context, signal }) =>
      cameras.setCredentials(context.call, input.id, input, signal),
    ),
    setRecording: os.setRecording.handler(({ input, context }) =>
      cameras.setRecording(context.call, input.id, input.record),
    ),
    remove: os.remove.handler(({ input, context }) => cameras.remove(context.call, input.id)),
  })
}
