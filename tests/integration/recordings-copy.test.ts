import { expect, it } from 'vitest'
import { createFfmpegVideoTool } from '#main/adapters/ffmpeg/video-tool.ts'
import { createScript } from '#main/simulator/script/create-script.ts'
import { startVirtualCamera } from '#main/simulator/virtual-camera.ts'
import { ffmpegPath } from '#tests/builders/test-host.ts'
import { until } from '#tests/builders/until.ts'

const LIMIT_MS = 45_000

it('counts the pictures of a camera whose keyframes are far apart, and keeps the count and the password out of the log', async () => {
  const script = createScript({
    seed: 1,
    startMs: Date.now(),
    durationMs: 600_000,
    room: 'one-stop-desk',
    unitCode: 'H42.18',
    firstCounter: 1,
  })
  const size = { widthPx: 320, heightPx: 180 }
  const virtual = await startVirtualCamera({ name: 'Một cửa', ...size, keyframeSpacingSeconds: 30, script })
  try {
    const url = new URL(virtual.rtspUrl)
    Object.assign(url, { username: virtual.username, password: virtual.password })
    const copy = createFfmpegVideoTool(await ffmpegPath()).copyStream(url.href)
    let bytes = 0
    const drained = (async () => {
      for await (const part of copy.output) bytes += part.bytes.length
    })()
    await until(LIMIT_MS, 'pictures come', async () => copy.pictures() > 5)
    const soFar = copy.pictures()
    await until(LIMIT_MS, 'more pictures come', async () => copy.pictures() > soFar)
    // The header alone: the group is not whole before the next keyframe.
    const bytesBefore = bytes
    expect(bytesBefore).toBeLessThan(4000)
    copy.stop()
    const { reason, log } = await copy.ended
    await drained
    expect(reason).toBe('stopped')
    expect(bytes).toBeGreaterThan(bytesBefore)
    expect(log).not.toMatch(/frame=|progress=/)
    expect(log).not.toContain(virtual.password)
  } finally {
    await virtual.stop()
  }
})
