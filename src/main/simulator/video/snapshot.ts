import { spawn } from 'node:child_process'

import type { YuvFrame } from '../scene/yuv-frame.ts'

/** A JPEG of one frame, made by a short-lived ffmpeg. */
export async function encodeJpeg(ffmpegPath: string, frame: YuvFrame): Promise<Buffer> {
  const inputArguments = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size']
  const outputArguments = ['-frames:v', '1', '-pix_fmt', 'yuvj420p', '-q:v', '4', '-f', 'mjpeg', 'pipe:1']
  const child = spawn(
    ffmpegPath,
    [
      ['-hide_banner', '-nostdin', '-loglevel', 'error'],
      [...inputArguments, `${frame.widthPx}x${frame.heightPx}`, '-i', 'pipe:0'],
      outputArguments,
    ].flat(),
  )
  const chunks: Buffer[] = []
  let errorText = ''
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => {
    errorText += chunk.toString('utf8')
  })
  // ffmpeg may close its input once it has its frame; the exit code tells whether that was a failure.
  child.stdin.on('error', () => undefined)
  child.stdin.end(frame.bytes)
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`ffmpeg made no snapshot: ${errorText.trim()}`))
    })
  })
  return Buffer.concat(chunks)
}
