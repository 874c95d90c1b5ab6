import { messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type {
  NewFolder,
  PolicyScope,
  RetentionPolicy,
  StorageUsage,
} from '#shared/retention/retention.model.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { Timers } from '#main/ports/timers.ts'
import { createDeletionRun, type RunReport } from './deletion-run.ts'
import type { FolderWish } from './folders.repository.ts'
import { createLocks, type LocksDeps } from './locks.ts'
import { createOutlook, type OutlookDeps } from './outlook.ts'
import { createPolicies, type PoliciesDeps } from './policies.ts'
import { createPurging, type NamedPurge, type PurgeWish } from './purging.ts'
import { createQuarantine } from './quarantine.ts'
import type { RetentionSettings } from './retention.ports.ts'
import type { StorageFoldersService } from './storage-folders.service.ts'
import { createUnlinking, type UnlinkingDeps } from './unlinking.ts'

export type RetentionDeps = Omit<LocksDeps, 'outlook'> &
  Omit<OutlookDeps, 'policies' | 'storage'> &
  PoliciesDeps &
  Pick<UnlinkingDeps, 'onDeleted'> & {
    readonly storage: StorageFoldersService
    readonly timers: Timers
    readonly settings: RetentionSettings
    readonly log: (message: string) => void
  }

export type RetentionService = ReturnType<typeof createRetentionService>

/** How long footage stays, what keeps it, what goes, and where the space goes. */
export function createRetentionService(deps: RetentionDeps) {
  const { storage, timers, settings, log } = deps
  const policies = createPolicies(deps)
  const unlinking = createUnlinking(deps)
  const outlook = createOutlook({ ...deps, policies: policies.ofCameras })
  const locks = createLocks({ ...deps, outlook: outlook.ifLocked })
  const purging = createPurging({ ...deps, unlinking, locks: locks.list })
  const quarantine = createQuarantine(deps)
  const deletion = createDeletionRun({
    ...deps,
    unlinking,
    settleMs: settings.settleMs,
    cameras: async () => (await policies.ofCameras()).map(({ id, policy }) => ({ id, days: policy.days })),
    storage: async () => {
      const folders = await storage.look(false)
      const active = folders.filter(({ state }) => state === 'active')
      return { prefixes: new Set(active.map(({ prefix }) => prefix)), disks: storage.disksOf(folders) }
    },
  })
  let stopping = new AbortController()
  let endTimer: (() => void) | null = null
  let running: Promise<unknown> = Promise.resolve()
  let last: RunReport | null = null

  function noteRun(report: RunReport): void {
    if (report.stuck !== null && report.stuck !== last?.stuck)
      log(`DISK SPACE: recordings need room and none can be made (${report.stuck})`)
    if (report.segments > 0)
      log(`retention deleted ${report.segments} recordings, ${report.freedBytes} bytes freed`)
    last = report
    if (report.segments > 0) outlook.forget()
  }

  /** One look at everything that is due: folders, lapsed locks, what has to go, how much is left. */
  async function tick(): Promise<RunReport> {
    await storage.look(true)
    if ((await locks.lapse()) > 0) outlook.forget()
    const report = await deletion.run(stopping.signal)
    noteRun(report)
    await outlook.newest()
    return report
  }

  /** Ticks never overlap. */
  function runSoon(): Promise<RunReport> {
    const next = running.then(tick)
    running = next.catch((thrown: unknown) => log(`retention: ${messageOf(thrown)}`))
    return next
  }

  async function start(): Promise<void> {
    stopping = new AbortController()
    await storage.look(true)
    await unlinking.repeatLast()
    await unlinking.finish(stopping.signal)
    running = outlook.newest().catch((thrown: unknown) => log(`retention: ${messageOf(thrown)}`))
    let isTicking = false
    endTimer = timers.every(settings.everyMs, () => {
      if (isTicking) return
      isTicking = true
      runSoon()
        .catch(() => undefined)
        .finally(() => {
          isTicking = false
        })
    })
  }

  async function stop(): Promise<void> {
    endTimer?.()
    stopping.abort()
    await running
  }

  /** Whatever changes the sums makes the next look measure anew. */
  async function changing<T>(work: Promise<T>): Promise<T> {
    const result = await work
    outlook.forget()
    return result
  }

  async function usage(actor: Actor): Promise<StorageUsage> {
    return outlook.usage(new Set(await locks.knownCameraIds(actor)))
  }

  const { list, cost, lock, confirm, release, protect, lockAround, releaseLocks } = locks
  return {
    start,
    stop,
    tick: runSoon,
    /** What the last run did; null before the first. */
    lastRun: (): RunReport | null => last,
    policies: policies.list,
    policiesOfCameras: policies.ofCameras,
    setPolicy: (call: Call, policy: RetentionPolicy) => changing(policies.set(call, policy)),
    removePolicy: (call: Call, scope: PolicyScope) => changing(policies.remove(call, scope)),
    usage,
    forecast: outlook.forecast,
    folders: outlook.folders,
    disk: outlook.disk,
    addFolder: (call: Call, input: NewFolder) => changing(storage.add(call, input)),
    setFolderState: (call: Call, id: Id, state: FolderWish) => changing(storage.setState(call, id, state)),
    locks: list,
    lockCost: cost,
    costOfAll: locks.costOfAll,
    lock: (call: Call, input: Parameters<typeof lock>[1]) => changing(lock(call, input)),
    confirmLock: confirm,
    releaseLock: (call: Call, id: Id, reason: string) => changing(release(call, id, reason)),
    protect,
    lockAround,
    releaseLocks,
    purgePreview: purging.preview,
    purge: (call: Call, input: PurgeWish) => changing(purging.purge(call, input)),
    purgeNumbers: (call: Call, input: NamedPurge) => changing(purging.purgeNumbers(call, input)),
    quarantine: quarantine.list,
    restoreQuarantined: (call: Call, path: string) => changing(quarantine.restore(call, path)),
    deleteQuarantined: (call: Call, path: string, reason: string) =>
      changing(quarantine.remove(call, path, reason)),
  }
}
