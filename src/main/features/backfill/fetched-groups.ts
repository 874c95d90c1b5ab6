import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import type { FragmentPart } from '#shared/mp4/fragment-stream.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import type { FetchedGroup } from '#main/features/recordings/recordings.ports.ts'

type Pending = Omit<FetchedGroup, 'range'> & { readonly fromMs: InstantMs }

/** When a group's keyframe is shown, by media time, and how long the group lasts by its own clock. */
function timesOf(
  bytes: Uint8Array,
  init: InitSegment,
): { readonly atMs: number; readonly durationMs: number } {
  const video = videoTrackOf(init)
  const fragment = readFragment(bytes, init)
  const track = fragment.tracks.find((candidate) => candidate.trackId === video.id)
  const shownTicks = (track?.baseDecodeTicks ?? 0) + (track?.samples[0]?.compositionOffsetTicks ?? 0)
  return {
    atMs: (shownTicks * 1000) / video.timescale,
    durationMs: fragment.durationMs,
  }
}

/** A group ends where the next begins; where the next is far off, or not there, after its own duration. */
function ended({ fromMs, ...group }: Pending, nextFromMs: InstantMs | null): FetchedGroup {
  const { mediaDurationMs } = group
  const stepMs = nextFromMs === null ? 0 : nextFromMs - fromMs
  const goesOn = stepMs > 0 && stepMs <= 2 * mediaDurationMs + 1000
  const toMs = goesOn ? fromMs + stepMs : fromMs + Math.max(1, Math.round(mediaDurationMs))
  return { ...group, range: { fromMs, toMs } }
}

/**
 * The keyframe groups of fragmented MP4 with their place in station time.
 * @param stationTimeOf of a picture, from milliseconds since the first one
 * @throws AppError `data-loss mp4.malformed`
 */
export async function* fetchedGroups(
  parts: AsyncIterable<FragmentPart>,
  stationTimeOf: (mediaMs: number) => InstantMs,
): AsyncGenerator<FetchedGroup> {
  let header: { readonly bytes: Uint8Array; readonly init: InitSegment } | null = null
  let firstMs: number | null = null
  let pending: Pending | null = null
  for await (const part of parts) {
    if (part.kind === 'init') {
      header = { bytes: part.bytes, init: readInitSegment(part.bytes) }
      continue
    }
    if (header === null) throw new AppError('data-loss', 'mp4.malformed', { offset: 0 })
    const { atMs, durationMs } = timesOf(part.bytes, header.init)
    firstMs ??= atMs
    const fromMs = Math.max(0, Math.round(stationTimeOf(atMs - firstMs)))
    if (pending) yield ended(pending, fromMs)
    pending = { initBytes: header.bytes, bytes: part.bytes, mediaDurationMs: durationMs, fromMs }
  }
  if (pending) yield ended(pending, null)
}
