import { describe, expect, it } from 'vitest'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { liveChannelOf, stepTile, tileBadge, wallCameras, wallSide } from './live-wall.rules.ts'

const camera = (id: string, extra: Partial<Camera> = {}): Camera => ({
  id,
  name: id,
  roomId: 'r',
  counterIds: [],
  address: 'http://10.0.0.1/',
  streamUri: 'rtsp://10.0.0.1/main',
  username: 'admin',
  device: null,
  codec: 'h264',
  widthPx: 1920,
  heightPx: 1080,
  keyframeSpacingMs: 2000,
  clockOffset: null,
  state: 'recording',
  audioEnabled: false,
  audioReason: null,
  capabilities: { media2: false, events: false, recordings: false },
  profileToken: null,
  subStream: null,
  recordedStream: 'main',
  schedule: { kind: 'always' },
  createdAtMs: 0,
  removedAtMs: null,
  ...extra,
})
const sub = {
  profileToken: 's',
  uri: 'rtsp://10.0.0.1/sub',
  codec: 'h264',
  widthPx: 320,
  heightPx: 180,
} as const
const decodesH264 = (codec: Camera['codec']): boolean => codec === 'h264'

describe('the live wall', () => {
  it('shows the chosen cameras in their order, without those that are gone, and at most sixteen', () => {
    const cameras = Array.from({ length: 20 }, (_, index) => camera(`c${index}`))
    expect(wallCameras(cameras, ['c3', 'gone', 'c1']).map(({ id }) => id)).toEqual(['c3', 'c1'])
    expect(wallCameras(cameras, null)).toHaveLength(16)
  })

  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [4, 2],
    [5, 3],
    [9, 3],
    [10, 4],
    [16, 4],
  ])('lays %i cameras out %i a side', (count, side) => expect(wallSide(count)).toBe(side))

  it('asks for the smaller stream on the wall, and for the whole picture of the enlarged camera', () => {
    const one = camera('c', { subStream: sub })
    expect(liveChannelOf(one, false, decodesH264, new Set()).quality).toBe('sub')
    expect(liveChannelOf(one, true, decodesH264, new Set()).quality).toBe('main')
    expect(liveChannelOf(camera('c'), false, decodesH264, new Set()).quality).toBe('main')
  })

  it('asks for H.264 where the browser cannot decode the stream, or failed to', () => {
    const h265 = camera('c', { codec: 'h265', subStream: sub })
    expect(liveChannelOf(h265, false, decodesH264, new Set()).codec).toBe('copy')
    expect(liveChannelOf(h265, true, decodesH264, new Set()).codec).toBe('h264')
    expect(liveChannelOf(camera('c'), true, decodesH264, new Set(['c'])).codec).toBe('h264')
  })

  it('names the nearest cause when there is no picture', () => {
    const playing = { state: 'playing', sinceMs: 0, reason: null } as const
    expect(tileBadge('open', playing)).toBe('live')
    expect(tileBadge('open', { state: 'retrying', sinceMs: 0, reason: 'timeout' })).toBe('lost')
    expect(tileBadge('lost', playing)).toBe('no-host')
    expect(tileBadge('forbidden', null)).toBe('forbidden')
    expect(tileBadge('open', null)).toBe('connecting')
  })

  it('moves between tiles by the arrows and stays at the edges', () => {
    expect(stepTile(0, 'ArrowRight', 2, 4)).toBe(1)
    expect(stepTile(0, 'ArrowDown', 2, 4)).toBe(2)
    expect(stepTile(3, 'ArrowDown', 2, 4)).toBe(3)
    expect(stepTile(0, 'ArrowLeft', 2, 4)).toBe(0)
  })
})
