import { implement } from '@orpc/server'
import { importsContract } from '#shared/imports/imports.contract.ts'
import type { RpcContext } from '#main/ports/rpc-context.ts'
import type { ImportsService } from './imports.service.ts'

const os = implement(importsContract).$context<RpcContext>()

export function createImportsRouter(imports: ImportsService) {
  const { previews, profiles, settings } = imports
  return os.router({
    preview: os.preview.handler(async ({ input, context }) => {
      const { file, ...asked } = input
      const bytes = new Uint8Array(await file.arrayBuffer())
      const fileName = file.name
      return { previewId: await previews.begin(context.call.actor, { ...asked, fileName, bytes }) }
    }),
    correct: os.correct.handler(async ({ input, context }) => ({
      previewId: await previews.correct(context.call.actor, input.id, input),
    })),
    previewState: os.previewState.handler(({ input, context }) =>
      previews.state(context.call.actor, input.id),
    ),
    dropPreview: os.dropPreview.handler(async ({ input, context }) => {
      await previews.dropOwn(context.call.actor, input.id)
      return null
    }),
    apply: os.apply.handler(({ input, context }) => imports.apply(context.call, input.previewId)),
    progress: os.progress.handler(({ input, context }) => imports.progress(context.call.actor, input.id)),
    undo: os.undo.handler(({ input, context }) => imports.undo(context.call, input.id)),
    list: os.list.handler(({ context }) => imports.list(context.call.actor)),
    rejections: os.rejections.handler(({ input, context }) =>
      imports.rejections(context.call.actor, input.id),
    ),
    changes: os.changes.handler(({ input, context }) => imports.changes(context.call.actor, input.id)),
    profiles: os.profiles.handler(({ input }) => profiles.list(input.kind)),
    saveProfile: os.saveProfile.handler(({ input, context }) =>
      profiles.save(context.call, input.previewId, input.name),
    ),
    addProfile: os.addProfile.handler(({ input, context }) => profiles.add(context.call, input.profile)),
    renameProfile: os.renameProfile.handler(({ input, context }) =>
      profiles.rename(context.call, input.id, input.name),
    ),
    deleteProfile: os.deleteProfile.handler(({ input, context }) => profiles.remove(context.call, input.id)),
    settings: os.settings.handler(() => settings.read()),
    setKeepNames: os.setKeepNames.handler(({ input, context }) =>
      settings.setKeepNames(context.call, input.keepNames),
    ),
  })
}
