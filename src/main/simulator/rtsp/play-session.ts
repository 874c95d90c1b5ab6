import { randomInt } from 'node:crypto'

import { alawTone, audioSampleRate } from './alaw-tone.ts'
import type { LiveStream } from './live-stream.ts'
import { payloadsOfNalUnit } from './rtp-payload.ts'
import { createRtpSender, videoClockRate, type RtpSender } from './rtp-sender.ts'
import { sessionHeaders, type RtspSession } from './rtsp-session.ts'
import { audioPayloadType, audioTrack, videoPayloadType, videoTrack } from './sdp.ts'
import type { EncodedPicture, FrameTime } from '../video/video-encoder.ts'

export type PlaySessionOptions = {
  readonly stream: LiveStream
  readonly audio: boolean
  /** The camera's clock of a frame, for the NTP time of sender reports. */
  readonly cameraTime: (time: FrameTime) => number
  readonly now: () => number
  /** True: the encoder hangs, nothing is sent although the connection stays. */
  readonly frozen: () => boolean
  /** True: another session's packets come in between. */
  readonly disturbed: () => boolean
  readonly send: (bytes: Buffer) => void
}

const senderReportIntervalMs = 5_000
const audioPacketMs = 40
const audioPacketSamples = (audioSampleRate * audioPacketMs) / 1_000

/** What one client plays live: its RTP numbering, from the newest keyframe on, with sender reports. */
export function createPlaySession(options: PlaySessionOptions): RtspSession {
  const id = String(randomInt(10_000_000, 99_999_999))
  const senders = new Map<number, RtpSender>()
  const ends: (() => void)[] = []
  let playing = false

  function start(): void {
    if (playing) return
    playing = true
    const video = senders.get(videoTrack)
    const audio = senders.get(audioTrack)
    if (video !== undefined) ends.push(playVideo(options, video))
    if (audio !== undefined) ends.push(playAudio(options, audio))
  }

  return {
    id,
    setUp(_request, track, channel) {
      if (track !== videoTrack && !(track === audioTrack && options.audio)) return null
      const isAudio = track === audioTrack
      const payloadType = isAudio ? audioPayloadType : videoPayloadType
      const clockRate = isAudio ? audioSampleRate : videoClockRate
      const sender = createRtpSender({ payloadType, clockRate, channel })
      senders.set(track, sender)
      return sender
    },
    play(request) {
      const base = request.uri.replace(/\/$/, '')
      const rtpInfo = [...senders].map(
        ([track, sender]) => `url=${base}/trackID=${track};seq=${sender.nextSequenceNumber()}`,
      )
      const headers = [...sessionHeaders(id), ['Range', 'npt=now-'], ['RTP-Info', rtpInfo.join(',')]] as const
      return { status: 200, headers, afterwards: start }
    },
    pause: null,
    end() {
      for (const end of ends.splice(0)) end()
    },
  }
}

function playVideo(options: PlaySessionOptions, sender: RtpSender): () => void {
  let waitsForKeyframe = true
  let reportDueMs = 0
  const { channel } = sender
  const foreign = createRtpSender({ payloadType: videoPayloadType, clockRate: videoClockRate, channel })
  return options.stream.subscribe((picture) => {
    if (options.frozen()) waitsForKeyframe = true
    else if (picture.keyframe) waitsForKeyframe = false
    if (waitsForKeyframe) return
    const timestamp = sender.timestampAt(picture.time.monotonicMs)
    const parts: Buffer[] = []
    if (picture.time.monotonicMs >= reportDueMs) {
      reportDueMs = picture.time.monotonicMs + senderReportIntervalMs
      parts.push(sender.senderReport(timestamp, options.cameraTime(picture.time)))
    }
    parts.push(...packetsOfPicture(options.stream, sender, picture, timestamp))
    if (options.disturbed()) {
      parts.push(
        ...packetsOfPicture(options.stream, foreign, picture, foreign.timestampAt(picture.time.monotonicMs)),
      )
    }
    options.send(Buffer.concat(parts))
  })
}

function packetsOfPicture(
  stream: LiveStream,
  sender: RtpSender,
  picture: EncodedPicture,
  timestamp: number,
): readonly Buffer[] {
  const payloads = picture.nalUnits.flatMap((nalUnit) => payloadsOfNalUnit(stream.codec, nalUnit))
  return payloads.map((payload, index) => sender.packet(payload, timestamp, index === payloads.length - 1))
}

function playAudio(options: PlaySessionOptions, sender: RtpSender): () => void {
  const startedMs = performance.now()
  let sentSamples = 0
  let reportDueMs = 0
  const timer = setInterval(() => {
    const dueSamples = Math.floor(((performance.now() - startedMs) / 1_000) * audioSampleRate)
    while (sentSamples + audioPacketSamples <= dueSamples) {
      const sampleMs = startedMs + (sentSamples / audioSampleRate) * 1_000
      const timestamp = sender.timestampAt(startedMs) + sentSamples
      const first = sentSamples === 0
      sentSamples += audioPacketSamples
      if (options.frozen()) continue
      if (sampleMs >= reportDueMs) {
        reportDueMs = sampleMs + senderReportIntervalMs
        const stationMs = options.now() - (performance.now() - sampleMs)
        options.send(
          sender.senderReport(timestamp >>> 0, options.cameraTime({ monotonicMs: sampleMs, stationMs })),
        )
      }
      const samples = alawTone(sentSamples - audioPacketSamples, audioPacketSamples)
      options.send(sender.packet(samples, timestamp >>> 0, first))
    }
  }, audioPacketMs)
  return () => clearInterval(timer)
}
