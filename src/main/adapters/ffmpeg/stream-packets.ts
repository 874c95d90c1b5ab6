import type { VideoCodec } from '#shared/cameras/cameras.model.ts'

/** One coded picture, as ffmpeg's `framecrc` muxer prints it. Times in ms on the stream's own clock. */
export type StreamPacket = { readonly decodeMs: number; readonly showMs: number; readonly keyframe: boolean }

export type StreamHead = {
  readonly codec: VideoCodec | null
  readonly widthPx: number | null
  readonly heightPx: number | null
}

export type PacketReader = {
  readonly head: () => StreamHead
  readonly packets: () => readonly StreamPacket[]
  /** Takes a piece of output, cut anywhere. */
  readonly push: (text: string) => void
}

const CODECS: Readonly<Record<string, VideoCodec>> = { h264: 'h264', hevc: 'h265' }
const KEY_FLAG = 1
/** No line of this output is longer; more without an end is no such output. */
const MAX_LINE = 4096

/**
 * Reads the output of `-f framecrc`: a head in `#name 0: value` lines, then `stream, dts, pts, duration, size, crc` with
 * `, F=0x…` where the flags are not those of a plain keyframe.
 * @see https://github.com/FFmpeg/FFmpeg/blob/master/libavformat/framecrcenc.c
 */
export function createPacketReader(): PacketReader {
  let rest = ''
  let tickMs = 1
  let head: StreamHead = { codec: null, widthPx: null, heightPx: null }
  const packets: StreamPacket[] = []

  function readHead(line: string): void {
    const [, name, value = ''] = /^#(\w+) 0: (.+)$/.exec(line) ?? []
    const [first = 0, second = 0] = value.split(/[/x]/).map(Number)
    if (name === 'tb' && second > 0) tickMs = (first / second) * 1000
    if (name === 'codec_id') head = { ...head, codec: CODECS[value] ?? 'other' }
    if (name === 'dimensions' && first > 0 && second > 0) head = { ...head, widthPx: first, heightPx: second }
  }

  function readPacket(line: string): void {
    const match = /^0,\s*(-?\d{1,18}),\s*(-?\d{1,18}),/.exec(line)
    if (!match) return
    const flags = /, F=0x([0-9a-f]+)/i.exec(line)?.[1]
    packets.push({
      decodeMs: Number(match[1]) * tickMs,
      showMs: Number(match[2]) * tickMs,
      keyframe: flags === undefined || (Number.parseInt(flags, 16) & KEY_FLAG) !== 0,
    })
  }

  return {
    head: () => head,
    packets: () => packets,
    push: (text) => {
      const lines = (rest + text).split('\n')
      rest = (lines.pop() ?? '').slice(-MAX_LINE)
      for (const line of lines) {
        if (line.startsWith('#')) readHead(line)
        else readPacket(line)
      }
    },
  }
}

/** How much of the stream the packets cover. */
export function watchedMs(packets: readonly StreamPacket[]): number {
  const first = packets[0]
  const last = packets.at(-1)
  return first && last ? Math.max(0, last.decodeMs - first.decodeMs) : 0
}

/**
 * Counted, not declared: thousandths of a frame per second; 0 when too few pictures came. Without the first picture:
 * ffmpeg does not know its time yet and gives it that of the second.
 */
export function frameRateMilli(packets: readonly StreamPacket[]): number {
  const timed = packets.slice(1)
  const spanMs = watchedMs(timed)
  return spanMs > 0 ? Math.round(((timed.length - 1) * 1_000_000) / spanMs) : 0
}

/** Longest distance between neighbouring keyframes; null when fewer than two came. */
export function keyframeSpacingMs(packets: readonly StreamPacket[]): number | null {
  const shownMs = packets.filter((packet) => packet.keyframe).map((packet) => packet.showMs)
  const spacings = shownMs.slice(1).map((atMs, index) => atMs - (shownMs[index] ?? atMs))
  return spacings.length === 0 ? null : Math.round(Math.max(0, ...spacings))
}

export function keyframeCount(packets: readonly StreamPacket[]): number {
  return packets.filter((packet) => packet.keyframe).length
}
