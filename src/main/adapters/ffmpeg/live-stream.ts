import ffmpeg from 'fluent-ffmpeg'
import type { LiveRequest, OpenLive } from '#main/ports/live-stream.ts'
import { runStreamCopy } from './video-tool.ts'

/** Microseconds that an RTSP socket may stay silent before ffmpeg gives it up. */
const SOCKET_TIMEOUT_US = 10_000_000

const ENCODE_OPTIONS = ['-preset ultrafast', '-tune zerolatency', '-crf 26', '-pix_fmt yuv420p', '-g 25']

/** One fragment per picture: it is shown when it comes, not when its keyframe group is over. */
export function liveArguments({ url, asH264 }: LiveRequest): string[] {
  return ffmpeg(url)
    .inputOptions([
      '-hide_banner',
      '-loglevel warning',
      '-progress pipe:2',
      '-stats_period 1',
      '-rtsp_transport tcp',
      `-timeout ${SOCKET_TIMEOUT_US}`,
      '-analyzeduration 1000000',
      '-fpsprobesize 0',
      ...(asH264 ? ['-flags low_delay'] : []),
    ])
    .noAudio()
    .videoCodec(asH264 ? 'libx264' : 'copy')
    .outputOptions([
      '-map 0:v:0',
      ...(asH264 ? ENCODE_OPTIONS : []),
      '-movflags frag_every_frame+empty_moov+default_base_moof',
      '-flush_packets 1',
    ])
    .format('mp4')
    .output('pipe:1')
    ._getArguments()
}

export function createOpenLive(ffmpegPath: string): OpenLive {
  return (request) => runStreamCopy(ffmpegPath, liveArguments(request))
}
