import { describe, expect, it } from 'vitest'
import { fails, GOOD_STREAM } from '#tests/builders/fake-camera.ts'
import { climb, fault, stepOf } from '#tests/builders/ladder-bench.ts'
import type { ProbeProgress } from '#shared/cameras/cameras.contract.ts'
import type { ProbeStream } from '#main/ports/camera-device.ts'

describe('a stream address of another host', () => {
  const elsewhere = { getStreamUri: async () => 'rtsp://192.168.254.1:554/main' }
  const onlyAt = (host: string): ProbeStream => {
    return async ({ url }) =>
      url.includes(`@${host}:`) ? GOOD_STREAM : fails('unavailable', 'stream.timeout')()
  }

  it.each([
    ['10.0.0.5', 'stream-uri.rewritten', { fromHost: '192.168.254.1', toHost: '10.0.0.5' }],
    ['192.168.254.1', 'stream-uri.elsewhere', { host: '192.168.254.1' }],
  ])('is kept at %s where that one answers', async (host, code, detail) => {
    const report = await climb({ session: elsewhere, stream: onlyAt(host) })
    expect(stepOf(report, 'stream-uri')).toMatchObject({ outcome: 'passed', code, detail })
    expect(report).toMatchObject({ ok: true, streamUri: `rtsp://${host}:554/main` })
  })

  it('is not asked for a picture while the host that answered has one', async () => {
    const asked: string[] = []
    await climb({
      session: elsewhere,
      stream: async ({ url }) => {
        asked.push(new URL(url.replace(/^rtsp:/, 'http:')).hostname)
        return GOOD_STREAM
      },
    })
    expect(new Set(asked)).toEqual(new Set(['10.0.0.5']))
  })

  it('is the rewritten one where neither answers or that one wants another password', async () => {
    for (const code of ['stream.refused', 'stream.unauthorized']) {
      const report = await climb({ session: elsewhere, stream: fails('unavailable', code) })
      expect(stepOf(report, 'stream-uri')?.code).toBe('stream-uri.rewritten')
      expect(stepOf(report, 'stream')?.code).toBe(code)
      expect(report.streamUri).toBe('rtsp://10.0.0.5:554/main')
    }
  })
})

describe('an RTSP-only camera', () => {
  it('climbs the rungs that watch the stream and skips those that ask the device', async () => {
    const report = await climb({ address: 'rtsp://10.0.0.5/main' })
    expect(report.steps.map(({ outcome, code }) => `${outcome} ${code}`)).toEqual([
      ...Array.from({ length: 6 }, () => 'skipped no-onvif'),
      'passed stream.ok',
      'passed keyframes.ok',
      'passed frame-rate.ok',
      'passed continuity.ok',
      'skipped no-onvif',
      'skipped no-onvif',
      'passed security.ok',
    ])
    expect(report).toMatchObject({
      ok: true,
      auth: null,
      clockOffset: null,
      subStream: null,
      snapshotJpeg: null,
    })
  })

  it('is told of a weak password too', async () => {
    expect((await climb({ address: 'rtsp://10.0.0.5/main', password: '12345' })).warnings).toEqual([
      'security.weak-password',
    ])
  })
})

describe('climbing', () => {
  it('tells of each rung as it begins and as it ends', async () => {
    const heard: ProbeProgress[] = []
    const report = await climb({
      session: { getProfiles: fault },
      listener: (progress) => heard.push(progress),
    })
    expect(heard.map((progress) => (progress.kind === 'begins' ? progress.step : '.')).join(' ')).toBe(
      'reach . device-time . credentials . services . profiles . . . . . . . . .',
    )
    expect(heard.flatMap((progress) => (progress.kind === 'step' ? [progress.step] : []))).toEqual(
      report.steps,
    )
  })

  it('gives no verdict on the camera when the fault is ours or the person left', async () => {
    await expect(climb({ stream: fails('unavailable', 'ffmpeg.missing') })).rejects.toMatchObject({
      code: 'ffmpeg.missing',
    })
    await expect(climb({ session: { getProfiles: fails('internal', 'x') } })).rejects.toMatchObject({
      kind: 'internal',
    })
    for (const call of ['getDateAndTime', 'getCapabilities', 'findRecordings', 'getSnapshot'] as const) {
      await expect(
        climb({ session: { [call]: fails('cancelled', 'call.cancelled') } }),
      ).rejects.toMatchObject({
        kind: 'cancelled',
      })
    }
    await expect(climb({ continuity: fails('cancelled', 'call.cancelled') })).rejects.toMatchObject({
      kind: 'cancelled',
    })
  })

  it('does not repeat an unreadable address, which may hold a password', async () => {
    expect(JSON.stringify(await climb({ address: 'rtsp://admin:s3cret@ho st/' }))).not.toContain('s3cret')
  })
})
