import type { InstantMs } from '#shared/kernel/instant.ts'
import type { ReplayRequest } from '#main/ports/camera-replay.ts'
import { refusalOf, RtspClient, type RtspReply, rtspTargetOf } from './rtsp-client.ts'
import { header } from './rtsp-message.ts'
import { describeVideo, type OpenedTrack, setUpVideo, type VideoTrack } from './video-track.ts'

export type ReplayCamera = {
  readonly client: RtspClient
  readonly track: VideoTrack
  readonly opened: OpenedTrack
  /** Asks for the range. @returns device time of its start, as the camera settled it @throws AppError `unavailable stream.*` */
  readonly play: () => Promise<InstantMs>
  /** Takes leave; does not wait. */
  readonly leave: () => void
}

const TIMEOUT_MS = 8000
const REQUIRE = { Require: 'onvif-replay' }
/** Refusals that another way of asking may avert: an option or a header that it does not know. */
const WORTH_ANOTHER_WAY = [400, 451, 456, 501, 551]

/** `20261122T030405.678Z` */
function clockTime(atMs: InstantMs): string {
  return new Date(atMs).toISOString().replaceAll(/[-:]/g, '')
}

function readClockStart(range: string | null): InstantMs | null {
  const match = /^clock=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z?-/i.exec(range ?? '')
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(atMs) ? null : atMs + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/**
 * Ways to ask for the same, the best first. Without `Rate-Control: no` it plays at normal speed; without an end the
 * listener ends it; without `Require` the pictures carry no time of their own.
 */
function waysToAsk(request: ReplayRequest): readonly Readonly<Record<string, string>>[] {
  const from = clockTime(request.fromDeviceMs)
  const bounded = { Range: `clock=${from}-${clockTime(request.toDeviceMs)}` }
  return [
    { ...REQUIRE, ...bounded, 'Rate-Control': 'no' },
    { ...REQUIRE, ...bounded },
    { ...REQUIRE, Range: `clock=${from}-` },
    bounded,
  ]
}

async function askToPlay(client: RtspClient, uri: string, request: ReplayRequest): Promise<RtspReply> {
  let last: RtspReply | null = null
  for (const headers of waysToAsk(request)) {
    last = await client.request('PLAY', uri, headers)
    if (!WORTH_ANOTHER_WAY.includes(last.status)) break
  }
  if (last?.status !== 200) throw last ? refusalOf(last) : new Error('no way to ask')
  return last
}

/** Some do not know the option where only PLAY needs it. */
async function withOrWithoutRequire<Result>(
  ask: (headers: Readonly<Record<string, string>>) => Promise<Result>,
): Promise<Result> {
  try {
    return await ask(REQUIRE)
  } catch {
    return ask({})
  }
}

/**
 * Opens a recording at the camera, ready to play.
 * @throws AppError `unavailable stream.refused | stream.not-found | stream.unauthorized | stream.timeout | stream.no-video`
 */
export async function openReplayCamera(
  request: ReplayRequest,
  listener: {
    readonly onPacket: (channel: number, packet: Buffer) => void
    readonly onAnnouncedEnd: () => void
  },
  signal: AbortSignal,
): Promise<ReplayCamera> {
  const target = rtspTargetOf(request.url)
  const client = await RtspClient.connect({ target, timeoutMs: TIMEOUT_MS, ...listener }, signal)
  try {
    const track = await describeVideo(client, target)
    const opened = await withOrWithoutRequire((headers) => setUpVideo(client, track, headers))
    const keepAlive = setInterval(
      () => client.tell('GET_PARAMETER', track.playUri),
      client.sessionTimeoutMs / 2,
    )
    void client.ended.then(() => clearInterval(keepAlive))
    return {
      client,
      track,
      opened,
      play: async () => {
        const reply = await askToPlay(client, track.playUri, request)
        return readClockStart(header(reply, 'range')) ?? request.fromDeviceMs
      },
      leave: () => {
        client.tell('TEARDOWN', track.playUri)
        client.close()
      },
    }
  } catch (error) {
    client.close()
    throw error
  }
}
