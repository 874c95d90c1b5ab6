import type { ParameterSets, VideoCodec } from '../video/video-codec.ts'
import type { LiveStream } from './live-stream.ts'

export const videoPayloadType = 96
/** PCMA has a static payload type (RFC 3551). */
export const audioPayloadType = 8
export const videoTrack = 0
export const audioTrack = 1

export function describeStream(stream: LiveStream, parameterSets: ParameterSets, audio: boolean): string {
  const encoding = stream.codec === 'h264' ? 'H264' : 'H265'
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=Minh Chung virtual camera',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    `m=video 0 RTP/AVP ${videoPayloadType}`,
    `b=AS:${Math.round(stream.bitsPerSecond / 1_000)}`,
    `a=rtpmap:${videoPayloadType} ${encoding}/90000`,
    `a=fmtp:${videoPayloadType} ${formatParameters(stream.codec, parameterSets)}`,
    `a=framerate:${stream.declaredFramesPerSecond}`,
    `a=control:trackID=${videoTrack}`,
    ...(audio ? audioLines() : []),
  ]
  return `${lines.join('\r\n')}\r\n`
}

export type DescribedReplay = {
  readonly parameterSets: ParameterSets
  readonly framesPerSecond: number
  readonly trackToken: string
  /** As in a `Range` header. */
  readonly range: string
}

export function describeReplay(replay: DescribedReplay): string {
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=Minh Chung virtual camera, card',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    `a=range:${replay.range}`,
    `m=video 0 RTP/AVP ${videoPayloadType}`,
    `a=rtpmap:${videoPayloadType} H264/90000`,
    `a=fmtp:${videoPayloadType} ${formatParameters('h264', replay.parameterSets)}`,
    `a=framerate:${replay.framesPerSecond}`,
    `a=x-onvif-track:${replay.trackToken}`,
    `a=control:trackID=${videoTrack}`,
  ]
  return `${lines.join('\r\n')}\r\n`
}

function audioLines(): readonly string[] {
  return [
    `m=audio 0 RTP/AVP ${audioPayloadType}`,
    `a=rtpmap:${audioPayloadType} PCMA/8000`,
    `a=control:trackID=${audioTrack}`,
  ]
}

function formatParameters(codec: VideoCodec, sets: ParameterSets): string {
  const base64 = (bytes: Buffer): string => bytes.toString('base64')
  if (codec === 'h265') {
    return `sprop-vps=${base64(sets.video)};sprop-sps=${base64(sets.sequence)};sprop-pps=${base64(sets.picture)}`
  }
  // Profile, constraints and level are the three bytes behind the NAL unit header (RFC 6184, 8.1).
  const profileLevel = sets.sequence.toString('hex', 1, 4).toUpperCase()
  const sprop = `${base64(sets.sequence)},${base64(sets.picture)}`
  return `packetization-mode=1;profile-level-id=${profileLevel};sprop-parameter-sets=${sprop}`
}
