import { spawn } from 'node:child_process'
import type { VideoCodec } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { MediaCopy, MediaFacts, MediaFiles } from '#main/ports/media-file.ts'
import { readFragments } from './read-fragments.ts'

const MAX_LOG_CHARACTERS = 64 * 1024
const PROBE_LIMIT_MS = 30_000

/** Recorders' formats alone: a playlist that calls itself `.mp4` must not make ffmpeg open other files. */
const FORMATS = 'mov,matroska,avi,mpeg,mpegts,dhav,h264,hevc,asf,flv,m4v,mpegvideo'
const INPUT = ['-hide_banner', '-nostdin', '-protocol_whitelist', 'file', '-format_whitelist', FORMATS]

/** `file:` keeps names with a colon or a leading dash from being read as something else. */
const inputOf = (path: string): string[] => ['-i', `file:${path}`]

const CODECS: Readonly<Record<string, VideoCodec>> = { h264: 'h264', hevc: 'h265' }

const VIDEO_LINE = /^\s*Stream #0:\d+.*?: Video: (\w+)(.*)$/gm
const DURATION = /^\s*Duration: (\d+):(\d{2}):(\d{2})\.(\d{2})/m
const CREATED = /^\s*creation_time\s*: (\S+)$/m

function durationOf(log: string): number | null {
  const [, hours, minutes, seconds, hundredths] = DURATION.exec(log) ?? []
  if (hours === undefined) return null
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(hundredths) * 10
}

function creationOf(log: string): InstantMs | null {
  const atMs = Date.parse(CREATED.exec(log)?.[1] ?? '')
  // Cameras that know no time write the first day of their clock.
  return Number.isNaN(atMs) || atMs < Date.UTC(2000) ? null : atMs
}

/**
 * Reads what ffmpeg says of an input that it opened. ffmpeg-static brings no ffprobe.
 * @throws AppError `invalid media.unreadable | media.no-video`
 */
export function readMediaLog(log: string): MediaFacts {
  if (!/^Input #0, /m.test(log)) throw new AppError('invalid', 'media.unreadable')
  const video = [...log.matchAll(VIDEO_LINE)].find(([line]) => !line.includes('(attached pic)'))
  const [, codecName, rest] = video ?? []
  const [, width, height] = /, (\d{2,5})x(\d{2,5})\b/.exec(rest ?? '') ?? []
  if (codecName === undefined || width === undefined || height === undefined)
    throw new AppError('invalid', 'media.no-video')
  return {
    codec: CODECS[codecName] ?? 'other',
    codecName,
    widthPx: Number(width),
    heightPx: Number(height),
    durationMs: durationOf(log),
    createdAtMs: creationOf(log),
  }
}

async function probe(ffmpegPath: string, path: string, signal?: AbortSignal): Promise<MediaFacts> {
  if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
  const child = spawn(ffmpegPath, [...INPUT, ...inputOf(path)], {
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(0, MAX_LOG_CHARACTERS)
  })
  const kill = (): void => void child.kill('SIGKILL')
  const timer = setTimeout(kill, PROBE_LIMIT_MS)
  signal?.addEventListener('abort', kill, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('close', () => resolve())
      child.on('error', (error) => reject(new AppError('unavailable', 'ffmpeg.missing', {}, error)))
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', kill)
  }
  if (signal?.aborted) throw new AppError('cancelled', 'call.cancelled')
  return readMediaLog(log)
}

function copy(ffmpegPath: string, path: string): MediaCopy {
  const flags = [
    ['-v', 'error', '-fflags', '+genpts', ...inputOf(path)],
    ['-map', '0:V:0', '-c', 'copy', '-movflags', 'frag_keyframe+empty_moov+default_base_moof'],
    ['-f', 'mp4', 'pipe:1'],
  ].flat()
  const child = spawn(ffmpegPath, [...INPUT, ...flags], {
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-MAX_LOG_CHARACTERS)
  })
  const ended = new Promise<{ ok: boolean; log: string }>((settle) => {
    child.on('error', (error) => settle({ ok: false, log: error.message }))
    child.once('close', (exitCode) => settle({ ok: exitCode === 0, log }))
  })
  return { output: readFragments(child.stdout), ended, stop: () => void child.kill('SIGKILL') }
}

export function createMediaFiles(ffmpegPath: string): MediaFiles {
  return {
    probe: (path, signal) => probe(ffmpegPath, path, signal),
    copy: (path) => copy(ffmpegPath, path),
  }
}
