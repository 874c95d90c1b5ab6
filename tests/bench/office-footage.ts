import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** Between two keyframes. */
export const GROUP_SECONDS = 2
const CLIP_SECONDS = 20

export type OfficeStream = {
  readonly name: string
  readonly size: string
  readonly bitsPerSecond: number
}

/** What the limits in performance.md were measured on: a static office with sensor noise, H.264, 15 fps. */
export const MAIN_STREAM: OfficeStream = { name: '1080p', size: '1920x1080', bitsPerSecond: 2_000_000 }
export const SUB_STREAM: OfficeStream = {
  name: 'sub-stream 640×360',
  size: '640x360',
  bitsPerSecond: 400_000,
}

export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve))
}

async function run(ffmpeg: string, args: readonly string[]): Promise<void> {
  const code = await exitOf(
    spawn(ffmpeg, ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] }),
  )
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}

/** Fragmented MP4, one fragment per keyframe group; what is longer than the clip repeats it without encoding it again. */
export async function makeOfficeFootage(
  ffmpeg: string,
  folder: string,
  stream: OfficeStream,
  seconds: number,
): Promise<string> {
  const scene =
    `color=gray:s=1920x1080:r=15,drawbox=200:300:600:500:c=brown:t=fill,drawbox=1100:500:300:400:c=navy:t=fill,` +
    `noise=alls=6:allf=t,scale=${stream.size.replace('x', ':')},format=yuv420p`
  const clip = join(folder, `${stream.size}-clip.mp4`)
  const path = join(folder, `${stream.size}.mp4`)
  const rate = `${stream.bitsPerSecond}`
  const group = `${GROUP_SECONDS * 15}`
  const input = ['-f', 'lavfi', '-t', `${CLIP_SECONDS}`, '-i', scene]
  const rates = ['-b:v', rate, '-maxrate', rate, '-bufsize', rate]
  const groups = ['-g', group, '-keyint_min', group, '-sc_threshold', '0', '-bf', '0']
  await run(ffmpeg, [...input, '-c:v', 'libx264', '-preset', 'veryfast', ...rates, ...groups, clip])
  const loops = Math.ceil(seconds / CLIP_SECONDS) - 1
  const fragments = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof']
  await run(ffmpeg, [
    '-stream_loop',
    `${loops}`,
    '-i',
    clip,
    '-t',
    `${seconds}`,
    '-c',
    'copy',
    ...fragments,
    path,
  ])
  return path
}
