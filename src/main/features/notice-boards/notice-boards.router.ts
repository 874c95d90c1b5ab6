import { implement } from '@orpc/server'
import { noticeBoardsContract } from '#shared/notice-boards/notice-boards.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { NoticeBoardsService } from './notice-boards.service.ts'

const os = implement(noticeBoardsContract).$context<RpcContext>()

export function createNoticeBoardsRouter(boards: NoticeBoardsService) {
  return os.router({
    list: os.list.handler(({ context }) => boards.list(context.call.actor)),
    pictures: os.pictures.handler(({ input, context }) => boards.pictures(context.call.actor, input.zoneId)),
    setSchedule: os.setSchedule.handler(({ input, context }) => boards.setSchedule(context.call, input)),
    stopSchedule: os.stopSchedule.handler(({ input, context }) =>
      boards.stopSchedule(context.call, input.zoneId),
    ),
    take: os.take.handler(({ input, context }) => boards.take(context.call, input)),
  })
}
