import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera, type VirtualCamera } from '#main/simulator/virtual-camera.ts'
import { createOpenLive } from '#main/adapters/ffmpeg/live-stream.ts'
import { createLiveService, type LiveService } from '#main/features/live/live.service.ts'
import { systemClock } from '#main/ports/clock.ts'
import { createLiveFrameReader, type LiveFrame } from '#shared/live/live-frames.rules.ts'
import { readFragment } from '#shared/mp4/fragment.ts'
import { readInitSegment } from '#shared/mp4/init-segment.ts'
import { withCredentials } from '#shared/cameras/stream-uri.rules.ts'
import { burnedClockOf } from '#tests/builders/burned-clock-of.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import { until } from '#tests/builders/until.ts'

const CAMERA_ID = '0198c1de-0000-7000-8000-000000000001'

/** Reads an answer until told to leave. */
function follow(answer: ReadableStream<Uint8Array>) {
  const reader = answer.getReader()
  const read = createLiveFrameReader()
  const frames: (LiveFrame & { readonly atMs: number })[] = []
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      frames.push(...read(value).map((frame) => ({ ...frame, atMs: Date.now() })))
    }
  })()
  const states = () =>
    frames.flatMap(({ kind, payload }) =>
      kind === 'state' ? [JSON.parse(new TextDecoder().decode(payload))] : [],
    )
  return {
    frames,
    states,
    pictures: () => frames.filter((frame) => frame.kind === 'fragment'),
    leave: async () => {
      await reader.cancel()
      await ended
    },
  }
}

describe('watching a camera live', () => {
  let camera: VirtualCamera
  let live: LiveService
  let opened = 0

  beforeAll(async () => {
    const path = await ffmpegPath()
    const script = createScript({
      seed: 7,
      room: 'one-stop-desk',
      startMs: Date.now() - 60_000,
      durationMs: 3_600_000,
      unitCode: 'H42.18',
      firstCounter: 1,
    })
    camera = await startVirtualCamera({ name: 'Quầy 1', script, ffmpegPath: path, keyframeSpacingSeconds: 2 })
    const open = createOpenLive(path)
    const url = async () => withCredentials(camera.rtspUrl, camera.username, camera.password)
    live = createLiveService({
      clock: systemClock,
      open: (request) => {
        opened += 1
        return open(request)
      },
      log: () => undefined,
      cameras: { streamUrl: url, liveStreamUrl: url },
    })
  })

  afterAll(async () => {
    await live?.stop()
    await camera?.stop()
  })

  const channel = { cameraId: CAMERA_ID, quality: 'sub', codec: 'copy' } as const

  it('gives every viewer a header and a keyframe first, over one connection to the camera', async () => {
    const before = opened
    const first = follow(live.watch([channel]))
    await until(30_000, 'frames of the live answer', async () => first.pictures().length > 30)
    const second = follow(live.watch([channel]))
    await until(30_000, 'frames of the live answer', async () => second.pictures().length > 5)
    expect(opened - before).toBe(1)
    for (const viewer of [first, second]) {
      const [init] = viewer.frames.filter((frame) => frame.kind === 'init')
      const header = readInitSegment(init?.payload ?? new Uint8Array())
      const [picture] = viewer.pictures()
      expect(readFragment(picture?.payload ?? new Uint8Array(), header).startsWithKeyframe).toBe(true)
      expect(viewer.states().at(-1)).toMatchObject({ state: 'playing', reason: null })
    }
    await first.leave()
    await second.leave()
  })

  it('brings a picture within a second of being filmed', async () => {
    const viewer = follow(live.watch([channel]))
    await until(30_000, 'frames of the live answer', async () => viewer.pictures().length > 24)
    const init = viewer.frames.find((frame) => frame.kind === 'init')
    const header = readInitSegment(init?.payload ?? new Uint8Array())
    const seen = viewer.pictures().length
    // The newest keyframe that came by itself, not out of what was kept for newcomers.
    await until(30_000, 'frames of the live answer', async () =>
      viewer
        .pictures()
        .slice(seen)
        .some((frame) => readFragment(frame.payload, header).startsWithKeyframe),
    )
    const keyframe = viewer
      .pictures()
      .slice(seen)
      .find((frame) => readFragment(frame.payload, header).startsWithKeyframe)
    const bytes = Buffer.concat([init?.payload ?? new Uint8Array(), keyframe?.payload ?? new Uint8Array()])
    const filmedMs = await burnedClockOf(bytes, { widthPx: 640, heightPx: 360 })
    expect(filmedMs).not.toBeNull()
    expect(Math.abs((keyframe?.atMs ?? 0) - (filmedMs ?? 0))).toBeLessThan(1000)
    await viewer.leave()
  })

  it('says why the picture is gone, and comes back by itself', async () => {
    const viewer = follow(live.watch([channel]))
    await until(30_000, 'frames of the live answer', async () => viewer.pictures().length > 0)
    await camera.setFault({ kind: 'drop' })
    await until(30_000, 'frames of the live answer', async () => viewer.states().at(-1)?.state === 'retrying')
    expect(viewer.states().at(-1).reason).toMatch(/connection-lost|connection-refused/)
    const seen = viewer.pictures().length
    await camera.restore()
    await until(30_000, 'frames of the live answer', async () => viewer.pictures().length > seen)
    expect(viewer.frames.filter((frame) => frame.kind === 'init').length).toBeGreaterThan(1)
    await viewer.leave()
  })

  it('makes H.264 of a stream on demand', async () => {
    const viewer = follow(live.watch([{ ...channel, codec: 'h264' }]))
    await until(30_000, 'frames of the live answer', async () => viewer.pictures().length > 3)
    const init = viewer.frames.find((frame) => frame.kind === 'init')
    expect(readInitSegment(init?.payload ?? new Uint8Array()).tracks[0]?.codec).toBe('h264')
    await viewer.leave()
  })

  it('lets go of the camera a while after the last viewer left', async () => {
    await until(30_000, 'frames of the live answer', async () => live.openConnections() === 0)
  })
})
