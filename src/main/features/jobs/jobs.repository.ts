import type { InstantMs } from '#shared/kernel/instant.ts'
import { type Job, jobSchema } from '#shared/jobs/jobs.model.ts'
import type { Db } from '#main/db/db.ts'
import type { JobsTable } from '#main/db/schema.ts'

/** A job with what only the runner needs. */
export type StoredJob = { readonly job: Job; readonly createdBy: string; readonly inputJson: string }

function toStoredJob(row: JobsTable): StoredJob {
  const job = jobSchema.parse({
    id: row.id,
    kind: row.kind,
    state: row.state,
    progress: row.progress_permille / 1000,
    subjectId: row.subject_id,
    errorCode: row.error_code,
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  })
  return { job, createdBy: row.created_by, inputJson: row.input_json }
}

export async function insertJob(transaction: Db, stored: StoredJob): Promise<void> {
  const { job } = stored
  await transaction
    .insertInto('jobs')
    .values({
      id: job.id,
      kind: job.kind,
      state: job.state,
      progress_permille: 0,
      subject_id: job.subjectId,
      input_json: stored.inputJson,
      error_code: job.errorCode,
      created_at_ms: job.createdAtMs,
      created_by: stored.createdBy,
      finished_at_ms: job.finishedAtMs,
    })
    .execute()
}

export async function findJob(db: Db, id: string): Promise<StoredJob | null> {
  const row = await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toStoredJob(row) : null
}

/** The newest job that makes this. */
export async function findJobOfSubject(db: Db, subjectId: string): Promise<StoredJob | null> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toStoredJob(row) : null
}

/** Whether a job of the kind waits or runs for this. */
export async function hasOpenJob(db: Db, kind: string, subjectId: string): Promise<boolean> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('kind', '=', kind)
    .where('state', 'in', ['queued', 'running'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Newest first; of one person when `createdBy` is given. */
export async function listJobs(db: Db, createdBy: string | null, limit: number): Promise<Job[]> {
  let query = db
    .selectFrom('jobs')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (createdBy !== null) query = query.where('created_by', '=', createdBy)
  return (await query.execute()).map((row) => toStoredJob(row).job)
}

export async function findOldestQueued(db: Db, kind: string): Promise<StoredJob | null> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'queued')
    .where('kind', '=', kind)
    .orderBy('created_at_ms')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ? toStoredJob(row) : null
}

export type JobOutcome = Pick<Job, 'state' | 'errorCode'> & { readonly finishedAtMs: InstantMs | null }

/** Moves a job on from `fromState`; false when it was no longer in it. */
export async function moveJob(
  transaction: Db,
  id: string,
  fromState: Job['state'],
  to: JobOutcome,
): Promise<boolean> {
  const result = await transaction
    .updateTable('jobs')
    .set({
      state: to.state,
      error_code: to.errorCode,
      finished_at_ms: to.finishedAtMs,
      ...(to.state === 'succeeded' ? { progress_permille: 1000 } : {}),
      ...(to.state === 'queued' ? { progress_permille: 0 } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', fromState)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateProgress(transaction: Db, id: string, permille: number): Promise<void> {
  await transaction
    .updateTable('jobs')
    .set({ progress_permille: permille })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

/** What a crash left running waits again. */
export async function requeueRunning(transaction: Db): Promise<void> {
  await transaction
    .updateTable('jobs')
    .set({ state: 'queued', progress_permille: 0 })
    .where('state', '=', 'running')
    .execute()
}
