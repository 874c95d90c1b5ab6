import { describe, expect, it } from 'vitest'
import { cameraChanges, identityChanges, type ProbedFacts, profileChanges } from './camera-changes.rules.ts'
import type { MediaProfile } from './cameras.model.ts'

const FACTS: ProbedFacts = {
  device: { manufacturer: 'm', model: 'KX', firmware: '2.40', serialNumber: '1' },
  codec: 'h264',
  widthPx: 1920,
  heightPx: 1080,
  profileToken: 'main',
  streamUri: 'rtsp://10.0.0.5/main',
  keyframeSpacingMs: 2000,
}
const profile = (token: string, changes: Partial<MediaProfile> = {}): MediaProfile => ({
  token,
  name: token,
  codec: 'h264',
  widthPx: 1920,
  heightPx: 1080,
  declaredFrameRateMilli: 25_000,
  declaredBitsPerSecond: null,
  ...changes,
})

describe('cameraChanges', () => {
  it('finds nothing on a camera that is as it was', () => {
    expect(cameraChanges(FACTS, { ...FACTS })).toEqual([])
    expect(cameraChanges(FACTS, { ...FACTS, keyframeSpacingMs: 2400 })).toEqual([])
    expect(cameraChanges(FACTS, { ...FACTS, keyframeSpacingMs: null, device: null })).toEqual([])
  })

  it('names each thing that is different, with what it was', () => {
    const after: ProbedFacts = {
      device: { manufacturer: 'other', model: 'KX-2', firmware: '2.50', serialNumber: '2' },
      codec: 'h265',
      widthPx: 2560,
      heightPx: 1440,
      profileToken: 'second',
      streamUri: 'rtsp://10.0.0.5/second',
      keyframeSpacingMs: 20_000,
    }
    expect(cameraChanges(FACTS, after)).toEqual([
      { field: 'model', before: 'KX', after: 'KX-2' },
      { field: 'firmware', before: '2.40', after: '2.50' },
      { field: 'serial-number', before: '1', after: '2' },
      { field: 'profile', before: 'main', after: 'second' },
      { field: 'stream-uri', before: 'rtsp://10.0.0.5/main', after: 'rtsp://10.0.0.5/second' },
      { field: 'codec', before: 'h264', after: 'h265' },
      { field: 'resolution', before: '1920×1080', after: '2560×1440' },
      { field: 'keyframe-spacing', before: '2000', after: '20000' },
    ])
  })

  it('says nothing of a device that was not known before', () => {
    expect(identityChanges(null, FACTS.device)).toEqual([])
  })
})

describe('profileChanges', () => {
  const before = [profile('main'), profile('sub', { widthPx: 640, heightPx: 360 })]

  it('looks at the profile that is recorded, and at nothing else of the list', () => {
    const changedSub = [profile('main'), profile('sub', { codec: 'h265' }), profile('new')]
    expect(profileChanges('main', before, changedSub)).toEqual([])
    expect(profileChanges('main', before, [profile('main', { codec: 'h265', widthPx: 1280 })])).toEqual([
      { field: 'codec', before: 'h264', after: 'h265' },
      { field: 'resolution', before: '1920×1080', after: '1280×1080' },
    ])
  })

  it('tells of a profile that is gone, and nothing of one that was never known', () => {
    expect(profileChanges('main', before, [profile('other')])).toEqual([
      { field: 'profile', before: 'main', after: null },
    ])
    expect(profileChanges('third', before, [])).toEqual([])
    expect(profileChanges(null, before, [])).toEqual([])
  })
})
