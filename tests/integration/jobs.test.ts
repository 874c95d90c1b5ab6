import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { createJobsService, type JobHandler } from '#main/features/jobs/jobs.service.ts'
import { newId } from '#main/ports/new-id.ts'
import { buildDossierWorld, callOf, type DossierWorld } from '#tests/builders/dossier-world.ts'
import { type OpenDatabase, testDatabases } from '#tests/builders/test-databases.ts'

describe.each(testDatabases)('jobs on $name', ({ openMigrated }) => {
  let opened: OpenDatabase
  let world: DossierWorld
  let unexpected: unknown[]

  beforeEach(async () => {
    opened = await openMigrated()
    world = await buildDossierWorld(opened.db)
    unexpected = []
  })

  afterEach(async () => {
    await opened.close()
  })

  function start(handler: JobHandler) {
    const { work, clock } = world
    const jobs = createJobsService({ work, clock, newId, onUnexpected: (thrown) => unexpected.push(thrown) })
    jobs.register('evidence-export', handler)
    return jobs
  }

  const enqueue = (jobs: ReturnType<typeof start>, input: unknown = null): Promise<Job> =>
    world.work.bookkeep((transaction) =>
      jobs.enqueue(transaction, {
        kind: 'evidence-export',
        subjectId: newId(),
        input,
        createdBy: world.officeStaff.label,
      }),
    )

  const stateOf = async (jobs: ReturnType<typeof start>, id: string) =>
    (await jobs.get(world.officeStaff, id)).state

  it('runs in order, one at a time, with the input as it was given', async () => {
    const seen: unknown[] = []
    let atOnce = 0
    const jobs = start({
      run: async ({ input }) => {
        atOnce += 1
        expect(atOnce).toBe(1)
        await sleep(5)
        seen.push(input)
        atOnce -= 1
      },
    })
    for (const input of [{ first: 1 }, 'second', null]) await enqueue(jobs, input)
    jobs.kick()
    await jobs.idle()
    expect(seen).toEqual([{ first: 1 }, 'second', null])
    expect((await jobs.list(world.officeStaff)).map((job) => [job.state, job.progress])).toEqual([
      ['succeeded', 1],
      ['succeeded', 1],
      ['succeeded', 1],
    ])
    expect(await jobs.list(world.inspector)).toEqual([])
  })

  it('keeps progress at most every half second', async () => {
    const kept: number[] = []
    const jobs = start({
      run: async ({ progress, job }) => {
        for (const [fraction, afterMs] of [
          [0.1, 0],
          [0.2, 100],
          [0.3, 499],
          [0.4, 500],
          [2, 1000],
        ] as const) {
          world.time.nowMs += afterMs
          progress(fraction)
          await sleep(30)
          kept.push((await jobs.get(world.officeStaff, job.id)).progress)
        }
      },
    })
    await enqueue(jobs)
    jobs.kick()
    await jobs.idle()
    expect(kept).toEqual([0.1, 0.1, 0.3, 0.4, 1])
  })

  it('stores why a job failed, after its handler has tidied up', async () => {
    const tidied: string[] = []
    const jobs = start({
      run: async ({ input }) => {
        throw input === 'known' ? new AppError('precondition', 'evidence.no-footage') : new Error('surprise')
      },
      failed: async (_, code) => void tidied.push(code),
    })
    const [known, other] = [await enqueue(jobs, 'known'), await enqueue(jobs, 'other')]
    jobs.kick()
    await jobs.idle()
    expect((await jobs.get(world.officeStaff, known.id)).errorCode).toBe('evidence.no-footage')
    expect(await jobs.get(world.officeStaff, other.id)).toMatchObject({
      state: 'failed',
      errorCode: 'internal',
    })
    expect(tidied).toEqual(['evidence.no-footage', 'internal'])
    expect(unexpected.map(String)).toEqual(['Error: surprise'])
  })

  it('cancels a running job and a waiting one, for their owner alone, and notes it', async () => {
    const tidied: string[] = []
    const jobs = start({
      run: ({ signal }) => sleep(60_000, undefined, { signal }),
      failed: async (_, code) => void tidied.push(code),
    })
    const [running, waiting] = [await enqueue(jobs), await enqueue(jobs)]
    jobs.kick()
    while ((await stateOf(jobs, running.id)) !== 'running') await sleep(5)
    await expect(jobs.cancel(callOf(world.inspector, 'job.cancel'), running.id)).rejects.toThrow(
      'job.unknown',
    )
    expect(await jobs.cancel(callOf(world.officeStaff, 'job.cancel'), waiting.id)).toMatchObject({
      state: 'cancelled',
    })
    expect(await jobs.cancel(callOf(world.officeStaff, 'job.cancel'), running.id)).toMatchObject({
      state: 'cancelled',
    })
    await jobs.idle()
    expect(tidied).toEqual(['job.cancelled', 'job.cancelled'])
    await expect(jobs.cancel(callOf(world.officeStaff, 'job.cancel'), running.id)).rejects.toThrow(
      'job.finished',
    )
    expect((await world.audit.list({ limit: 10, verb: 'job.cancel' })).map((row) => row.subjectId)).toEqual([
      running.id,
      waiting.id,
    ])
    expect(unexpected).toEqual([])
  })

  it('leaves what runs for the next start when the program stops, and after a crash', async () => {
    const first = start({ run: ({ signal }) => sleep(60_000, undefined, { signal }) })
    const job = await enqueue(first)
    first.kick()
    while ((await stateOf(first, job.id)) !== 'running') await sleep(5)
    await first.stop()
    expect(await stateOf(first, job.id)).toBe('queued')

    await opened.db.updateTable('jobs').set({ state: 'running', progress_permille: 700 }).execute()
    const runs: number[] = []
    const second = start({ run: async ({ job: again }) => void runs.push(again.progress) })
    await second.resume()
    await second.idle()
    expect(runs).toEqual([0])
    expect(await stateOf(second, job.id)).toBe('succeeded')
  })
})
