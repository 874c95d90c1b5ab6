import { fromHex, toHex } from '#shared/kernel/hex.ts'
import { verifyInclusion } from '#shared/kernel/merkle.ts'
import type { Manifest, ManifestSegment } from '#shared/evidence/evidence.model.ts'
import { groupDigest } from '#shared/mp4/seal.ts'
import { AppError, messageOf } from '#shared/kernel/app-error.ts'
import { type Box, childBoxes, readBoxes, requireBox } from '#shared/mp4/boxes.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import { readProducerReferenceTime } from '#shared/mp4/prft.ts'
import { sha256 } from './digests.ts'
import { manifestRange } from './manifest.ts'

type ManifestCamera = Manifest['cameras'][number]
type ManifestGroup = ManifestSegment['groups'][number]

export type ClipProblem = { readonly code: string; readonly detail: string }
export type ClipCheck = {
  readonly problems: readonly ClipProblem[]
  readonly groups: number
  readonly samples: number
}

const problem = (code: string, detail = ''): ClipProblem => ({ code, detail })

type ClipGroup = { readonly bytes: Uint8Array; readonly mdat: Box; readonly moofOffset: number }

/** A clip is `ftyp moov (prft moof mdat)…` and nothing else: no box can hide anything. */
function splitClip(bytes: Uint8Array): { readonly init: InitSegment; readonly groups: readonly ClipGroup[] } {
  const boxes = readBoxes(bytes)
  const types = boxes.map((box) => box.type).join(' ')
  if (!/^ftyp moov( prft moof mdat)+$/.test(types)) throw new AppError('data-loss', 'clip.unexpected-box')
  const moov = requireBox(boxes, 'moov', 0)
  const trackBoxes = childBoxes(bytes, moov).filter((box) => box.type === 'trak')
  if (trackBoxes.some((trak) => childBoxes(bytes, trak).some((box) => box.type === 'edts'))) {
    throw new AppError('data-loss', 'clip.edit-list')
  }
  const groups = boxes.flatMap((prft, index) => {
    const mdat = boxes[index + 2]
    if (prft.type !== 'prft' || !mdat) return []
    const group = bytes.subarray(prft.offset, mdat.offset + mdat.size)
    return [{ bytes: group, mdat, moofOffset: prft.offset + prft.size }]
  })
  return { init: readInitSegment(bytes.subarray(0, moov.offset + moov.size)), groups }
}

function groupProblems(group: ClipGroup, init: InitSegment, said: ManifestGroup, segment: ManifestSegment) {
  const where = `segment ${segment.number}, group ${said.index}`
  const problems: ClipProblem[] = []
  const seal = groupDigest(group.bytes, init, sha256)
  if (toHex(seal.digest) !== said.digest) problems.push(problem('group.digest', where))
  if (seal.samples !== said.samples) problems.push(problem('group.samples', where))
  const fragment = readFragment(group.bytes, init)
  const sampleBytes = fragment.tracks
    .flatMap((track) => track.samples)
    .reduce((sum, sample) => sum + sample.size, 0)
  if (sampleBytes !== group.mdat.size - group.mdat.headerBytes)
    problems.push(problem('group.hidden-bytes', where))
  if (!fragment.startsWithKeyframe) problems.push(problem('group.no-keyframe', where))
  const time = readProducerReferenceTime(group.bytes)
  const video = fragment.tracks.find((track) => track.trackId === time?.trackId)
  if (time?.ntpMs !== said.fromMs || video?.baseDecodeTicks !== time.mediaTicks)
    problems.push(problem('group.time', where))
  return { problems, samples: seal.samples }
}

function inclusionProblems(segment: ManifestSegment): ClipProblem[] {
  const root = fromHex(segment.root)
  return segment.groups.flatMap((group) => {
    const path = group.inclusionPath.map(fromHex)
    const proof = { leaf: fromHex(group.digest), index: group.index, treeSize: segment.treeSize, path, root }
    return verifyInclusion(proof, sha256)
      ? []
      : [problem('group.inclusion', `segment ${segment.number}, group ${group.index}`)]
  })
}

function orderProblems(segments: readonly ManifestSegment[]): ClipProblem[] {
  const problems: ClipProblem[] = []
  segments.forEach((segment, place) => {
    const previous = segments[place - 1]
    const where = `segment ${segment.number}`
    if (previous && previous.number >= segment.number) problems.push(problem('segment.order', where))
    const follows = previous?.number === segment.number - 1
    if (follows && previous.root !== segment.previousRoot) problems.push(problem('segment.chain', where))
    const inOrder = segment.groups.every((group, index) => {
      const before = segment.groups[index - 1]
      return (
        group.fromMs < group.toMs &&
        (!before || (before.index + 1 === group.index && before.toMs <= group.fromMs))
      )
    })
    if (!inOrder || segment.groups.length === 0) problems.push(problem('group.order', where))
  })
  return problems
}

function rangeProblems(camera: ManifestCamera): ClipProblem[] {
  const fromMs = camera.segments[0]?.groups[0]?.fromMs
  const toMs = camera.segments.at(-1)?.groups.at(-1)?.toMs
  const { actual } = camera
  if (fromMs === undefined || toMs === undefined) return [problem('range.actual')]
  const expected = manifestRange({ fromMs, toMs })
  const same = expected.from === actual.from && expected.to === actual.to
  return same && actual.fromMs === fromMs && actual.toMs === toMs
    ? []
    : [problem('range.actual', expected.from)]
}

function pictureProblems(camera: ManifestCamera, init: InitSegment): ClipProblem[] {
  const { codec, widthPx, heightPx } = videoTrackOf(init)
  const same = codec === camera.codec && widthPx === camera.widthPx && heightPx === camera.heightPx
  return same ? [] : [problem('clip.picture', `${codec} ${widthPx}×${heightPx}`)]
}

/** Recomputes from a clip's own bytes everything that the manifest says of it. Never throws. */
export function verifyClip(bytes: Uint8Array, camera: ManifestCamera): ClipCheck {
  const problems = [
    ...rangeProblems(camera),
    ...orderProblems(camera.segments),
    ...camera.segments.flatMap(inclusionProblems),
  ]
  let samples = 0
  try {
    const { init, groups } = splitClip(bytes)
    problems.push(...pictureProblems(camera, init))
    const said = camera.segments.flatMap((segment) => segment.groups.map((group) => ({ group, segment })))
    if (said.length !== groups.length)
      problems.push(problem('clip.groups', `${groups.length} of ${said.length}`))
    for (const [place, { group, segment }] of said.entries()) {
      const found = groups[place]
      if (!found) break
      const checked = groupProblems(found, init, group, segment)
      problems.push(...checked.problems)
      samples += checked.samples
    }
    return { problems, groups: groups.length, samples }
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : 'clip.unreadable'
    return { problems: [...problems, problem(code, messageOf(thrown))], groups: 0, samples }
  }
}
