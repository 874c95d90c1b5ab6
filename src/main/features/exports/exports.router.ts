import { implement } from '@orpc/server'
import { exportsContract } from '#shared/exports/exports.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ExportsService } from './exports.service.ts'

const os = implement(exportsContract).$context<RpcContext>()

export function createExportsRouter(exported: ExportsService) {
  return os.router({
    workbook: os.workbook.handler(({ input, context }) => exported.workbook(context.call, input)),
  })
}
