import { implement } from '@orpc/server'
import { jobsContract } from '#shared/jobs/jobs.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { JobsService } from './jobs.service.ts'

const os = implement(jobsContract).$context<RpcContext>()

export function createJobsRouter(jobs: JobsService) {
  return os.router({
    list: os.list.handler(({ context }) => jobs.list(context.call.actor)),
    cancel: os.cancel.handler(({ input, context }) => jobs.cancel(context.call, input.id)),
  })
}
