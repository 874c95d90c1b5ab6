/**
 * Training tool: runs virtual cameras until Ctrl+C and prints their addresses.
 *
 *   node src/main/simulator/main.ts --cameras 2 --hours 8 --mean-visit-seconds 60 --register so-theo-doi.csv
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { createScript } from './script/create-script.ts'
import { registerCsv } from './script/register-csv.ts'
import type { RoomKind } from './script/scene-script.ts'
import type { VideoCodec } from './video/video-codec.ts'
import { startVirtualCamera, type VirtualCamera } from './virtual-camera.ts'

const help = `Virtual cameras for training and tests.

  --cameras N             how many; reception room and one-stop desk in turn (default 2)
  --base-port P           ports P, P+1 for the first camera (ONVIF, RTSP), P+2, P+3 for the second … (default: any free)
  --host ADDRESS          address to listen on (default 127.0.0.1)
  --username U --password W
  --codec h264|h265       (default h264)
  --clock-offset-ms N     camera clock minus this computer's clock (default 0)
  --hours H               length of the script (default 8)
  --mean-visit-seconds S  mean time between visits (default 60)
  --seed N                (default 1)
  --sub                   second stream /sub, 320x180
  --audio                 G.711 track
  --ffmpeg PATH           (default: ffmpeg in PATH)
  --register FILE.csv     write the matching register of the one-stop desks
`

const flags = {
  cameras: { type: 'string', default: '2' },
  'base-port': { type: 'string', default: '0' },
  host: { type: 'string' },
  username: { type: 'string' },
  password: { type: 'string' },
  codec: { type: 'string', default: 'h264' },
  'clock-offset-ms': { type: 'string', default: '0' },
  hours: { type: 'string', default: '8' },
  'mean-visit-seconds': { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
  sub: { type: 'boolean', default: false },
  audio: { type: 'boolean', default: false },
  ffmpeg: { type: 'string' },
  register: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

type Flags = ReturnType<typeof parseFlags>

function parseFlags() {
  return parseArgs({ options: flags }).values
}

async function main(): Promise<void> {
  const values = parseFlags()
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const interrupted = untilInterrupted()
  const startMs = Date.now()
  const cameras: VirtualCamera[] = []
  for (let index = 0; index < wholeNumber('cameras', values.cameras); index += 1) {
    const camera = await startCamera(values, index, startMs)
    cameras.push(camera)
    process.stdout.write(`${describe(camera)}\n`)
  }
  if (values.register !== undefined) {
    await writeFile(values.register, registerCsv(cameras.flatMap((camera) => camera.script.rows)))
    process.stdout.write(`Register: ${values.register}\n`)
  }
  await interrupted
  await Promise.all(cameras.map((camera) => camera.stop()))
}

function startCamera(values: Flags, index: number, startMs: number): Promise<VirtualCamera> {
  const room: RoomKind = index % 2 === 0 ? 'reception-room' : 'one-stop-desk'
  const unitNumber = 18 + Math.floor(index / 2)
  const basePort = wholeNumber('base-port', values['base-port'])
  const script = createScript({
    seed: wholeNumber('seed', values.seed) + index,
    startMs,
    durationMs: wholeNumber('hours', values.hours) * 3_600_000,
    room,
    unitCode: `H42.${unitNumber}`,
    firstCounter: 1,
    meanVisitSeconds: wholeNumber('mean-visit-seconds', values['mean-visit-seconds']),
  })
  return startVirtualCamera({
    name: `Xã ${unitNumber} - ${room === 'reception-room' ? 'Phòng tiếp dân' : 'Một cửa'}`,
    script,
    codec: videoCodec(values.codec),
    host: values.host,
    username: values.username,
    password: values.password,
    ffmpegPath: values.ffmpeg,
    onvifPort: basePort === 0 ? 0 : basePort + index * 2,
    rtspPort: basePort === 0 ? 0 : basePort + index * 2 + 1,
    clockOffsetMs: wholeNumber('clock-offset-ms', values['clock-offset-ms']),
    sub: values.sub,
    audio: values.audio,
  })
}

function videoCodec(text: string): VideoCodec {
  if (text !== 'h264' && text !== 'h265') throw new Error(`--codec must be h264 or h265, not "${text}"`)
  return text
}

function describe(camera: VirtualCamera): string {
  const login = `${camera.username} / ${camera.password}`
  return `${camera.name}\n  ONVIF  ${camera.onvifUrl}\n  RTSP   ${camera.rtspUrl}\n  login  ${login}`
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new Error(`--${flag} must be a whole number, not "${text}"`)
  return value
}

/** The handlers stay: a second signal while the cameras stop must not cut that short. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
  })
}

await main()
