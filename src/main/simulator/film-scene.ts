import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createSceneRenderer } from './scene/scene-renderer.ts'
import { createYuvFrame } from './scene/yuv-frame.ts'
import type { SceneScript } from './script/scene-script.ts'

export type FilmOptions = {
  readonly ffmpegPath: string
  readonly cameraName: string
  readonly script: SceneScript
  readonly widthPx: number
  readonly heightPx: number
  /** Between two pictures, each of which is a keyframe. */
  readonly stepMs: number
}

/** Films a script as fast as it can be drawn: keyframes alone, H.264 in fragmented MP4, a fragment for each. */
export async function filmScene(options: FilmOptions): Promise<Uint8Array> {
  const { script, widthPx, heightPx, stepMs } = options
  const rate = String(1000 / stepMs)
  const input = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${widthPx}x${heightPx}`]
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '1', '-crf', '27']
  const output = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1']
  const child = spawn(
    options.ffmpegPath,
    ['-v', 'error', ...input, '-framerate', rate, '-i', 'pipe:0', ...codec, ...output],
    { stdio: ['pipe', 'pipe', 'inherit'], windowsHide: true },
  )
  const ended = once(child, 'close')
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const renderer = createSceneRenderer(options)
  for (let atMs = script.startMs; atMs < script.endMs; atMs += stepMs) {
    const frame = createYuvFrame(widthPx, heightPx)
    renderer.render(frame, atMs, atMs)
    if (!child.stdin.write(frame.bytes)) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  await ended
  if (child.exitCode !== 0) throw new Error(`ffmpeg ended with ${child.exitCode} while it filmed a scene`)
  return Buffer.concat(chunks)
}
