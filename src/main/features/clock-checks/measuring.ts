import { z } from 'zod'
import { measureClock } from '#shared/clock-checks/clock-check.rules.ts'
import type { ClockCertificate } from '#shared/clock-checks/clock-checks.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { idSchema, type Id } from '#shared/kernel/ids.ts'
import { DAY_MS, type InstantMs, instantMsSchema } from '#shared/kernel/instant.ts'
import { durationMs, type TimeRange } from '#shared/kernel/time-range.ts'
import type { JobHandler } from '#main/features/jobs/jobs.service.ts'
import { systemCall } from '#main/ports/call.ts'
import type { ClockChecksDeps } from './clock-checks.ports.ts'
import {
  findCheck,
  insertCertificate,
  isOurTag,
  listCertificates,
  type StoredCheck,
} from './clock-checks.repository.ts'
import { framesIn } from './frames-in.ts'
import { type CodesRead, macOf, readCodes, refusalCode } from './read-codes.ts'

export const measureInputSchema = z.object({
  checkId: idSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  by: z.string(),
})
export type MeasureInput = z.infer<typeof measureInputSchema>

/** Looks for the codes of a check in the camera's footage and keeps what they prove. */
export function createMeasuring(deps: ClockChecksDeps): JobHandler {
  const { work, clock, newId, secrets, cameras, openQrReader } = deps

  /** The nearest reading of the camera's own clock in the day before. */
  async function cameraClockAt(cameraId: Id, atMs: InstantMs): Promise<ClockOffset | null> {
    const range = { fromMs: Math.max(0, atMs - DAY_MS), toMs: atMs + 1 }
    return (await cameras.clockReadings(cameraId, range)).at(-1) ?? null
  }

  async function readAll(
    { cameraId, codeTag }: Pick<StoredCheck, 'cameraId' | 'codeTag'>,
    range: TimeRange,
    task: {
      readonly keyHex: string
      readonly signal: AbortSignal
      readonly progress: (share: number) => void
    },
  ): Promise<CodesRead> {
    const reader = openQrReader()
    const key = { codeTag, mac: macOf(task.keyHex), isOurs: (tag: string) => isOurTag(work.db, tag) }
    try {
      return await readCodes(framesIn(deps, cameraId, range, task.signal), reader, key, (recordedAtMs) =>
        task.progress((recordedAtMs - range.fromMs) / durationMs(range)),
      )
    } finally {
      await reader.close()
    }
  }

  async function keep(certificate: ClockCertificate, by: string): Promise<void> {
    const { id, checkId, cameraId, offsetMs, uncertaintyMs } = certificate
    await work.change(systemCall('clock-check', 'clock-check.certify'), async (transaction) => {
      await insertCertificate(transaction, certificate)
      const detail = { camera: cameraId, check: checkId, offsetMs, uncertaintyMs, by }
      return { result: null, subject: { kind: 'clock-certificate', id }, detail }
    })
  }

  return {
    run: async ({ input, progress, signal }) => {
      const { checkId, fromMs, toMs, by } = measureInputSchema.parse(input)
      const check = await findCheck(work.db, checkId)
      if (!check) throw new AppError('not-found', 'clock-check.unknown')
      // After a crash: it was done already.
      if ((await listCertificates(work.db, [check])).size > 0) return
      const keyHex = await secrets.open(check.keyCipher)
      const read = await readAll(check, { fromMs, toMs }, { keyHex, signal, progress })
      const measured = measureClock(read.sightings)
      if (typeof measured === 'string') throw new AppError('precondition', refusalCode(read, measured))
      const {
        manufacturer = null,
        model = null,
        serialNumber = null,
      } = (await cameras.get(check.cameraId)).device ?? {}
      const certificate: ClockCertificate = {
        ...measured,
        id: newId(),
        checkId,
        cameraId: check.cameraId,
        refusedCodes: read.refused.foreign + read.refused.other + read.refused.forged,
        manufacturer,
        model,
        serialNumber,
        cameraClock: await cameraClockAt(check.cameraId, measured.lastFilmedMs),
        keySha256: check.keySha256,
        keyHex,
        measuredAtMs: clock.nowMs(),
        measuredBy: by,
      }
      await keep(certificate, by)
    },
  }
}
