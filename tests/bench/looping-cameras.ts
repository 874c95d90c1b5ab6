/**
 * Cameras for measuring: one encoded clip, played over and over by RTSP in real time, without drawing or encoding anything.
 * Runs as a process of its own, so that its work is nobody's figure: `node looping-cameras.ts CLIP.h264 PORT FPS`.
 * The clip is Annex B with an access unit delimiter before each picture.
 */
import { readFileSync } from 'node:fs'
import { nalKind, parseAccessUnit } from '#main/simulator/video/annex-b.ts'
import { createLink } from '#main/simulator/rtsp/outgoing.ts'
import { createLiveStreamFeed } from '#main/simulator/rtsp/live-stream.ts'
import { createRtspAuthentication } from '#main/simulator/rtsp/rtsp-authentication.ts'
import { createRtspServer } from '#main/simulator/rtsp/rtsp-server.ts'

const [clipPath = '', port = '0', framesPerSecond = '15'] = process.argv.slice(2)
const ACCESS_UNIT_DELIMITER = Buffer.from([0, 0, 0, 1, 9])

function picturesOf(clip: Buffer) {
  const starts: number[] = []
  for (
    let at = clip.indexOf(ACCESS_UNIT_DELIMITER);
    at !== -1;
    at = clip.indexOf(ACCESS_UNIT_DELIMITER, at + 5)
  )
    starts.push(at)
  return starts.map((start, index) => parseAccessUnit('h264', clip.subarray(start, starts[index + 1])))
}

const pictures = picturesOf(readFileSync(clipPath))
const units = pictures.flatMap((picture) => picture.nalUnits)
const unitOf = (kind: ReturnType<typeof nalKind>): Buffer =>
  units.find((unit) => nalKind('h264', unit) === kind) ?? Buffer.alloc(0)
const parameterSets = {
  video: Buffer.alloc(0),
  sequence: unitOf('sequence-parameters'),
  picture: unitOf('picture-parameters'),
}
const feed = createLiveStreamFeed({
  codec: 'h264',
  declaredFramesPerSecond: Number(framesPerSecond),
  bitsPerSecond: 2_000_000,
  parameterSets: () => parameterSets,
})
const server = createRtspServer(
  { host: '127.0.0.1', port: Number(port) },
  {
    source: () => ({ kind: 'live', stream: feed }),
    audio: false,
    authentication: createRtspAuthentication({ username: 'admin', password: 'do-toc-do' }, 'Bench'),
    behaviour: () => 'normal',
    link: createLink(() => null),
    cameraTime: (time) => time.stationMs,
    now: Date.now,
    maximumQueuedBytes: 8 * 1024 * 1024,
    onProblem: (error) => process.emitWarning(error),
  },
)
await server.open()
process.stdout.write(`${server.port()}\n`)

const startedMs = performance.now()
let sent = 0
setInterval(() => {
  const due = Math.floor(((performance.now() - startedMs) / 1000) * Number(framesPerSecond))
  for (; sent < due; sent += 1) {
    const picture = pictures[sent % pictures.length]
    if (picture) feed.publish({ ...picture, time: { monotonicMs: performance.now(), stationMs: Date.now() } })
  }
}, 10)
