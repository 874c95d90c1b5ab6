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
import type { VirtualCameraOptions } from './virtual-camera-options.ts'
import { startVirtualCamera, type VirtualCamera } from './virtual-camera.ts'

const help = `Virtual cameras for training and tests.

  --cameras N             how many; reception room and one-stop desk in turn (default 2)
  --base-port P           ports P, P+1 for the first camera (ONVIF, RTSP), P+2, P+3 for the second … (default: any free)
  --host ADDRESS          address to listen on (default 127.0.0.1)
  --username U --password W
  --hours H               length of the script (default 8)
  --mean-visit-seconds S  mean time between visits (default 60)
  --seed N                (default 1)
  --ffmpeg PATH           (default: ffmpeg in PATH)
  --register FILE.csv     write the matching register of the one-stop desks

The stream:
  --codec h264|h265       (default h264); --h265 is short for --codec h265
  --fps N                 frames that are really sent (default 12)
  --declared-fps N        frames that profiles and stream claim (default: the truth)
  --keyframe-seconds S    time between keyframes; 20 is like H.264+/H.265+ (default 2)
  --sub                   second stream /sub, 320x180
  --audio                 G.711 track

The device:
  --authentication both|wsse|digest   proofs of the password that ONVIF takes (default both)
  --clock-offset-ms N     camera clock minus this computer's clock (default 0)
  --firmware TEXT         what GetDeviceInformation says (default 2.40)
  --no-media2             no Media2 service, the only one that can name H.265
  --no-events             no PullPoint events
  --strict-addressing     event calls need wsa:Action and wsa:MessageID
  --sd-card-hours N       a card with the last N hours, still recording (Profile G search and replay)
  --internal-host NAME    host in the stream and replay addresses that ONVIF gives, such as one that leads nowhere
  --discovery             answer WS-Discovery on 239.255.255.250:3702
`

const flags = {
  cameras: { type: 'string', default: '2' },
  'base-port': { type: 'string', default: '0' },
  host: { type: 'string' },
  username: { type: 'string' },
  password: { type: 'string' },
  hours: { type: 'string', default: '8' },
  'mean-visit-seconds': { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
  ffmpeg: { type: 'string' },
  register: { type: 'string' },
  codec: { type: 'string', default: 'h264' },
  h265: { type: 'boolean', default: false },
  fps: { type: 'string', default: '12' },
  'declared-fps': { type: 'string' },
  'keyframe-seconds': { type: 'string', default: '2' },
  sub: { type: 'boolean', default: false },
  audio: { type: 'boolean', default: false },
  authentication: { type: 'string', default: 'both' },
  'clock-offset-ms': { type: 'string', default: '0' },
  firmware: { type: 'string' },
  'no-media2': { type: 'boolean', default: false },
  'no-events': { type: 'boolean', default: false },
  'strict-addressing': { type: 'boolean', default: false },
  'sd-card-hours': { type: 'string' },
  'internal-host': { type: 'string' },
  discovery: { type: 'boolean', default: false },
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
    ...streamOptions(values),
    ...deviceOptions(values, startMs),
    name: `Xã ${unitNumber} - ${room === 'reception-room' ? 'Phòng tiếp dân' : 'Một cửa'}`,
    script,
    host: values.host,
    username: values.username,
    password: values.password,
    ffmpegPath: values.ffmpeg,
    onvifPort: basePort === 0 ? 0 : basePort + index * 2,
    rtspPort: basePort === 0 ? 0 : basePort + index * 2 + 1,
  })
}

function streamOptions(values: Flags): Partial<VirtualCameraOptions> {
  const declared = values['declared-fps']
  return {
    codec: values.h265 ? 'h265' : oneOf('codec', values.codec, ['h264', 'h265']),
    framesPerSecond: wholeNumber('fps', values.fps),
    declaredFramesPerSecond: declared === undefined ? undefined : wholeNumber('declared-fps', declared),
    keyframeSpacingSeconds: wholeNumber('keyframe-seconds', values['keyframe-seconds']),
    sub: values.sub,
    audio: values.audio,
  }
}

function deviceOptions(values: Flags, startMs: number): Partial<VirtualCameraOptions> {
  const cardHours = values['sd-card-hours']
  return {
    authenticationMode: oneOf('authentication', values.authentication, ['both', 'wsse', 'digest']),
    clockOffsetMs: wholeNumber('clock-offset-ms', values['clock-offset-ms']),
    identity: values.firmware === undefined ? undefined : { firmwareVersion: values.firmware },
    media2: !values['no-media2'],
    events: !values['no-events'],
    strictAddressing: values['strict-addressing'],
    sdCard:
      cardHours === undefined ? undefined : cardOfHours(wholeNumber('sd-card-hours', cardHours), startMs),
    internalStreamHost: values['internal-host'],
    discovery: values.discovery ? {} : undefined,
  }
}

/** One recording that has been growing for so many hours, and goes on. */
function cardOfHours(hours: number, nowMs: number): VirtualCameraOptions['sdCard'] {
  return { recordings: [{ fromMs: nowMs - hours * 3_600_000, toMs: nowMs + 365 * 86_400_000 }] }
}

function oneOf<const Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === text)
  if (choice === undefined) throw new Error(`--${flag} must be one of ${choices.join(', ')}, not "${text}"`)
  return choice
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
