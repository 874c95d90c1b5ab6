import { AppError } from '#shared/kernel/app-error.ts'
import type { Id } from '#shared/kernel/ids.ts'
import { toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { JobHandler, JobTask } from '#main/features/jobs/jobs.service.ts'
import { systemCall } from '#main/ports/call.ts'
import { type Bundle, makeBundle } from './bundle.ts'
import { clipName } from './bundle-names.ts'
import { createClipCutter, type CutFile } from './clip-cutter.ts'
import type { ClipCamera, EvidenceDeps } from './evidence.ports.ts'
import { failClip, findClip, sealClip } from './evidence.repository.ts'
import { FOOTAGE_PATIENCE, sealedSegments } from './footage-wait.ts'
import { buildManifest, type CameraCut } from './manifest.ts'
import type { Signer } from './signing.ts'
import { verifyBundle } from './verify-bundle.ts'

/** Share of the work that is cutting; the rest is packing and checking. */
const CUTTING = 0.7
const WRITTEN = 0.85

export type ClipReader = (id: Id) => Promise<EvidenceClip>

/** `<yyyy>/<clip id>.zip`, the year in Vietnam. */
export function bundlePathOf(clip: EvidenceClip): string {
  return `${toVietnamDateTime(clip.createdAtMs).year}/${clip.id}.zip`
}

/** The job that cuts, seals, signs and checks a clip. It may run again from the start after a crash. */
export function createEvidenceExport(deps: EvidenceDeps, signer: Signer, readClip: ClipReader): JobHandler {
  const { work, clock, files, clips, cameras, units, dossiers, station } = deps

  async function cutCamera(
    camera: ClipCamera,
    clip: EvidenceClip,
    task: JobTask,
    share: (done: number) => void,
  ) {
    const range = { fromMs: clip.requestedFromMs, toMs: clip.requestedToMs }
    const patience = deps.patience ?? FOOTAGE_PATIENCE
    const segments = await sealedSegments(clips, camera.id, range, patience, task.signal)
    const cutter = createClipCutter(range)
    for (const [place, segment] of segments.entries()) {
      task.signal.throwIfAborted()
      cutter.add(segment, await clips.openSegment(camera.id, segment.number))
      share((place + 1) / segments.length)
    }
    const [lane] = await clips.lanes([camera.id], range)
    return { camera, lane: lane ?? null, cuts: cutter.files() }
  }

  async function cutAll(clip: EvidenceClip, task: JobTask): Promise<CameraCut[]> {
    const known = await cameras.byIds(clip.cameraIds)
    const cuts: { camera: ClipCamera; lane: CameraCut['lane']; cuts: readonly CutFile[] }[] = []
    for (const [place, camera] of known.entries()) {
      const share = (done: number): void => task.progress((CUTTING * (place + done)) / known.length)
      cuts.push(await cutCamera(camera, clip, task, share))
    }
    const filesInAll = cuts.reduce((sum, cut) => sum + cut.cuts.length, 0)
    if (filesInAll === 0) throw new AppError('precondition', 'evidence.no-footage')
    return cuts.map(({ camera, lane, cuts: parts }, place) => ({
      camera,
      lane,
      files: parts.map((cut, part) => ({ name: clipName(place + 1, part + 1, filesInAll), cut })),
    }))
  }

  async function logClockOffsetOf(clip: EvidenceClip): Promise<ClockOffset | null> {
    if (clip.dossierId === null) return null
    const { sourceId } = await dossiers.get(clip.dossierId)
    return (await dossiers.allSources()).find((source) => source.id === sourceId)?.clockOffset ?? null
  }

  async function pack(clip: EvidenceClip, cuts: readonly CameraCut[]): Promise<Bundle> {
    const commune = await units.unit(clip.communeUnitId)
    const room = await units.room(clip.roomId)
    const facts = {
      clip,
      station,
      communeName: commune.name,
      roomName: room.name,
      madeAtMs: clock.nowMs(),
      logClockOffset: await logClockOffsetOf(clip),
      cameras: cuts,
    }
    return makeBundle({
      clips: cuts.flatMap((cut) => cut.files.map((file) => ({ name: file.name, pieces: file.cut.pieces }))),
      manifestFor: (manifestFiles) => buildManifest({ ...facts, files: manifestFiles }),
      sign: signer.sign,
    })
  }

  /** Temp → fsync → read back and verify as a stranger would → rename. */
  async function write(path: string, bundle: Bundle, signal: AbortSignal): Promise<void> {
    const partPath = `${path}.part`
    const writer = await files.create(partPath)
    try {
      for (const piece of bundle.pieces) {
        signal.throwIfAborted()
        await writer.write([piece])
      }
      await writer.sync()
    } finally {
      await writer.close()
    }
    const verification = await verifyBundle(await files.read(partPath), {
      expectedKeyThumbprint: await signer.thumbprint(),
    })
    const [problem] = verification.problems
    if (problem)
      throw new AppError('data-loss', 'evidence.not-verified', { file: problem.file, problem: problem.code })
    await files.rename(partPath, path)
  }

  async function seal(clip: EvidenceClip, path: string, bundle: Bundle): Promise<void> {
    const ranges = bundle.manifest.cameras.map((camera) => camera.actual)
    const sealing = {
      actualFromMs: Math.min(...ranges.map((range) => range.fromMs)),
      actualToMs: Math.max(...ranges.map((range) => range.toMs)),
      bundlePath: path,
      bundleSha256: bundle.sha256,
      bundleBytes: bundle.sizeBytes,
    }
    await work.change(systemCall('evidence', 'evidence.seal'), async (transaction) => {
      if (!(await sealClip(transaction, clip.id, sealing)))
        throw new AppError('conflict', 'evidence.not-making')
      const { bundleSha256, bundleBytes } = sealing
      return {
        result: null,
        subject: { kind: 'evidence-clip', id: clip.id },
        detail: { bundleSha256, bundleBytes },
      }
    })
  }

  async function run(task: JobTask): Promise<void> {
    const clip = await readClip(task.job.subjectId)
    if (clip.state === 'sealed') return
    if (clip.state === 'failed') throw new AppError('conflict', 'evidence.not-making')
    const cuts = await cutAll(clip, task)
    const bundle = await pack(clip, cuts)
    const path = bundlePathOf(clip)
    task.progress(CUTTING)
    await write(path, bundle, task.signal)
    task.progress(WRITTEN)
    await seal(clip, path, bundle)
  }

  async function failed(job: { readonly subjectId: Id }, errorCode: string): Promise<void> {
    const stored = await findClip(work.db, job.subjectId)
    if (stored?.clip.state !== 'making') return
    await work.change(systemCall('evidence', 'evidence.fail'), async (transaction) => {
      await failClip(transaction, job.subjectId)
      return { result: null, subject: { kind: 'evidence-clip', id: job.subjectId }, detail: { errorCode } }
    })
    const partPath = `${bundlePathOf({ ...stored.clip, dossierCode: null })}.part`
    if ((await files.sizeBytes(partPath)) !== null) await files.truncate(partPath, 0)
  }

  return { run, failed }
}
