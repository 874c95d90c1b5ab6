import type { ImportProfile } from '#shared/imports/import-profile.model.ts'
import type { ImportKind } from '#shared/imports/import-rows.model.ts'
import type { ListedProfile } from '#shared/imports/imports.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Db } from '#main/db/db.ts'
import type { Call } from '#main/ports/call.ts'
import * as repository from './import-profiles.repository.ts'
import type { ImportsDeps } from './imports.ports.ts'

export type ImportProfiles = ReturnType<typeof createImportProfiles>

/** How columns are called: what the program ships, and what people saved. */
export function createImportProfiles(deps: Pick<ImportsDeps, 'work' | 'clock' | 'newId' | 'profiles'>) {
  const { work, clock, newId } = deps
  const shipped = deps.profiles.map(
    (profile): ListedProfile => ({ id: null, profile, createdAtMs: null, createdBy: null }),
  )

  /** Shipped ones first. */
  async function list(kind?: ImportKind): Promise<ListedProfile[]> {
    const all = [...shipped, ...(await repository.listProfiles(work.db))]
    return all.filter(({ profile }) => kind === undefined || profile.kind === kind)
  }

  /** @throws AppError `not-found import-profile.unknown`, also for one of another kind of file */
  async function pick(kind: ImportKind, id: Id | null): Promise<ListedProfile> {
    const found =
      id === null
        ? shipped.find(({ profile }) => profile.kind === kind)
        : await repository.findProfile(work.db, id)
    if (!found || found.profile.kind !== kind) throw new AppError('not-found', 'import-profile.unknown')
    return found
  }

  async function requireFreeName(db: Db, kind: ImportKind, name: string): Promise<void> {
    const taken = [...shipped, ...(await repository.listProfiles(db))].some(
      ({ profile }) => profile.kind === kind && profile.name === name,
    )
    if (taken) throw new AppError('conflict', 'import-profile.name-taken', { name })
  }

  /** @throws AppError `conflict import-profile.name-taken` */
  async function add(call: Call, profile: ImportProfile): Promise<ListedProfile> {
    const saved = { id: newId(), profile, createdAtMs: clock.nowMs(), createdBy: call.actor.label }
    return work.change(call, async (transaction) => {
      await requireFreeName(transaction, profile.kind, profile.name)
      await repository.insertProfile(transaction, saved)
      return {
        result: saved,
        subject: { kind: 'import-profile', id: saved.id },
        detail: { kind: profile.kind, name: profile.name },
      }
    })
  }

  async function requireSaved(db: Db, id: Id): Promise<repository.SavedProfile> {
    const found = await repository.findProfile(db, id)
    if (!found) throw new AppError('not-found', 'import-profile.unknown')
    return found
  }

  /** @throws AppError `not-found import-profile.unknown`, `conflict import-profile.name-taken` */
  async function rename(call: Call, id: Id, name: string): Promise<ListedProfile> {
    return work.change(call, async (transaction) => {
      const found = await requireSaved(transaction, id)
      if (found.profile.name !== name) await requireFreeName(transaction, found.profile.kind, name)
      await repository.updateProfileName(transaction, id, name)
      return {
        result: { ...found, profile: { ...found.profile, name } },
        subject: { kind: 'import-profile', id },
        detail: { before: found.profile.name, name },
      }
    })
  }

  /** @throws AppError `not-found import-profile.unknown` */
  async function remove(call: Call, id: Id): Promise<null> {
    return work.change(call, async (transaction) => {
      const { profile } = await requireSaved(transaction, id)
      await repository.deleteProfile(transaction, id)
      return { result: null, subject: { kind: 'import-profile', id }, detail: { name: profile.name } }
    })
  }

  return { list, pick, add, rename, remove }
}
