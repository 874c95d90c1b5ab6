import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createYuvFrame } from '#main/simulator/scene/yuv-frame.ts'
import { drawBurnedClock, readBurnedClock } from '#main/simulator/burned-clock.ts'
import { type Footage, splitFootage } from './evidence-footage.ts'
import { filmOnce } from './films.ts'

export const BURNED_SIZE = { widthPx: 320, heightPx: 180 } as const
export const BURNED_FPS = 5

/** What an instrumented recorder would have put into one file: the clock of the moment burned into every picture. */
export type BurnedFile = {
  /** Absolute; missing folders are made. The name's ending tells the container unless `flags` do. */
  readonly path: string
  readonly startMs: number
  readonly seconds: number
  readonly codec?: 'libx264' | 'libx265' | 'mpeg4' | 'mjpeg'
  readonly flags?: readonly string[]
  /** {@link BURNED_FPS} when absent. */
  readonly framesPerSecond?: number
  /** {@link BURNED_SIZE} when absent. */
  readonly size?: { readonly widthPx: number; readonly heightPx: number }
}

/** Groups of two seconds. */
function keyframeFlags(codec: string, framesPerSecond: number): readonly string[] {
  const every = `${framesPerSecond * 2}`
  if (codec === 'mjpeg') return []
  if (codec === 'mpeg4') return ['-g', every]
  if (codec === 'libx264')
    return ['-preset', 'ultrafast', '-g', every, '-keyint_min', every, '-sc_threshold', '0']
  const own = `keyint=${every}:min-keyint=${every}:scenecut=0:open-gop=0:bframes=2:log-level=none`
  // At the usual quality one picture in forty has a last digit that cannot be read.
  return ['-preset', 'ultrafast', '-crf', '14', '-x265-params', own]
}

export async function burnFile({ path, ...film }: BurnedFile): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await filmOnce(path, film, (place) => encode({ path: place, ...film }))
  return path
}

async function encode(file: BurnedFile): Promise<void> {
  const { path, startMs, seconds, codec = 'libx264', flags = [], framesPerSecond = BURNED_FPS } = file
  const { widthPx, heightPx } = file.size ?? BURNED_SIZE
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${widthPx}x${heightPx}`,
    '-r',
    `${framesPerSecond}`,
  ]
  const args = [
    '-v',
    'error',
    '-y',
    ...input,
    '-i',
    'pipe:0',
    '-c:v',
    codec,
    ...keyframeFlags(codec, framesPerSecond),
  ]
  const child = spawn('ffmpeg', [...args, ...flags, path], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = once(child, 'close')
  const frame = createYuvFrame(widthPx, heightPx)
  frame.bytes.fill(128)
  for (let number = 0; number < seconds * framesPerSecond; number += 1) {
    drawBurnedClock(frame.luma, widthPx, heightPx, startMs + (number * 1000) / framesPerSecond)
    if (!child.stdin.write(frame.bytes.slice())) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  const [exitCode] = await ended
  if (exitCode !== 0) throw new Error(`ffmpeg could not make ${path}`)
}

/** The same as a recorder gets it from a camera: groups of two seconds. */
export async function burnedFootage(
  path: string,
  startMs: number,
  seconds: number,
  more: Pick<BurnedFile, 'codec' | 'framesPerSecond' | 'size'> = {},
): Promise<Footage> {
  const flags = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof']
  return splitFootage(await readFile(await burnFile({ path, startMs, seconds, flags, ...more })))
}

/** The clock in every picture of a file's bytes, in the order of playing; null where it cannot be read. */
export async function burnedClocks(bytes: Uint8Array): Promise<(number | null)[]> {
  const { widthPx, heightPx } = BURNED_SIZE
  const output = ['-vsync', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1']
  const child = spawn('ffmpeg', ['-v', 'error', '-i', 'pipe:0', ...output], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(bytes)
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  const pictures = Buffer.concat(chunks)
  const size = widthPx * heightPx
  return Array.from({ length: Math.floor(pictures.length / size) }, (_, index) =>
    readBurnedClock(pictures.subarray(index * size, (index + 1) * size), widthPx, heightPx),
  )
}
