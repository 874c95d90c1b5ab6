import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { Footage, FootagePicture } from '../sd-card/footage.ts'
import type { SdCardSettings } from '../sd-card/sd-card-options.ts'
import { extentOf, type SdRecording } from '../sd-card/sd-card.ts'
import { formatRange, parseRange, type AskedRange } from './clock-range.ts'
import type { Outgoing } from './outgoing.ts'
import { payloadsOfNalUnit } from './rtp-payload.ts'
import { createRtpSender, videoClockRate, type RtpSender } from './rtp-sender.ts'
import type { RtspReply, RtspRequest } from './rtsp-message.ts'
import { sessionHeaders, type RtspSession } from './rtsp-session.ts'
import { videoPayloadType, videoTrack } from './sdp.ts'

/** A recording of the card, as an RTSP path plays it. */
export type ReplaySource = {
  readonly footage: Footage
  readonly recording: SdRecording
  readonly end: SdCardSettings['replayEnd']
}

export type ReplaySessionOptions = {
  readonly source: ReplaySource
  readonly outgoing: Outgoing
  readonly frozen: () => boolean
  readonly onProblem: (error: Error) => void
}

/** One PLAY. */
type Showing = {
  readonly range: AskedRange
  /** False: as fast as the client reads. */
  readonly paced: boolean
  /** Low byte of the PLAY's number; null: the client did not ask for ONVIF's header extension. */
  readonly sequence: number | null
  readonly stopped: AbortSignal
  readonly onShown: (deviceMs: number) => void
}

const onvifReplay = 'onvif-replay'
const senderReportIntervalMs = 5_000
const frozenPollMs = 100

/** Replay by the ONVIF streaming specification: absolute ranges, true time of every frame, holes skipped. */
export function createReplaySession(options: ReplaySessionOptions): RtspSession {
  const { source, outgoing } = options
  const id = String(randomInt(10_000_000, 99_999_999))
  let sender: RtpSender | null = null
  let current: AbortController | null = null
  let isOnvif = false
  /** What a PLAY without a range goes on with, after a PAUSE. */
  let rest: AskedRange | null = null

  function stop(): void {
    current?.abort()
    current = null
  }

  function play(request: RtspRequest): RtspReply {
    if (sender === null) return { status: 455 }
    isOnvif ||= asksForReplay(request)
    const extent = extentOf(source.recording)
    const header = request.headers.get('range')
    const asked = header === undefined && rest !== null ? rest : parseRange(header, extent.fromDeviceMs)
    if (asked === null || !holdsFootage(source.recording, asked)) return { status: 457 }
    const isNpt = !(header ?? '').startsWith('clock') && !isOnvif
    const granted = { ...asked, toDeviceMs: Math.min(asked.toDeviceMs, extent.toDeviceMs) }
    const paced = request.headers.get('rate-control')?.toLowerCase() !== 'no'
    const sequence = isOnvif ? Number(request.headers.get('cseq') ?? 0) & 0xff : null
    const video = sender
    const onShown = (deviceMs: number): void => {
      rest = { ...asked, fromDeviceMs: deviceMs }
    }
    return {
      status: 200,
      headers: [
        ...sessionHeaders(id),
        ['Range', formatRange(granted, isNpt ? 'npt' : 'clock', extent.fromDeviceMs)],
        [
          'RTP-Info',
          `url=${request.uri.replace(/\/$/, '')}/trackID=${videoTrack};seq=${video.nextSequenceNumber()}`,
        ],
      ],
      afterwards() {
        stop()
        current = new AbortController()
        const showing = { range: asked, paced, sequence, stopped: current.signal, onShown }
        show(options, video, showing).catch((cause: unknown) => {
          options.onProblem(new Error('The replay of a card ended early', { cause }))
          outgoing.end()
        })
      },
    }
  }

  return {
    id,
    setUp(request, track, channel) {
      if (track !== videoTrack) return null
      isOnvif ||= asksForReplay(request)
      sender = createRtpSender({ payloadType: videoPayloadType, clockRate: videoClockRate, channel })
      return sender
    },
    play,
    pause: stop,
    end: stop,
  }
}

export function asksForReplay(request: RtspRequest): boolean {
  return request.headers.get('require')?.toLowerCase() === onvifReplay
}

function holdsFootage(recording: SdRecording, range: AskedRange): boolean {
  return recording.stretches.some(
    (stretch) => stretch.toDeviceMs > range.fromDeviceMs && stretch.fromDeviceMs < range.toDeviceMs,
  )
}

async function show(options: ReplaySessionOptions, sender: RtpSender, showing: Showing): Promise<void> {
  const { source, outgoing } = options
  const pace = createPace()
  let reportDueMs = Number.NEGATIVE_INFINITY
  for await (const picture of source.footage.pictures(source.recording.stretches, showing.range)) {
    if (showing.paced) await pace.wait(picture, showing.stopped)
    while (options.frozen() && !showing.stopped.aborted) await delay(frozenPollMs)
    if (showing.stopped.aborted) return
    const parts: Buffer[] = []
    if (picture.deviceMs >= reportDueMs || picture.afterHole) {
      reportDueMs = picture.deviceMs + senderReportIntervalMs
      parts.push(sender.senderReport(sender.timestampAt(picture.deviceMs), picture.deviceMs))
    }
    showing.onShown(picture.deviceMs)
    outgoing.send(Buffer.concat([...parts, ...packetsOf(sender, picture, showing.sequence)]))
    await outgoing.whenShort()
  }
  if (source.end === 'bye') outgoing.send(sender.goodbye())
  if (source.end === 'close') outgoing.end()
}

/** RTP time follows the frames' own time, so that it jumps over a hole as well. */
function packetsOf(sender: RtpSender, picture: FootagePicture, sequence: number | null): readonly Buffer[] {
  const timestamp = sender.timestampAt(picture.deviceMs)
  const payloads = picture.nalUnits.flatMap((nalUnit) => payloadsOfNalUnit('h264', nalUnit))
  return payloads.map((payload, index) => {
    const isLast = index === payloads.length - 1
    if (index > 0 || sequence === null) return sender.packet(payload, timestamp, isLast)
    return sender.packet(payload, timestamp, isLast, {
      deviceMs: picture.deviceMs,
      cleanPoint: picture.keyframe,
      endOfStretch: picture.beforeHole,
      discontinuity: picture.afterHole,
      sequence,
    })
  })
}

/** Normal speed: holes take no time. */
function createPace() {
  let startedMs = performance.now()
  let firstDeviceMs: number | null = null
  return {
    async wait(picture: FootagePicture, stopped: AbortSignal): Promise<void> {
      if (firstDeviceMs === null || picture.afterHole) {
        startedMs = performance.now()
        firstDeviceMs = picture.deviceMs
      }
      const dueMs = startedMs + picture.deviceMs - firstDeviceMs
      const waitMs = dueMs - performance.now()
      // Being told to stop is no failure: the caller looks at the signal next.
      if (waitMs > 0) await delay(waitMs, undefined, { signal: stopped }).catch(() => undefined)
    },
  }
}
