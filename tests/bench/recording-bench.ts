import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openStation } from '#main/serve/open-station.ts'
import { systemCall } from '#main/ports/call.ts'
import { nalKind, parseAccessUnit } from '#main/simulator/video/annex-b.ts'
import { startStationProcess } from '#tests/builders/station-process.ts'
import { seedStation } from '#tests/builders/station-world.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import type { BenchLine } from './bench-line.ts'
import { costOf, type ProcessCost } from './process-cost.ts'

const FRAMES_PER_SECOND = 15
const USER = { username: 'admin', password: 'do-toc-do' }
const SECONDS_PER_HOUR = 3600
const CLIP_SECONDS = 20
const PLAIN_SETTLE_MS = 10_000

function exited(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve))
}

/**
 * A static office with sensor noise, as most minutes of a desk are: 1080p15, H.264, 2 Mbit/s, a keyframe every 2 s. No cuts
 * are looked for: the encoder would take the noise for one at every picture, and each picture would be a group of its own.
 */
async function makeClip(ffmpeg: string, path: string): Promise<void> {
  const scene =
    'color=gray:s=1920x1080:r=15,drawbox=200:300:600:500:c=brown:t=fill,noise=alls=6:allf=t,format=yuv420p'
  const args = [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-t',
    String(CLIP_SECONDS),
    '-i',
    scene,
    '-c:v',
    'libx264',
  ]
  args.push('-preset', 'veryfast', '-b:v', '2M', '-maxrate', '2M', '-bufsize', '2M', '-g', '30')
  args.push('-sc_threshold', '0', '-bf', '0', '-bsf:v', 'h264_metadata=aud=insert', '-f', 'h264', path)
  const code = await exited(spawn(ffmpeg, args, { stdio: ['ignore', 'ignore', 'inherit'] }))
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
  const { nalUnits } = parseAccessUnit('h264', await readFile(path))
  const keyframes = nalUnits.filter((unit) => nalKind('h264', unit) === 'keyframe').length
  if (keyframes !== CLIP_SECONDS / 2) throw new Error(`${keyframes} keyframes in ${CLIP_SECONDS} s`)
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

type Running = { readonly processIds: readonly number[]; readonly stop: () => Promise<void> }

async function plainFfmpeg(ffmpeg: string, port: number, cameras: number): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'minh-chung-bench-plain-'))
  const children = Array.from({ length: cameras }, (_, index) => {
    const url = `rtsp://${USER.username}:${USER.password}@127.0.0.1:${port}/c${index}`
    const args = ['-v', 'error', '-rtsp_transport', 'tcp', '-i', url, '-an', '-c', 'copy', '-f', 'segment']
    args.push('-segment_time', '60', '-segment_format', 'mp4', join(folder, `c${index}-%d.mp4`))
    return spawn(ffmpeg, args, { stdio: 'ignore' })
  })
  const ended = children.map(exited)
  return {
    processIds: children.map((child) => child.pid ?? 0),
    stop: async () => {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(ended)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ourStation(port: number, cameras: number): Promise<Running> {
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
  return {
    processIds: [running.processId],
    stop: async () => {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Timing = { readonly settleMs: number; readonly measureMs: number }
type Pair = { readonly ours: ProcessCost; readonly plain: ProcessCost }

/**
 * The same cameras by both at the same time: whatever else the machine does then slows both. The memory of each while
 * the other does not run, since they share ffmpeg's own.
 */
async function measure(
  ffmpeg: string,
  port: number,
  cameras: number,
  { settleMs, measureMs }: Timing,
): Promise<Pair> {
  const plain = await plainFfmpeg(ffmpeg, port, cameras)
  await pause(PLAIN_SETTLE_MS)
  const plainAlone = await costOf(plain.processIds)
  const ours = await ourStation(port, cameras)
  await pause(settleMs)
  const before = [await costOf(ours.processIds), await costOf(plain.processIds)]
  await pause(measureMs)
  const after = [await costOf(ours.processIds), await costOf(plain.processIds)]
  await plain.stop()
  const oursAlone = await costOf(ours.processIds)
  await ours.stop()
  const spent = (who: number): number => (after[who]?.cpuSeconds ?? 0) - (before[who]?.cpuSeconds ?? 0)
  return {
    ours: { cpuSeconds: spent(0), memoryBytes: oursAlone.memoryBytes },
    plain: { cpuSeconds: spent(1), memoryBytes: plainAlone.memoryBytes },
  }
}

const perHour = (cost: ProcessCost, cameras: number, measureMs: number): number =>
  (cost.cpuSeconds * SECONDS_PER_HOUR * 1000) / measureMs / cameras

/** Recording by stream copy: the whole product (host and its ffmpegs) against plain ffmpeg, at each size. */
export async function recordingBench(
  options: {
    readonly sizes?: readonly number[]
    readonly measureMs?: number
    /**
     * A program that was just started compiles, and V8 clears up once after some 100 s of quiet (it shrinks the heap of the
     * start): what a recorder costs all day comes after that.
     */
    readonly settleMs?: number
  } = {},
): Promise<BenchLine[]> {
  const { sizes = [1, 4, 16], measureMs = 180_000, settleMs = 150_000 } = options
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
      const { ours, plain } = await measure(ffmpeg, cameras.port, size, timing)
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
