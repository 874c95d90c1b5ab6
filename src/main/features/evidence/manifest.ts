import canonicalize from 'canonicalize'
import type { EvidenceClip, Manifest } from '#shared/evidence/evidence.model.ts'
import type { ClockOffset } from '#shared/kernel/clock-offset.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { formatVietnamIso, type InstantMs } from '#shared/kernel/instant.ts'
import { intersect, subtractRanges, type TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageLane } from '#shared/recordings/recordings.model.ts'
import { videoTrackOf } from '#shared/mp4/init-segment.ts'
import type { CutFile } from './clip-cutter.ts'
import type { ClipCamera, Station } from './evidence.ports.ts'

export const MANIFEST_FORMAT = 'minh-chung/evidence/1'

type Gap = Manifest['cameras'][number]['gaps'][number]

export type CameraCut = {
  readonly camera: ClipCamera
  readonly lane: FootageLane | null
  readonly files: readonly { readonly name: string; readonly cut: CutFile }[]
}

export type ManifestInput = {
  readonly clip: EvidenceClip
  readonly station: Station
  readonly communeName: string
  readonly roomName: string
  readonly madeAtMs: InstantMs
  readonly logClockOffset: ClockOffset | null
  readonly cameras: readonly CameraCut[]
  readonly files: Manifest['files']
}

export function manifestRange(range: TimeRange): Manifest['requested'] {
  const { fromMs, toMs } = range
  return { fromMs, toMs, from: formatVietnamIso(fromMs), to: formatVietnamIso(toMs) }
}

/** The parts of the requested range that no group covers, each with its cause from the ledger of absence. */
export function gapsOf(requested: TimeRange, covered: readonly TimeRange[], lane: FootageLane | null): Gap[] {
  return subtractRanges(requested, covered).flatMap((missing) => {
    const known = (lane?.spans ?? []).flatMap((span) => {
      const part = intersect(missing, span)
      const absent = span.state !== 'recorded' && span.state !== 'backfilled'
      return part && absent ? [{ ...part, cause: span.state }] : []
    })
    const unknown = subtractRanges(missing, known).map((part) => ({ ...part, cause: 'unknown' }))
    return [...known, ...unknown].toSorted((left, right) => left.fromMs - right.fromMs)
  })
}

function deviceOf(camera: ClipCamera): Manifest['cameras'][number]['device'] {
  if (!camera.device) return null
  const { manufacturer, model, serialNumber } = camera.device
  return { manufacturer, model, serialNumber }
}

function cameraEntries(input: CameraCut, requested: TimeRange): Manifest['cameras'] {
  const { camera } = input
  const covered = input.files.flatMap((file) => file.cut.covered)
  return input.files.map(({ name, cut }) => {
    const { codec, widthPx, heightPx } = videoTrackOf(cut.init)
    return {
      id: camera.id,
      name: camera.name,
      file: name,
      device: deviceOf(camera),
      codec,
      widthPx,
      heightPx,
      clockOffset: camera.clockOffset,
      actual: manifestRange(cut),
      gaps: gapsOf(requested, covered, input.lane),
      segments: [...cut.segments],
    }
  })
}

/** What the bundle says of itself. It names a dossier by its code and holds no citizen's data. */
export function buildManifest(input: ManifestInput): Manifest {
  const { clip } = input
  const requested = { fromMs: clip.requestedFromMs, toMs: clip.requestedToMs }
  const without = input.cameras.filter((camera) => camera.files.length === 0)
  return {
    format: MANIFEST_FORMAT,
    clipId: clip.id,
    station: {
      id: input.station.id,
      name: input.station.name,
      program: `minh-chung ${input.station.version}`,
    },
    commune: input.communeName,
    room: input.roomName,
    purpose: clip.purpose,
    madeBy: clip.createdBy,
    madeAt: formatVietnamIso(input.madeAtMs),
    madeAtMs: input.madeAtMs,
    requested: manifestRange(requested),
    dossierCode: clip.dossierCode,
    criterionCode: clip.criterionCode,
    cameras: input.cameras.flatMap((camera) => cameraEntries(camera, requested)),
    camerasWithoutFootage: without.map(({ camera, lane }) => ({
      id: camera.id,
      name: camera.name,
      gaps: gapsOf(requested, [], lane),
    })),
    logClockOffset: input.logClockOffset,
    files: [...input.files],
  }
}

/** RFC 8785: the one way to write these values, so that the signature holds for values and bytes alike. */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value)
  if (text === undefined) throw new AppError('internal', 'manifest.not-json')
  return new TextEncoder().encode(text)
}
