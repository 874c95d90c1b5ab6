import { implement } from '@orpc/server'
import { backfillContract } from '#shared/backfill/backfill.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { BackfillService } from './backfill.service.ts'

const os = implement(backfillContract).$context<RpcContext>()

export function createBackfillRouter(backfill: BackfillService) {
  return os.router({
    overview: os.overview.handler(({ input, context }) => backfill.overview(context.call.actor, input)),
    list: os.list.handler(({ context }) => backfill.list(context.call.actor)),
    plan: os.plan.handler(({ input, context }) => backfill.plan(context.call.actor, input)),
    refreshCard: os.refreshCard.handler(({ input, context, signal }) =>
      backfill.refreshCard(context.call.actor, input.cameraId, signal),
    ),
    start: os.start.handler(({ input, context }) => backfill.startFetch(context.call, input)),
    cancel: os.cancel.handler(({ input, context }) => backfill.cancel(context.call, input.id)),
    undo: os.undo.handler(({ input, context }) => backfill.undo(context.call, input.id)),
    files: os.files.handler(({ input, context }) => backfill.files(context.call.actor, input.id)),
    importPreview: os.importPreview.handler(({ input, signal }) => backfill.importPreview(input, signal)),
    importStart: os.importStart.handler(({ input, context }) => backfill.importStart(context.call, input)),
    settings: os.settings.handler(() => backfill.settings()),
    setSettings: os.setSettings.handler(({ input, context }) => backfill.setSettings(context.call, input)),
    namePatterns: os.namePatterns.handler(() => backfill.namePatterns()),
    setNamePatterns: os.setNamePatterns.handler(({ input, context }) =>
      backfill.setNamePatterns(context.call, input.own),
    ),
  })
}
