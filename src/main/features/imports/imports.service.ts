import { profileWithCorrections } from '#shared/imports/profile-corrections.rules.ts'
import type { ListedProfile } from '#shared/imports/imports.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Call } from '#main/ports/call.ts'
import { createImportApply } from './import-apply.ts'
import { createImportHistory } from './import-history.ts'
import { createImportNow } from './import-now.ts'
import { createImportPreviews } from './import-previews.ts'
import { createImportProfiles } from './import-profiles.ts'
import { createFileReading } from './import-reading.ts'
import { createImportSettings } from './import-settings.ts'
import { createImportUploads } from './import-uploads.ts'
import type { ImportsDeps } from './imports.ports.ts'

export type ImportsService = ReturnType<typeof createImportsService>

/** Files into registers: read and shown, consented to, stored as a whole or not at all, and taken back. */
export function createImportsService(deps: ImportsDeps) {
  const settings = createImportSettings(deps)
  const profiles = createImportProfiles(deps)
  const uploads = createImportUploads(deps.uploads)
  const reading = createFileReading(deps, profiles, settings)
  const previews = createImportPreviews(deps, uploads, reading, profiles)
  const applying = createImportApply(deps, { uploads, previews, reading, profiles })

  /** Keeps the columns of a preview under a name, with what was corrected by hand. */
  async function saveProfile(call: Call, previewId: Id, name: string): Promise<ListedProfile> {
    const { upload, file } = await previews.ready(call.actor, previewId)
    const { profile } = await profiles.pick(upload.kind, upload.profileId)
    return profiles.add(call, { ...profileWithCorrections(profile, file.columns, upload.overrides), name })
  }

  return {
    previews,
    profiles: { ...profiles, save: saveProfile },
    settings,
    ...applying,
    now: createImportNow(previews, applying, deps.jobs.idle),
    ...createImportHistory(deps),
    /** Before jobs are resumed. */
    start: () => uploads.clean(deps.clock.nowMs()),
    stop: previews.stop,
  }
}
