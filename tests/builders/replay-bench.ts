import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { concatBytes } from '#shared/kernel/concat-bytes.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { type InitSegment, readInitSegment, videoTrackOf } from '#shared/mp4/init-segment.ts'
import { createOpenReplay } from '#main/adapters/rtsp/open-replay.ts'
import type { ReplayCopy, ReplayRequest } from '#main/ports/camera-replay.ts'
import { burnedClockOf } from './burned-clock-of.ts'
import { ffmpegPath } from './test-host.ts'

export type ReplayedGroup = {
  /** Device time of its first picture, by the replay. */
  readonly deviceMs: number
  readonly durationMs: number
  readonly pictures: number
  readonly mediaMs: number
  readonly keyframe: boolean
  /** Stands alone: init segment and group. */
  readonly bytes: Uint8Array
}

export type Login = { readonly username: string; readonly password: string }

export async function startReplay(
  uri: string,
  login: Login,
  request: Omit<ReplayRequest, 'url'>,
): Promise<ReplayCopy> {
  return createOpenReplay(await ffmpegPath())({
    url: withCredentials(uri, login.username, login.password),
    ...request,
  })
}

function groupOf(
  replay: ReplayCopy,
  init: InitSegment,
  header: Uint8Array,
  bytes: Uint8Array,
  firstMs: number | null,
) {
  const video = videoTrackOf(init)
  const fragment = readFragment(bytes, init)
  const track = fragment.tracks.find((one) => one.trackId === video.id)
  const atMs = ((track?.baseDecodeTicks ?? 0) * 1000) / video.timescale
  const mediaMs = atMs - (firstMs ?? atMs)
  const group: ReplayedGroup = {
    deviceMs: replay.deviceTimeOf(mediaMs),
    durationMs: fragment.durationMs,
    pictures: track?.samples.length ?? 0,
    mediaMs,
    keyframe: fragment.startsWithKeyframe,
    bytes: concatBytes([header, bytes]),
  }
  return { group, atMs }
}

/** Reads a replay to its end. */
export async function readReplay(
  replay: ReplayCopy,
  onGroup: (group: ReplayedGroup) => void = () => undefined,
) {
  const groups: ReplayedGroup[] = []
  let header: { readonly bytes: Uint8Array; readonly init: InitSegment } | null = null
  let firstMs: number | null = null
  for await (const part of replay.output) {
    if (part.kind === 'init') {
      header = { bytes: part.bytes, init: readInitSegment(part.bytes) }
    } else if (header) {
      const { group, atMs } = groupOf(replay, header.init, header.bytes, part.bytes, firstMs)
      firstMs ??= atMs
      groups.push(group)
      onGroup(group)
    }
  }
  return { groups, ended: await replay.ended }
}

/** How far the replay's time of a group is ahead of the clock in its first picture, which shows tenths of a second. */
export async function clockErrorMs(
  group: ReplayedGroup,
  size: { readonly widthPx: number; readonly heightPx: number },
): Promise<number> {
  const burnedMs = await burnedClockOf(group.bytes, size)
  if (burnedMs === null) throw new Error('no clock in the picture')
  return group.deviceMs - burnedMs
}

/** Whether it is the time of that very picture: one of its neighbours would be a tenth of a second off at 10 a second. */
export async function isOwnTime(
  group: ReplayedGroup,
  size: { readonly widthPx: number; readonly heightPx: number },
): Promise<boolean> {
  const errorMs = await clockErrorMs(group, size)
  return errorMs >= 0 && errorMs < 100
}
