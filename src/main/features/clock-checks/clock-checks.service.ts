import { createHash, randomBytes } from 'node:crypto'
import {
  CHECK_LIFE_MS,
  type ClockCheck,
  LONGEST_BATCH_MS,
  LONGEST_SEARCH_MS,
} from '#shared/clock-checks/clock-checks.model.ts'
import { CODE_MS, writeClockCode } from '#shared/clock-checks/clock-code.rules.ts'
import type { Job } from '#shared/jobs/jobs.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Actor, Call } from '#main/ports/call.ts'
import type { ClockChecksDeps } from './clock-checks.ports.ts'
import * as repository from './clock-checks.repository.ts'
import { createMeasuring, type MeasureInput } from './measuring.ts'
import { macOf } from './read-codes.ts'

export type { ClockChecksDeps } from './clock-checks.ports.ts'
export type ClockChecksService = ReturnType<typeof createClockChecksService>

const LIST_LIMIT = 100

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/**
 * A person shows a camera a page of changing codes that say the station's time; the codes in the footage tell where the
 * recording really places what was filmed.
 */
export function createClockChecksService(deps: ClockChecksDeps) {
  const { work, clock, newId, secrets, cameras, jobs } = deps
  jobs.register('clock-check', createMeasuring(deps))

  async function withProof(actor: Actor, checks: readonly repository.StoredCheck[]): Promise<ClockCheck[]> {
    const certificates = await repository.listCertificates(work.db, checks)
    const told = checks.map(async ({ id, cameraId, openedAtMs, openedBy, closesAtMs }) => {
      const certificate = certificates.get(id) ?? null
      return {
        id,
        cameraId,
        openedAtMs,
        openedBy,
        closesAtMs,
        certificate,
        job: await jobs.ofSubject(actor, id),
      }
    })
    return Promise.all(told)
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function list(actor: Actor, input: { readonly cameraId?: Id | undefined }): Promise<ClockCheck[]> {
    if (input.cameraId !== undefined) {
      await cameras.requireViewable(actor, [input.cameraId])
      return withProof(actor, await repository.listChecks(work.db, [input.cameraId], LIST_LIMIT))
    }
    const viewable = await deps.access.viewableRoomIds(actor)
    const own = (await cameras.all()).filter(({ roomId }) => viewable.has(roomId)).map(({ id }) => id)
    return withProof(actor, await repository.listChecks(work.db, own, LIST_LIMIT))
  }

  /** @throws AppError `not-found camera.unknown`, `forbidden room.not-yours` */
  async function open(
    call: Call,
    { cameraId }: { readonly cameraId: Id },
  ): Promise<{ check: ClockCheck; token: string }> {
    await cameras.requireViewable(call.actor, [cameraId])
    const token = randomBytes(16).toString('hex')
    const key = randomBytes(32)
    const openedAtMs = clock.nowMs()
    const stored: repository.StoredCheck = {
      id: newId(),
      cameraId,
      codeTag: randomBytes(6).toString('hex'),
      tokenSha256: sha256(token),
      keyCipher: await secrets.seal(key.toString('hex')),
      keySha256: sha256(key),
      openedAtMs,
      openedBy: call.actor.label,
      closesAtMs: openedAtMs + CHECK_LIFE_MS,
    }
    // The key's hash goes into the log before the first code is shown: the key that comes with the certificate is that one.
    await work.change(call, async (transaction) => {
      await repository.insertCheck(transaction, stored)
      const detail = { camera: cameraId, keySha256: stored.keySha256 }
      return { result: null, subject: { kind: 'clock-check', id: stored.id }, detail }
    })
    const [check] = await withProof(call.actor, [stored])
    if (!check) throw new AppError('internal', 'internal')
    return { check, token }
  }

  /** @throws AppError `not-found clock-check.unknown`, `precondition clock-check.closed` */
  async function requireOpen(token: string): Promise<repository.StoredCheck> {
    const check = await repository.findCheckOfToken(work.db, sha256(token))
    if (!check) throw new AppError('not-found', 'clock-check.unknown')
    if (clock.nowMs() >= check.closesAtMs) throw new AppError('precondition', 'clock-check.closed')
    return check
  }

  async function page(input: {
    readonly token: string
  }): Promise<{ nowMs: InstantMs; closesAtMs: InstantMs }> {
    const { closesAtMs } = await requireOpen(input.token)
    return { nowMs: clock.nowMs(), closesAtMs }
  }

  /** @throws AppError like `requireOpen`, `invalid range.empty`, `invalid clock-check.too-far` */
  async function codes(
    input: { readonly token: string; readonly uncertaintyMs: number } & TimeRange,
  ): Promise<{ codes: { atMs: InstantMs; text: string }[] }> {
    const check = await requireOpen(input.token)
    const { fromMs, uncertaintyMs } = input
    if (fromMs >= input.toMs) throw new AppError('invalid', 'range.empty')
    const isFar =
      input.toMs - clock.nowMs() > 2 * LONGEST_BATCH_MS || clock.nowMs() - fromMs > LONGEST_BATCH_MS
    if (isFar || input.toMs - fromMs > LONGEST_BATCH_MS) throw new AppError('invalid', 'clock-check.too-far')
    const mac = macOf(await secrets.open(check.keyCipher))
    const made: { atMs: InstantMs; text: string }[] = []
    const toMs = Math.min(input.toMs, check.closesAtMs)
    for (let atMs = Math.ceil(fromMs / CODE_MS) * CODE_MS; atMs < toMs; atMs += CODE_MS)
      made.push({ atMs, text: writeClockCode({ checkTag: check.codeTag, atMs, uncertaintyMs }, mac) })
    return { codes: made }
  }

  /**
   * @throws AppError `not-found clock-check.unknown`, `forbidden room.not-yours`, `invalid range.empty`,
   * `invalid clock-check.too-long`, `conflict clock-check.certified`, `conflict clock-check.being-measured`
   */
  async function measure(call: Call, input: { readonly id: Id } & TimeRange): Promise<Job> {
    const { id, fromMs, toMs } = input
    const check = await repository.findCheck(work.db, id)
    if (!check) throw new AppError('not-found', 'clock-check.unknown')
    await cameras.requireViewable(call.actor, [check.cameraId])
    if (fromMs >= toMs) throw new AppError('invalid', 'range.empty')
    if (toMs - fromMs > LONGEST_SEARCH_MS) throw new AppError('invalid', 'clock-check.too-long')
    if ((await repository.listCertificates(work.db, [check])).size > 0)
      throw new AppError('conflict', 'clock-check.certified')
    const before = await jobs.ofSubject(call.actor, id)
    if (before?.state === 'queued' || before?.state === 'running')
      throw new AppError('conflict', 'clock-check.being-measured')
    const order: MeasureInput = { checkId: id, fromMs, toMs, by: call.actor.label }
    const job = await work.change(call, async (transaction) => ({
      result: await jobs.enqueue(transaction, {
        kind: 'clock-check',
        subjectId: id,
        input: order,
        createdBy: call.actor.label,
      }),
      subject: { kind: 'clock-check', id },
      detail: { camera: check.cameraId, fromMs, toMs },
    }))
    jobs.kick()
    return job
  }

  return { list, open, page, codes, measure }
}
