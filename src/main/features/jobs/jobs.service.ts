import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Job, JobKind } from '#shared/jobs/jobs.model.ts'
import type { Db } from '#main/db/db.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { NewId } from '#main/ports/new-id.ts'
import type { UnitOfWork } from '#main/ports/unit-of-work.ts'
import { createProgressWriter } from './job-progress.ts'
import * as repository from './jobs.repository.ts'

/** One run of a job, as its handler sees it. */
export type JobTask = {
  readonly job: Job
  /** As it was given to `enqueue`; parse it. */
  readonly input: unknown
  /** 0–1; cheap to call often. */
  readonly progress: (fraction: number) => void
  /** Aborted when the job is cancelled or the program stops. */
  readonly signal: AbortSignal
}

export type JobHandler = {
  /** May be run again from the start after a crash: has to find out itself what is already done. */
  readonly run: (task: JobTask) => Promise<void>
  /** Tidies up a job that failed or was cancelled (`job.cancelled`); called before the row says so, maybe twice. */
  readonly failed?: (job: Job, errorCode: string) => Promise<void>
}

export type NewJob = {
  readonly kind: JobKind
  readonly subjectId: Id
  /** Kept as JSON. */
  readonly input: unknown
  readonly createdBy: string
}

export type JobsDeps = {
  readonly work: UnitOfWork
  readonly clock: Clock
  readonly newId: NewId
  /** Told of every failure that is not an AppError, and of a queue that could not be read. */
  readonly onUnexpected: (thrown: unknown) => void
}

export type JobsService = ReturnType<typeof createJobsService>

const LIST_LIMIT = 200

type Running = { readonly controller: AbortController; readonly ended: Promise<void> }

function errorCodeOf(thrown: unknown): string {
  return thrown instanceof AppError ? thrown.code : 'internal'
}

export function createJobsService(deps: JobsDeps) {
  const { work, clock, newId } = deps
  const handlers = new Map<JobKind, JobHandler>()
  const drains = new Map<JobKind, Promise<void>>()
  const kicked = new Set<JobKind>()
  const running = new Map<Id, Running>()
  /** Cancelled between leaving the queue and the handler's start. */
  const cancelledEarly = new Set<Id>()
  let stopping = false

  function register(kind: JobKind, handler: JobHandler): void {
    handlers.set(kind, handler)
  }

  /** Adds the job's row in the transaction of the change that asks for it. Call `kick` once that is committed. */
  async function enqueue(transaction: Db, input: NewJob): Promise<Job> {
    const job: Job = {
      id: newId(),
      kind: input.kind,
      state: 'queued',
      progress: 0,
      subjectId: input.subjectId,
      errorCode: null,
      createdAtMs: clock.nowMs(),
      finishedAtMs: null,
    }
    const inputJson = JSON.stringify(input.input ?? null)
    await repository.insertJob(transaction, { job, createdBy: input.createdBy, inputJson })
    return job
  }

  const move = (id: Id, from: Job['state'], to: repository.JobOutcome): Promise<boolean> =>
    work.bookkeep((transaction) => repository.moveJob(transaction, id, from, to))

  async function attempt(
    handler: JobHandler,
    stored: repository.StoredJob,
    signal: AbortSignal,
  ): Promise<void> {
    const { job } = stored
    const writer = createProgressWriter(clock, (permille) =>
      work.bookkeep((transaction) => repository.updateProgress(transaction, job.id, permille)),
    )
    const input: unknown = JSON.parse(stored.inputJson)
    try {
      await handler.run({ job, input, progress: writer.report, signal })
    } finally {
      await writer.settle()
    }
  }

  async function settleFailure(
    handler: JobHandler,
    job: Job,
    signal: AbortSignal,
    thrown: unknown,
  ): Promise<void> {
    if (signal.aborted && stopping) {
      await move(job.id, 'running', { state: 'queued', errorCode: null, finishedAtMs: null })
      return
    }
    if (!(thrown instanceof AppError) && !signal.aborted) deps.onUnexpected(thrown)
    const errorCode = signal.aborted ? 'job.cancelled' : errorCodeOf(thrown)
    await handler.failed?.(job, errorCode)
    const state = signal.aborted ? 'cancelled' : 'failed'
    await move(job.id, 'running', { state, errorCode, finishedAtMs: clock.nowMs() })
  }

  async function runOne(
    handler: JobHandler,
    stored: repository.StoredJob,
    signal: AbortSignal,
  ): Promise<void> {
    const { job } = stored
    try {
      await attempt(handler, stored, signal)
    } catch (thrown) {
      await settleFailure(handler, job, signal, thrown)
      return
    }
    await move(job.id, 'running', { state: 'succeeded', errorCode: null, finishedAtMs: clock.nowMs() })
  }

  async function takeNext(kind: JobKind): Promise<repository.StoredJob | null> {
    return work.bookkeep(async (transaction) => {
      const next = await repository.findOldestQueued(transaction, kind)
      if (!next) return null
      await repository.moveJob(transaction, next.job.id, 'queued', {
        state: 'running',
        errorCode: null,
        finishedAtMs: null,
      })
      return { ...next, job: { ...next.job, state: 'running' as const } }
    })
  }

  async function drain(kind: JobKind, handler: JobHandler): Promise<void> {
    while (!stopping) {
      kicked.delete(kind)
      const next = await takeNext(kind)
      if (!next) {
        if (kicked.has(kind)) continue
        return
      }
      const controller = new AbortController()
      const ended = runOne(handler, next, controller.signal)
      running.set(next.job.id, { controller, ended })
      if (stopping || cancelledEarly.delete(next.job.id)) controller.abort()
      await ended.finally(() => running.delete(next.job.id))
    }
  }

  /** Starts what is queued (of one kind alone when `only` is given): one at a time per kind. Never throws. */
  function kick(only?: JobKind): void {
    if (stopping) return
    for (const [kind, handler] of handlers) {
      if (only !== undefined && kind !== only) continue
      kicked.add(kind)
      if (drains.has(kind)) continue
      const ended = drain(kind, handler)
        .catch(deps.onUnexpected)
        .finally(() => drains.delete(kind))
      drains.set(kind, ended)
    }
  }

  /** At start: what a crash left running begins anew. */
  async function resume(): Promise<void> {
    await work.bookkeep((transaction) => repository.requeueRunning(transaction))
    kick()
  }

  /** Aborts what runs and waits for it; it will begin anew at the next start. */
  async function stop(): Promise<void> {
    stopping = true
    for (const { controller } of running.values()) controller.abort(new AppError('cancelled', 'job.stopped'))
    await Promise.all(drains.values())
  }

  /** Waits until nothing is queued or running. */
  async function idle(): Promise<void> {
    while (drains.size > 0) await Promise.all(drains.values())
  }

  const seesAll = (actor: Actor): boolean => actor.kind === 'system' || actor.role === 'administrator'

  const list = (actor: Actor): Promise<Job[]> =>
    repository.listJobs(work.db, seesAll(actor) ? null : actor.label, LIST_LIMIT)

  /** @throws AppError `not-found job.unknown`, also for a job of somebody else */
  async function get(actor: Actor, id: Id): Promise<Job> {
    const stored = await repository.findJob(work.db, id)
    if (!stored || !(seesAll(actor) || stored.createdBy === actor.label))
      throw new AppError('not-found', 'job.unknown')
    return stored.job
  }

  /** The newest job that makes this; null: there is none, or it is somebody else's. */
  async function ofSubject(actor: Actor, subjectId: Id): Promise<Job | null> {
    const stored = await repository.findJobOfSubject(work.db, subjectId)
    return stored && (seesAll(actor) || stored.createdBy === actor.label) ? stored.job : null
  }

  const isOpen = (kind: JobKind, subjectId: Id): Promise<boolean> =>
    repository.hasOpenJob(work.db, kind, subjectId)

  /**
   * Takes a waiting job out of the queue, or stops a running one and waits until it has stopped.
   * @throws AppError `not-found job.unknown`, `conflict job.finished`
   */
  async function cancel(call: Call, id: Id): Promise<Job> {
    const job = await get(call.actor, id)
    const cancelled = { state: 'cancelled', errorCode: 'job.cancelled', finishedAtMs: clock.nowMs() } as const
    const wasQueued = await work.change(call, async (transaction) => {
      const result = await repository.moveJob(transaction, id, 'queued', cancelled)
      const now = await repository.findJob(transaction, id)
      if (!result && now?.job.state !== 'running') throw new AppError('conflict', 'job.finished')
      return { result, subject: { kind: 'job', id }, detail: { kind: job.kind, subjectId: job.subjectId } }
    })
    if (wasQueued) await handlers.get(job.kind)?.failed?.(job, 'job.cancelled')
    const task = running.get(id)
    if (!wasQueued && !task) cancelledEarly.add(id)
    task?.controller.abort(new AppError('cancelled', 'job.cancelled'))
    await task?.ended
    return get(call.actor, id)
  }

  return { register, enqueue, kick, resume, stop, idle, list, get, ofSubject, isOpen, cancel }
}
