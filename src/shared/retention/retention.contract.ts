import { z } from 'zod'
import { idSchema } from '../kernel/ids.ts'
import { instantMsSchema } from '../kernel/instant.ts'
import { mutation, operation, query } from '../rpc/procedure.ts'
import {
  footageLockSchema,
  forecastSchema,
  lockCostSchema,
  lockRangeSchema,
  lockReasonSchema,
  lockStateSchema,
  newFolderSchema,
  policyScopeSchema,
  purgePreviewSchema,
  purgeRangeSchema,
  quarantinedFileSchema,
  retentionPolicySchema,
  storageFolderSchema,
  storageUsageSchema,
} from './retention.model.ts'

const byId = z.object({ id: idSchema })

export const retentionContract = {
  /** Every policy that somebody set; where none is, `DEFAULT_RETENTION` holds. */
  policies: query('cameras.read', '/retention/policies').output(z.array(retentionPolicySchema)),
  /** @throws `NOT_FOUND camera.unknown` */
  setPolicy: mutation('retention.manage', 'retention.set-policy', '/retention/policies')
    .input(retentionPolicySchema)
    .output(retentionPolicySchema),
  /** The next less specific one holds again. @throws `NOT_FOUND retention.no-policy` */
  removePolicy: mutation('retention.manage', 'retention.remove-policy', '/retention/policies/remove')
    .input(z.object({ scope: policyScopeSchema }))
    .output(z.object({ scope: policyScopeSchema })),

  /** Where the space goes, measured at most ten minutes ago. */
  usage: query('cameras.read', '/retention/usage').output(storageUsageSchema),
  forecast: query('cameras.read', '/retention/forecast').output(forecastSchema),

  /** As they are now. The data folder's own is always there. */
  folders: query('cameras.read', '/retention/folders').output(z.array(storageFolderSchema)),
  /**
   * Looks at it, writes to it, marks it and records there from the next file on.
   * @throws `INVALID folder.not-absolute | folder.nested`, `NOT_FOUND folder.missing`, `CONFLICT folder.known |
   *   folder.foreign`, `UNAVAILABLE disk.*`
   */
  addFolder: mutation('retention.manage', 'storage.add-folder', '/retention/folders')
    .input(newFolderSchema)
    .output(storageFolderSchema),
  /** `removed` forgets it. @throws `NOT_FOUND folder.unknown`, `CONFLICT folder.not-empty {segments}` */
  setFolderState: mutation('retention.manage', 'storage.set-folder-state', '/retention/folders/{id}/state')
    .input(z.object({ id: idSchema, state: z.enum(['active', 'read-only', 'removed']) }))
    .output(z.object({ id: idSchema, state: z.enum(['active', 'read-only', 'removed']) })),

  /** Of the rooms that the person may look into (administrators: all), newest first, at most 500. */
  locks: query('cameras.read', '/retention/locks')
    .input(
      z.object({
        state: lockStateSchema.optional(),
        cameraId: idSchema.optional(),
        fromMs: instantMsSchema.optional(),
        toMs: instantMsSchema.optional(),
      }),
    )
    .output(z.array(footageLockSchema)),
  /** What it would cost. Changes nothing. */
  lockCost: operation('recordings.lock', '/retention/locks/cost')
    .input(lockRangeSchema)
    .output(lockCostSchema),
  /** @throws `INVALID lock.in-future`, `FORBIDDEN room.not-yours` */
  lock: mutation('recordings.lock', 'lock.create', '/retention/locks')
    .input(
      lockRangeSchema.safeExtend({
        reason: lockReasonSchema,
        /** It lapses after so many days unless somebody confirms it; null: it stays until it is released. */
        provisionalDays: z.int().min(1).max(365).nullable().default(null),
      }),
    )
    .output(footageLockSchema),
  /** A provisional lock stays. @throws `CONFLICT lock.not-provisional` */
  confirmLock: mutation('recordings.lock', 'lock.confirm', '/retention/locks/{id}/confirm')
    .input(byId)
    .output(footageLockSchema),
  /** @throws `CONFLICT lock.released | lock.of-bookmark | lock.reply-window {until}` */
  releaseLock: mutation('recordings.lock', 'lock.release', '/retention/locks/{id}/release')
    .input(byId.extend({ reason: lockReasonSchema }))
    .output(footageLockSchema),

  /** What a purge would delete, and which locks are in its way. Changes nothing. */
  purgePreview: operation('recordings.purge', '/retention/purge/preview')
    .input(purgeRangeSchema)
    .output(purgePreviewSchema),
  /**
   * Deletes now, floors or not; locked files stay.
   * @throws `INVALID purge.too-much {most}`, `CONFLICT purge.changed {segments}` unless it is what the preview said
   */
  purge: mutation('recordings.purge', 'recording.purge', '/retention/purge')
    .input(purgeRangeSchema.safeExtend({ reason: lockReasonSchema, segments: z.int().min(1) }))
    .output(z.object({ segments: z.int(), bytes: z.int() })),

  /** Files that the index did not know and that recovery moved aside. Newest first. */
  quarantine: query('retention.manage', '/retention/quarantine').output(z.array(quarantinedFileSchema)),
  /** Back to its place, when it is the very file that the index misses. @throws `CONFLICT quarantine.no-match` */
  restoreQuarantined: mutation('retention.manage', 'quarantine.restore', '/retention/quarantine/restore')
    .input(z.object({ path: z.string().max(1000) }))
    .output(z.object({ path: z.string() })),
  /** @throws `NOT_FOUND quarantine.unknown` */
  deleteQuarantined: mutation('recordings.purge', 'quarantine.delete', '/retention/quarantine/delete')
    .input(z.object({ path: z.string().max(1000), reason: lockReasonSchema }))
    .output(z.object({ path: z.string() })),
}
