import { brandOf } from '#shared/cameras/device-brand.rules.ts'
import type { StreamFacts } from '#shared/cameras/cameras.model.ts'
import { FAR_APART_KEYFRAMES_MS, frameRatesDiffer } from '#shared/cameras/probe.rules.ts'
import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import {
  type Finding,
  type Findings,
  isVerdict,
  passed,
  type Rungs,
  streamOf,
  warning,
} from './ladder-findings.ts'

const STREAM_MS = 10_000
/** A smart codec's keyframes may be twenty seconds apart: long enough to see two of them. */
const KEYFRAMES_MS = 45_000
/** Ten seconds that showed fewer than two keyframes tell of a distance that is at least this, and may be more. */
const NO_MEASURE_MS = 8000
const CONTINUITY_MS = 5000

function watch(findings: Findings, durationMs: number, signal?: AbortSignal): Promise<StreamFacts> {
  const { username, password } = findings.credentials
  const url = withCredentials(findings.streamUri ?? '', username, password)
  return findings.probeStream({ url, durationMs, ...(signal ? { signal } : {}) })
}

/** The picture for whoever places the camera. Many cameras have none, which says nothing against them. */
async function snapshot({ session, chosen }: Findings, signal?: AbortSignal): Promise<string | null> {
  if (!session || !chosen) return null
  try {
    return Buffer.from(await session.getSnapshot(chosen.token, signal)).toString('base64')
  } catch (error) {
    if (isVerdict(error)) return null
    throw error
  }
}

async function stream(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const [watched, picture] = await Promise.allSettled([
    watch(findings, STREAM_MS, signal),
    snapshot(findings, signal),
  ])
  if (picture.status === 'fulfilled') findings.snapshotJpeg = picture.value
  if (watched.status === 'rejected') throw watched.reason
  if (picture.status === 'rejected') throw picture.reason
  findings.stream = watched.value
  const { codec, widthPx, heightPx, frameRateMilli, hasAudio } = watched.value
  return passed('stream.ok', { codec, widthPx, heightPx, frameRateMilli, hasAudio })
}

/** Where ten seconds were too short to tell, looks once more, for longer. What it saw the first time stands all the same. */
async function keyframeSpacing(findings: Findings, signal?: AbortSignal): Promise<number | null> {
  const { facts } = streamOf(findings)
  const firstMs = facts.keyframeSpacingMs
  if (firstMs !== null && firstMs < NO_MEASURE_MS) return firstMs
  try {
    const { keyframeSpacingMs: secondMs } = await watch(findings, KEYFRAMES_MS, signal)
    if (secondMs === null) return firstMs
    const keyframeSpacingMs = Math.max(firstMs ?? 0, secondMs)
    findings.stream = { ...facts, keyframeSpacingMs }
    return keyframeSpacingMs
  } catch (error) {
    if (isVerdict(error)) return firstMs
    throw error
  }
}

/** The steps that turn a smart codec off differ by maker: `context` picks the sentence. */
async function keyframes(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const spacingMs = await keyframeSpacing(findings, signal)
  const brand = brandOf(findings.identity ?? null)
  const context = brand === 'generic' ? {} : { context: brand }
  if (spacingMs === null) return warning('keyframes.unknown', context)
  return spacingMs > FAR_APART_KEYFRAMES_MS
    ? warning('keyframes.far-apart', { spacingMs, ...context })
    : passed('keyframes.ok', { spacingMs })
}

/** The profile's word counts before that of the stream's header: it is what the maker's menu shows. */
async function frameRate(findings: Findings): Promise<Finding> {
  const { facts } = streamOf(findings)
  const declaredMilli = findings.chosen?.declaredFrameRateMilli || facts.declaredFrameRateMilli || null
  const measuredMilli = facts.frameRateMilli
  if (declaredMilli === null) return passed('frame-rate.undeclared', { measuredMilli })
  return frameRatesDiffer(declaredMilli, measuredMilli)
    ? warning('frame-rate.differs', { declaredMilli, measuredMilli })
    : passed('frame-rate.ok', { declaredMilli, measuredMilli })
}

async function continuity(findings: Findings, signal?: AbortSignal): Promise<Finding> {
  const { uri, facts } = streamOf(findings)
  const { username, password } = findings.credentials
  const url = withCredentials(uri, username, password)
  const { timestampJumps: jumps } = facts
  try {
    const { ssrcs } = await findings.probeContinuity({ url, durationMs: CONTINUITY_MS }, signal)
    if (ssrcs > 1) return warning('continuity.foreign-ssrc', { ssrcs })
    if (jumps > 0) return warning('continuity.timestamp-jumps', { jumps })
    return ssrcs === 1 ? passed('continuity.ok') : warning('continuity.unknown', { reason: 'no-packets' })
  } catch (error) {
    if (!isVerdict(error)) throw error
    return jumps > 0
      ? warning('continuity.timestamp-jumps', { jumps })
      : warning('continuity.unknown', { reason: error.code })
  }
}

/** The rungs that watch the stream: an RTSP-only camera has them too. */
export const STREAM_RUNGS: Rungs = {
  stream: { fallbackCode: 'stream.refused', tryIt: stream },
  keyframes: { fallbackCode: 'keyframes.unknown', tryIt: keyframes },
  'frame-rate': { fallbackCode: 'frame-rate.undeclared', tryIt: frameRate },
  continuity: { fallbackCode: 'continuity.unknown', tryIt: continuity },
}
