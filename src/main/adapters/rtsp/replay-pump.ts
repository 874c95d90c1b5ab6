import type { InstantMs } from '#shared/kernel/instant.ts'
import type { ReplayRequest } from '#main/ports/camera-replay.ts'
import { createReplayTimeline, type ReplayTimeline } from './replay-timeline.ts'
import { holdsKeyframe, readRtpPacket, renumberRtpPacket, type RtpPacket, saysGoodbye } from './rtp-packet.ts'
import { createSenderFilter } from './sender-filter.ts'
import type { OpenedTrack, VideoTrack } from './video-track.ts'

/** `range`: all of it came. `goodbye`: the camera said that there is no more. */
export type PumpEnd = 'range' | 'goodbye'

export type ReplayPump = {
  readonly timeline: ReplayTimeline
  readonly take: (channel: number, packet: Buffer) => void
  /** Whether anything came up to the end of the range, or the camera marked the last picture as the last. */
  readonly isComplete: () => boolean
  readonly strayPackets: () => number
}

export type ReplayPumpOptions = {
  readonly request: ReplayRequest
  readonly track: VideoTrack
  readonly opened: OpenedTrack
  /** Device time of the first picture, where the pictures say nothing. */
  readonly startMs: () => InstantMs
  readonly send: (packet: Buffer, isControl: boolean) => void
  readonly onEnd: (end: PumpEnd) => void
}

/** Sequence numbers that are skipped by no more were lost; others begin anew. */
const MAX_LOST = 100
/** Packets of pictures before the first keyframe that are held back at most. */
const MAX_HELD = 4096
/** A last picture this close to the end is the end. */
const END_TOLERANCE_MS = 2000

/**
 * What happens to each packet between camera and ffmpeg: another session's are dropped, recording begins with a keyframe,
 * timestamps and sequence numbers are made continuous, the true time of each picture is noted, and the range's end is seen.
 */
export function createReplayPump(options: ReplayPumpOptions): ReplayPump {
  const { request, track, opened } = options
  const timeline = createReplayTimeline(track.clockRate, options.startMs)
  const filter = createSenderFilter(opened.ssrc)
  let picture: { readonly timestamp: number; readonly placed: number } | null = null
  let begun = false
  let held: { readonly packet: RtpPacket; readonly bytes: Buffer }[] = []
  let lastSequence: number | null = null
  let sequence = 0
  let marked = false
  let over = false

  function end(how: PumpEnd): void {
    if (over) return
    over = true
    options.onEnd(how)
  }

  function nextSequence(packet: RtpPacket): number {
    const step = lastSequence === null ? 1 : (packet.sequence - lastSequence + 0x1_0000) % 0x1_0000
    lastSequence = packet.sequence
    sequence += step > 0 && step <= MAX_LOST ? step : 1
    return sequence
  }

  function forward(packet: RtpPacket, bytes: Buffer): void {
    if (over) return
    if (picture?.timestamp !== packet.timestamp) {
      const frameMs = packet.replay?.frameMs ?? null
      const discontinuity = packet.replay?.discontinuity ?? false
      const placed = timeline.place({ timestamp: packet.timestamp, frameMs, discontinuity })
      picture = { timestamp: packet.timestamp, placed }
      if ((timeline.lastMs() ?? 0) >= request.toDeviceMs) return end('range')
    }
    marked = packet.replay?.endOfStretch ?? marked
    renumberRtpPacket(bytes, nextSequence(packet), picture.placed)
    options.send(bytes, false)
  }

  /** Before the first keyframe: the packets of one picture are kept until it shows what it is. */
  function waitForKeyframe(packet: RtpPacket, bytes: Buffer): void {
    if (held[0]?.packet.timestamp !== packet.timestamp || held.length >= MAX_HELD) held = []
    const copy = Buffer.from(bytes)
    held.push({ packet: readRtpPacket(copy) ?? packet, bytes: copy })
    if (!holdsKeyframe(packet.payload, track.codec)) return
    begun = true
    for (const one of held) forward(one.packet, one.bytes)
    held = []
  }

  function takeVideo(bytes: Buffer): void {
    const packet = readRtpPacket(bytes)
    if (!packet || packet.payloadType !== track.payloadType || !filter.accepts(packet.ssrc)) return
    if (begun) forward(packet, bytes)
    else waitForKeyframe(packet, bytes)
  }

  return {
    timeline,
    take: (channel, bytes) => {
      if (over) return
      if (channel === opened.channel) takeVideo(bytes)
      // ffmpeg is told nothing of the sender's reports: they speak of the timestamps that were.
      else if (channel === opened.channel + 1 && saysGoodbye(bytes)) end('goodbye')
    },
    isComplete: () => marked || (timeline.lastMs() ?? 0) >= request.toDeviceMs - END_TOLERANCE_MS,
    strayPackets: filter.strays,
  }
}
