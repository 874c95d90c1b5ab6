import type { Backfill } from '#shared/backfill/backfill.model.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import type { JobHandler, JobTask } from '#main/features/jobs/jobs.service.ts'
import type { Db } from '#main/db/db.ts'
import { systemCall } from '#main/ports/call.ts'
import type { BackfillDeps } from './backfill.ports.ts'
import {
  countOutcomes,
  findBackfill,
  insertBackfill,
  listBackfills,
  listInState,
  moveBackfill,
  NO_RESULT,
  type StoredBackfill,
  updateFilled,
} from './backfill.repository.ts'
import type { CameraCards } from './camera-cards.ts'
import { createDeviceBackfill } from './device-backfill.ts'
import { createFileBackfill } from './file-backfill.ts'

const LIST_LIMIT = 200

export type NewBackfill = Pick<StoredBackfill, 'cameraId' | 'fromMs' | 'toMs' | 'input' | 'createdBy'>

export type BackfillJobs = ReturnType<typeof createBackfillJobs>

/** Of files nobody knows beforehand how much of a hole they fill. */
const wantedMsOf = ({ input, filledMs }: StoredBackfill): number =>
  input.kind === 'files' ? filledMs : totalMs(input.holes)

/** Backfills as jobs: one after the other, resumed after a crash, from the table that tells what became of each. */
export function createBackfillJobs(deps: BackfillDeps, cards: CameraCards) {
  const { work, clock, newId, jobs } = deps
  const device = createDeviceBackfill(deps, cards)
  const files = createFileBackfill(deps)

  const requireStored = async (id: Id): Promise<StoredBackfill> => {
    const stored = await findBackfill(work.db, id)
    if (!stored) throw new AppError('not-found', 'backfill.unknown')
    return stored
  }

  /** Adds the row, and the job unless it waits for the night. Call `jobs.kick` once that is committed. */
  async function add(
    transaction: Db,
    wish: NewBackfill,
    state: 'planned' | 'running',
  ): Promise<StoredBackfill> {
    const stored: StoredBackfill = {
      ...wish,
      id: newId(),
      state,
      filledMs: 0,
      bytes: 0,
      result: NO_RESULT,
      createdAtMs: clock.nowMs(),
      finishedAtMs: null,
    }
    await insertBackfill(transaction, stored)
    if (state === 'running') await enqueue(transaction, stored)
    return stored
  }

  const enqueue = (transaction: Db, stored: StoredBackfill): Promise<Job> =>
    jobs.enqueue(transaction, {
      kind: 'backfill',
      subjectId: stored.id,
      input: null,
      createdBy: stored.createdBy,
    })

  /** The window is open: the oldest that waits for it goes on. */
  async function startPlanned(): Promise<boolean> {
    if ((await listInState(work.db, ['running'])).length > 0) return false
    const [next] = await listInState(work.db, ['planned'])
    if (!next) return false
    await work.bookkeep(async (transaction) => {
      await moveBackfill(transaction, next.id, ['planned'], { state: 'running', finishedAtMs: null })
      await enqueue(transaction, next)
    })
    jobs.kick()
    return true
  }

  async function finish(
    id: Id,
    state: 'done' | 'failed' | 'cancelled',
    errorCode: string | null,
  ): Promise<void> {
    await work.bookkeep(async (transaction) => {
      const to = { state, finishedAtMs: clock.nowMs() }
      if (!(await moveBackfill(transaction, id, ['running', 'planned'], to))) return
      const now = await findBackfill(transaction, id)
      if (now) await updateFilled(transaction, id, { ...now, result: { ...now.result, errorCode } })
    })
  }

  async function run({ job, ...task }: JobTask): Promise<void> {
    const stored = await requireStored(job.subjectId)
    const { id, input } = stored
    if (stored.state !== 'running') return
    if (input.kind === 'files') {
      const errorCode = await files.run({ ...stored, input }, { job, ...task })
      await finish(id, errorCode === null ? 'done' : 'failed', errorCode)
      return
    }
    const end = await device.run({ ...stored, input }, { job, ...task })
    if (end.kind === 'paused') {
      await work.bookkeep((transaction) =>
        moveBackfill(transaction, id, ['running'], { state: 'planned', finishedAtMs: null }),
      )
      return
    }
    const { filledMs } = await requireStored(id)
    await finish(id, end.errorCode !== null && filledMs === 0 ? 'failed' : 'done', end.errorCode)
  }

  const handler: JobHandler = {
    run,
    failed: (job, errorCode) =>
      finish(
        job.subjectId,
        errorCode === 'job.cancelled' ? 'cancelled' : 'failed',
        errorCode === 'job.cancelled' ? null : errorCode,
      ),
  }

  /** Queued and running ones by what they fill. */
  async function openJobs(): Promise<Map<Id, Job>> {
    const all = await jobs.list(systemCall('backfill', 'backfill.read').actor)
    const open = all.filter(({ kind, state }) => kind === 'backfill' && ['queued', 'running'].includes(state))
    return new Map(open.map((job) => [job.subjectId, job]))
  }

  async function describe(stored: readonly StoredBackfill[]): Promise<Backfill[]> {
    const outcomes = await countOutcomes(
      work.db,
      stored.map(({ id }) => id),
    )
    const open = await openJobs()
    return stored.map((each) => {
      const { input, result, ...rest } = each
      return {
        ...rest,
        kind: input.kind,
        wantedMs: wantedMsOf(each),
        uncertaintyMs: result.uncertaintyMs,
        files: outcomes.get(each.id) ?? {},
        errorCode: result.errorCode,
        progress: open.get(each.id)?.progress ?? null,
      }
    })
  }

  async function get(id: Id): Promise<Backfill> {
    const [described] = await describe([await requireStored(id)])
    if (!described) throw new AppError('not-found', 'backfill.unknown')
    return described
  }

  const list = async (): Promise<Backfill[]> => describe(await listBackfills(work.db, LIST_LIMIT))

  return { add, handler, startPlanned, finish, requireStored, openJobs, get, list }
}
