import type { VideoCodec } from '#shared/cameras/cameras.model.ts'

/** One coded picture, as ffmpeg's `framecrc` muxer prints it. Times in ms on the stream's own clock. */
export type StreamPacket = {
  readonly decodeMs: number
  readonly showMs: number
  readonly keyframe: boolean
  readonly sizeBytes: number
}

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
/** So long without a keyframe says something of the distance between them. */
const LONG_WATCH_MS = 8000
const JUMP_MS = 1000
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
    const match = /^0,\s*(-?\d{1,18}),\s*(-?\d{1,18}),\s*-?\d{1,18},\s*(\d{1,10}),/.exec(line)
    if (!match) return
    const flags = /, F=0x([0-9a-f]+)/i.exec(line)?.[1]
    packets.push({
      decodeMs: Number(match[1]) * tickMs,
      showMs: Number(match[2]) * tickMs,
      keyframe: flags === undefined || (Number.parseInt(flags, 16) & KEY_FLAG) !== 0,
      sizeBytes: Number(match[3]),
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

/**
 * Longest distance between neighbouring keyframes. A stream that was watched for longer without one has at least that: the
 * true distance may be more. null when neither two keyframes nor `LONG_WATCH_MS` of the stream came.
 */
export function keyframeSpacingMs(packets: readonly StreamPacket[]): number | null {
  const shownMs = packets.filter((packet) => packet.keyframe).map((packet) => packet.showMs)
  const spacings = shownMs.slice(1).map((atMs, index) => atMs - (shownMs[index] ?? atMs))
  const firstMs = packets[0]?.showMs ?? 0
  const lastMs = packets.at(-1)?.showMs ?? 0
  const withoutMs = [(shownMs[0] ?? lastMs) - firstMs, lastMs - (shownMs.at(-1) ?? firstMs)]
  if (spacings.length === 0 && Math.max(...withoutMs) < LONG_WATCH_MS) return null
  return Math.round(Math.max(0, ...spacings, ...withoutMs))
}

export function keyframeCount(packets: readonly StreamPacket[]): number {
  return packets.filter((packet) => packet.keyframe).length
}

/** Measured over what came; 0 when too little did. The last picture's own duration is not known, so it does not count. */
export function bitsPerSecond(packets: readonly StreamPacket[]): number {
  const timed = packets.slice(1)
  const spanMs = watchedMs(timed)
  const bytes = timed.slice(0, -1).reduce((sum, packet) => sum + packet.sizeBytes, 0)
  return spanMs > 0 ? Math.round((bytes * 8000) / spanMs) : 0
}

/**
 * Times that the pictures' clock jumped: on by more than a second and ten usual steps (a slow stream takes long ones), or
 * back, which ffmpeg writes as standing still. The first step is passed over: ffmpeg does not know the first time.
 */
export function timestampJumps(packets: readonly StreamPacket[]): number {
  const times = packets.slice(1).map((packet) => packet.decodeMs)
  const steps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? atMs))
  const usualMs = steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0
  const isJump = (step: number): boolean => step <= 0 || step > Math.max(JUMP_MS, 10 * usualMs)
  // Standing still goes on until the old time is reached again: that is one jump.
  return steps.filter((step, index) => isJump(step) && !(step <= 0 && (steps[index - 1] ?? 1) <= 0)).length
}
