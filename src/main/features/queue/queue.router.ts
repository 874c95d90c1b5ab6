import { implement } from '@orpc/server'
import { queueContract } from '#shared/queue/queue.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { QueueService } from './queue.service.ts'

const os = implement(queueContract).$context<RpcContext>()

export function createQueueRouter(queue: QueueService) {
  return os.router({
    list: os.list.handler(({ input, context }) => queue.list(context.call.actor, input)),
    done: os.done.handler(({ input, context }) => queue.done(context.call.actor, input.sinceMs)),
    people: os.people.handler(({ context }) => queue.people(context.call.actor)),
    claim: os.claim.handler(({ input, context }) => queue.claim(context.call, input)),
    release: os.release.handler(({ input, context }) => queue.release(context.call, input)),
    drawSample: os.drawSample.handler(({ input, context }) => queue.drawSample(context.call, input)),
    samples: os.samples.handler(({ context }) => queue.samples(context.call.actor)),
    finish: os.finish.handler(({ input, context }) => queue.finish(context.call, input)),
    reopen: os.reopen.handler(({ input, context }) => queue.reopen(context.call, input)),
  })
}
