import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openStation } from '#main/serve/open-station.ts'
import { systemCall } from '#main/ports/call.ts'
import { startStationProcess } from '#tests/builders/station-process.ts'
import { seedStation } from '#tests/builders/station-world.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import type { BenchLine } from './bench-line.ts'
import { costOf, type ProcessCost } from './process-cost.ts'

const FRAMES_PER_SECOND = 15
const USER = { username: 'admin', password: 'do-toc-do' }
const SECONDS_PER_HOUR = 3600

function exited(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve))
}

/** A static office with sensor noise, as most minutes of a desk are: 1080p15, H.264, 2 Mbit/s, a keyframe every 2 s. */
async function makeClip(ffmpeg: string, path: string): Promise<void> {
  const scene =
    'color=gray:s=1920x1080:r=15,drawbox=200:300:600:500:c=brown:t=fill,noise=alls=6:allf=t,format=yuv420p'
  const args = ['-v', 'error', '-y', '-f', 'lavfi', '-t', '20', '-i', scene, '-c:v', 'libx264']
  args.push('-preset', 'veryfast', '-b:v', '2M', '-maxrate', '2M', '-bufsize', '2M', '-g', '30', '-bf', '0')
  args.push('-bsf:v', 'h264_metadata=aud=insert', '-f', 'h264', path)
  const code = await exited(spawn(ffmpeg, args, { stdio: ['ignore', 'ignore', 'inherit'] }))
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}

async function startCameras(clip: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const script = fileURLToPath(new URL('looping-cameras.ts', import.meta.url))
  const child = spawn(process.execPath, [script, clip, '0', String(FRAMES_PER_SECOND)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = exited(child)
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
  })
  return {
    port,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** What the processes cost while `measureMs` pass, after `settleMs`. */
async function watch(rootIds: readonly number[], settleMs: number, measureMs: number): Promise<ProcessCost> {
  await pause(settleMs)
  const before = await costOf(rootIds)
  await pause(measureMs)
  const after = await costOf(rootIds)
  return { cpuSeconds: after.cpuSeconds - before.cpuSeconds, memoryBytes: after.memoryBytes }
}

type Timing = { readonly settleMs: number; readonly measureMs: number }

async function plainFfmpeg(
  ffmpeg: string,
  port: number,
  cameras: number,
  timing: Timing,
): Promise<ProcessCost> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-bench-plain-'))
  const children = Array.from({ length: cameras }, (_, index) => {
    const url = `rtsp://${USER.username}:${USER.password}@127.0.0.1:${port}/c${index}`
    const args = ['-v', 'error', '-rtsp_transport', 'tcp', '-i', url, '-an', '-c', 'copy', '-f', 'segment']
    args.push('-segment_time', '60', '-segment_format', 'mp4', join(folder, `c${index}-%d.mp4`))
    return spawn(ffmpeg, args, { stdio: 'ignore' })
  })
  const ended = children.map(exited)
  const cost = await watch(
    children.map((child) => child.pid ?? 0),
    timing.settleMs,
    timing.measureMs,
  )
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(ended)
  await rm(folder, { recursive: true, force: true })
  return cost
}

async function ourStation(port: number, cameras: number, timing: Timing): Promise<ProcessCost> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-bench-ours-'))
  const station = await openStation({ dataFolder: folder })
  const world = await seedStation(station.services)
  for (let index = 0; index < cameras; index += 1) {
    await station.services.cameras.add(systemCall('bench', 'camera.add'), {
      address: `rtsp://127.0.0.1:${port}/c${index}`,
      ...USER,
      name: `Camera ${index + 1}`,
      roomId: world.desk.id,
      counterIds: [],
      record: true,
    })
  }
  await station.close()
  const running = await startStationProcess(folder)
  const cost = await watch([running.processId], timing.settleMs, timing.measureMs)
  await running.stop()
  await rm(folder, { recursive: true, force: true })
  return cost
}

const perHour = (cost: ProcessCost, cameras: number, measureMs: number): number =>
  (cost.cpuSeconds * SECONDS_PER_HOUR * 1000) / measureMs / cameras

/** Recording by stream copy: the whole product (host and its ffmpegs) against plain ffmpeg, in turn, at each size. */
export async function recordingBench(
  options: {
    readonly sizes?: readonly number[]
    readonly measureMs?: number
    /** A program that was just started compiles and collects: what a recorder costs all day comes after that. */
    readonly settleMs?: number
  } = {},
): Promise<BenchLine[]> {
  const { sizes = [1, 4, 16], measureMs = 60_000, settleMs = 90_000 } = options
  const timing = { settleMs, measureMs }
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-bench-'))
  const ffmpeg = await ffmpegPath()
  const clip = join(folder, 'clip.h264')
  await makeClip(ffmpeg, clip)
  const cameras = await startCameras(clip)
  const lines: BenchLine[] = []
  const memory: { readonly size: number; readonly ours: number; readonly plain: number }[] = []
  try {
    for (const size of sizes) {
      const plain = await plainFfmpeg(ffmpeg, cameras.port, size, timing)
      const ours = await ourStation(cameras.port, size, timing)
      memory.push({ size, ours: ours.memoryBytes, plain: plain.memoryBytes })
      lines.push({
        name: `record ${size} camera${size === 1 ? '' : 's'}: CPU per camera-hour`,
        unit: 'CPU-s',
        ours: perHour(ours, size, measureMs),
        limit: perHour(plain, size, measureMs),
        wanted: 1.3,
      })
      lines.push({
        name: `record ${size} camera${size === 1 ? '' : 's'}: memory, all of it`,
        unit: 'MB',
        ours: ours.memoryBytes / 1e6,
        limit: plain.memoryBytes / 1e6,
        wanted: null,
      })
    }
    const [first, last] = [memory.at(0), memory.at(-1)]
    if (first && last && last.size > first.size) {
      const growth = (key: 'ours' | 'plain'): number =>
        (last[key] - first[key]) / (last.size - first.size) / 1e6
      lines.push({
        name: `memory for each camera more (from ${first.size} to ${last.size})`,
        unit: 'MB',
        ours: growth('ours'),
        limit: growth('plain'),
        wanted: 2,
      })
    }
  } finally {
    await cameras.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return lines
}
