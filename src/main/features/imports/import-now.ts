import type { ImportRecord } from '#shared/imports/imports.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Call } from '#main/ports/call.ts'
import type { ImportApply } from './import-apply.ts'
import type { ImportPreviews, NewPreview } from './import-previews.ts'

/** Preview, consent and import in one go, for whoever has nobody to ask: the command line, the demo. */
export function createImportNow(
  previews: ImportPreviews,
  applying: ImportApply,
  settleJobs: () => Promise<void>,
): (call: Call, input: NewPreview) => Promise<ImportRecord> {
  return async (call, input) => {
    const previewId = await previews.begin(call.actor, input)
    await previews.settled(call.actor, previewId)
    const { importId } = await applying.apply(call, previewId)
    await settleJobs()
    const { record, errorCode } = await applying.progress(call.actor, importId)
    if (!record) throw new AppError('conflict', errorCode ?? 'import.failed')
    return record
  }
}
