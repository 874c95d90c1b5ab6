import type {
  Backfill,
  BackfillFile,
  BackfillPlan,
  BackfillSettings,
  CameraGaps,
  CardState,
  ImportedFile,
  ImportPreview,
  ImportRequest,
} from '#shared/backfill/backfill.model.ts'
import type { NamePattern } from '#shared/backfill/name-patterns.model.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import { mergeRanges, type TimeRange, totalMs } from '#shared/kernel/time-range.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import { listFiles, moveBackfill, type StoredBackfill } from './backfill.repository.ts'
import { createBackfillJobs } from './backfill-jobs.ts'
import { createPlanning, type Wish } from './backfill-planning.ts'
import {
  readBackfillSettings,
  readNamePatterns,
  writeBackfillSettings,
  writeNamePatterns,
} from './backfill-settings.repository.ts'
import { createCameraCards } from './camera-cards.ts'
import { createImportPreview } from './import-preview.ts'
import { createNightly } from './nightly.ts'

export type { BackfillDeps } from './backfill.ports.ts'

export type BackfillService = ReturnType<typeof createBackfillService>

const TICK_MS = MINUTE_MS
const UNDONE_REASON = 'backfill-undone'

/** Fills holes afterwards: from the cameras' own cards, and from files that people bring. */
export function createBackfillService(deps: BackfillDeps) {
  const { work, clock, cameras, recordings, jobs, log } = deps
  const cards = createCameraCards(deps)
  const planning = createPlanning(deps, cards)
  const runs = createBackfillJobs(deps, cards)
  const imports = createImportPreview(deps, cards)
  const nightly = createNightly(deps, { cards, planning, runs })
  jobs.register('backfill', runs.handler)
  const stopping = new AbortController()
  let endTicks: (() => void) | null = null
  let ticking: Promise<void> = Promise.resolve()

  /** One look at cards and clock, never two at once. */
  function tick(): Promise<void> {
    ticking = ticking
      .then(() => (stopping.signal.aborted ? undefined : nightly.tick(stopping.signal)))
      .catch((thrown: unknown) => log(`backfill: ${messageOf(thrown)}`))
    return ticking
  }

  async function start(): Promise<void> {
    endTicks = deps.timers.every(TICK_MS, () => void tick())
  }

  async function stop(): Promise<void> {
    endTicks?.()
    stopping.abort()
    await ticking
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function requireCamera(actor: Actor, cameraId: Id): Promise<void> {
    if (actor.kind === 'system' || actor.role === 'administrator') await cameras.get(cameraId)
    else await cameras.requireViewable(actor, [cameraId])
  }

  function requireRange({ fromMs, toMs }: TimeRange): void {
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
  }

  async function overview(actor: Actor, range: TimeRange): Promise<CameraGaps[]> {
    requireRange(range)
    const visible = await cameras.list(actor)
    const gaps: CameraGaps[] = []
    for (const { id } of visible) gaps.push(await planning.gaps(id, range))
    return gaps
  }

  async function list(actor: Actor): Promise<Backfill[]> {
    const all = await runs.list()
    if (actor.kind === 'system' || actor.role === 'administrator') return all
    const visible = new Set((await cameras.list(actor)).map(({ id }) => id))
    return all.filter(({ cameraId }) => visible.has(cameraId))
  }

  async function plan(actor: Actor, wish: Wish): Promise<BackfillPlan> {
    requireRange(wish)
    await requireCamera(actor, wish.cameraId)
    return planning.plan(wish)
  }

  async function refreshCard(actor: Actor, cameraId: Id, signal?: AbortSignal): Promise<CardState> {
    await requireCamera(actor, cameraId)
    const { held, checkedAtMs } = await cards.refresh(cameraId, signal)
    return { checkedAtMs, ranges: mergeRanges(held) }
  }

  /** @throws AppError `precondition backfill.nothing-to-fetch`, and as `plan` */
  async function startFetch(call: Call, wish: Wish & { readonly when: 'now' | 'night' }): Promise<Backfill> {
    requireRange(wish)
    const { cameraId, fromMs, toMs, mode, when } = wish
    await requireCamera(call.actor, cameraId)
    const { onCard } = await planning.holesOf(wish)
    if (onCard.length === 0) throw new AppError('precondition', 'backfill.nothing-to-fetch')
    const input = { kind: 'device', mode, when, holes: onCard } as const
    const { id } = await work.change(call, async (transaction) => {
      const createdBy = call.actor.label
      const result = await runs.add(
        transaction,
        { cameraId, fromMs, toMs, input, createdBy },
        when === 'now' ? 'running' : 'planned',
      )
      const detail = { fromMs, toMs, mode, when, holesMs: totalMs(onCard) }
      return {
        result,
        subject: { kind: 'camera', id: cameraId },
        detail: { backfillId: result.id, ...detail },
      }
    })
    jobs.kick()
    return runs.get(id)
  }

  async function requireVisible(actor: Actor, id: Id): Promise<StoredBackfill> {
    const stored = await runs.requireStored(id)
    await requireCamera(actor, stored.cameraId)
    return stored
  }

  /** @throws AppError `not-found backfill.unknown`, `conflict backfill.finished` */
  async function cancel(call: Call, id: Id): Promise<Backfill> {
    await requireVisible(call.actor, id)
    const job = (await runs.openJobs()).get(id)
    if (job) {
      // Whoever may fetch for a camera may stop it, whoever asked for it.
      const everyone = { ...call, actor: { ...call.actor, kind: 'system' as const } }
      await jobs.cancel(everyone, job.id)
      call.audited = everyone.audited
      return runs.get(id)
    }
    await work.change(call, async (transaction) => {
      const to = { state: 'cancelled', finishedAtMs: clock.nowMs() } as const
      const result = await moveBackfill(transaction, id, ['planned', 'running'], to)
      if (!result) throw new AppError('conflict', 'backfill.finished')
      return { result, subject: { kind: 'backfill', id } }
    })
    return runs.get(id)
  }

  /**
   * Deletes what it filled and nothing else; the holes may be filled again.
   * @throws AppError `not-found backfill.unknown`, `conflict backfill.running`, `conflict backfill.nothing-left`,
   *   `conflict purge.locked`
   */
  async function undo(call: Call, id: Id): Promise<Backfill> {
    const { cameraId, state } = await requireVisible(call.actor, id)
    if (state === 'planned' || state === 'running') throw new AppError('conflict', 'backfill.running')
    const numbers = await recordings.backfilledNumbers(cameraId, id)
    if (state === 'undone' || numbers.length === 0) throw new AppError('conflict', 'backfill.nothing-left')
    await deps.purge(call, {
      cameraId,
      numbers,
      reason: UNDONE_REASON,
      alongside: async (transaction) => {
        const to = { state: 'undone', finishedAtMs: clock.nowMs() } as const
        await moveBackfill(transaction, id, ['done', 'failed', 'cancelled'], to)
      },
    })
    return runs.get(id)
  }

  async function files(actor: Actor, id: Id): Promise<BackfillFile[]> {
    await requireVisible(actor, id)
    return (await listFiles(work.db, id)).map(({ ordinal: _, sha256: __, ...file }) => file)
  }

  const importPreview = (request: ImportRequest, signal?: AbortSignal): Promise<ImportPreview> =>
    imports.preview(request, signal)

  /** Imports the named files of a folder at the named times. @throws AppError `invalid backfill.future`, `forbidden file.outside` */
  async function importStart(
    call: Call,
    wish: { readonly cameraId: Id; readonly folder: string; readonly files: readonly ImportedFile[] },
  ): Promise<Backfill> {
    const { cameraId, folder } = wish
    await requireCamera(call.actor, cameraId)
    const nowMs = clock.nowMs()
    for (const { path, startMs } of wish.files) {
      deps.folder.locate(folder, path)
      if (startMs >= nowMs) throw new AppError('invalid', 'backfill.future', { path })
    }
    const starts = wish.files.map(({ startMs }) => startMs)
    const range = { fromMs: Math.min(...starts), toMs: nowMs }
    const input = { kind: 'files', folder, files: wish.files } as const
    const { id } = await work.change(call, async (transaction) => {
      const createdBy = call.actor.label
      const result = await runs.add(transaction, { cameraId, ...range, input, createdBy }, 'running')
      const detail = { backfillId: result.id, folder, files: wish.files.length }
      return { result, subject: { kind: 'camera', id: cameraId }, detail }
    })
    jobs.kick()
    return runs.get(id)
  }

  const settings = (): Promise<BackfillSettings> => readBackfillSettings(work.db)

  const setSettings = (call: Call, next: BackfillSettings): Promise<BackfillSettings> =>
    work.change(call, async (transaction) => {
      await writeBackfillSettings(transaction, next)
      return { result: next, subject: { kind: 'settings', id: 'backfill' }, detail: next }
    })

  const namePatterns = async () => ({
    own: await readNamePatterns(work.db),
    shipped: [...deps.namePatterns],
  })

  async function setNamePatterns(call: Call, own: readonly NamePattern[]) {
    await work.change(call, async (transaction) => {
      await writeNamePatterns(transaction, own)
      const detail = { patterns: own.length }
      return { result: null, subject: { kind: 'settings', id: 'backfill.name-patterns' }, detail }
    })
    return namePatterns()
  }

  return {
    start,
    stop,
    tick,
    overview,
    list,
    plan,
    refreshCard,
    startFetch,
    cancel,
    undo,
    files,
    importPreview,
    importStart,
    settings,
    setSettings,
    namePatterns,
    setNamePatterns,
  }
}
