import { beforeEach, describe, expect, it } from 'vitest'
import { SEGMENT_DAMAGED } from '#shared/recordings/recordings.model.ts'
import { SCRIPT_T0 as T0 } from '#tests/builders/scripted-engine.ts'
import { scriptedPlayer, scriptedTime } from '#tests/builders/scripted-player.ts'
import { FaultMap } from './fault-map.ts'

let time = scriptedTime()
let { engine, player } = scriptedPlayer(time)

beforeEach(() => {
  time = scriptedTime()
  ;({ engine, player } = scriptedPlayer(time))
  player.seekTo(T0 + 18_000)
  player.play()
  engine.answer()
})

const at = (fromS: number, toS: number) => ({ fromMs: T0 + fromS * 1000, toMs: T0 + toS * 1000 })
const codec = (place: { fromMs: number; toMs: number } | null) =>
  ({ kind: 'fault', fault: { kind: 'codec', place } }) as const
const network = (status: number, place: { fromMs: number; toMs: number } | null) =>
  ({ kind: 'fault', fault: { kind: 'network', status, place } }) as const

describe('a place that the browser cannot decode', () => {
  it('is shown through the H.264 copy, and the original again behind it', () => {
    engine.runTo(18.5)
    engine.say(codec(null))
    expect(engine.urls.at(-1)).toBe('proxy:18000-20000')
    expect(player.snapshot().source).toEqual({ kind: 'proxy', reason: 'decode-failed' })
    engine.answer()
    expect(player.snapshot()).toMatchObject({ state: { name: 'playing' }, atMs: T0 + 18_500 })
    engine.at = 2
    engine.say({ kind: 'ended' })
    expect(engine.urls.at(-1)).toBe('original:20000-600000')
    engine.answer()
    expect(player.snapshot()).toMatchObject({ state: { name: 'playing' }, source: { kind: 'original' } })
  })

  it('ahead of the picture lets the picture run up to it first', () => {
    engine.say(codec(at(24, 26)))
    expect(engine.urls.at(-1)).toBe('original:0-24000')
    engine.answer()
    expect(player.snapshot()).toMatchObject({ state: { name: 'playing' }, atMs: T0 + 18_000 })
    engine.at = 24
    engine.say({ kind: 'ended' })
    expect(engine.urls.at(-1)).toBe('proxy:24000-26000')
  })

  it.each([1, 0.2])(
    'is left where its copy ends %f s too early, and playing goes on behind it',
    (missingS) => {
      engine.runTo(18.5)
      engine.say(codec(null))
      const shorter = (): void => {
        engine.answer()
        engine.mapped = engine.mapped.map((fragment) => ({ ...fragment, durationS: 2 - missingS }))
        engine.at = 2 - missingS
        engine.say({ kind: 'ended' })
      }
      shorter()
      expect(engine.urls.at(-1)).toBe('proxy:18000-20000')
      shorter()
      expect(engine.urls.at(-1)).toBe('original:20000-600000')
      engine.answer()
      expect(player.snapshot()).toMatchObject({ state: { name: 'playing' }, atMs: T0 + 20_000 })
      expect(player.snapshot().skipped?.reason).toBe(missingS > 0.5 ? SEGMENT_DAMAGED : undefined)
    },
  )

  it('is jumped over and named when the copy cannot show it either', () => {
    engine.runTo(18.5)
    engine.say(codec(null))
    engine.say(network(500, at(18, 20)))
    expect(player.snapshot()).toMatchObject({
      atMs: T0 + 20_000,
      skipped: { ...at(18, 20), cause: 'unknown', reason: SEGMENT_DAMAGED },
    })
    engine.answer()
    expect(player.snapshot().state.name).toBe('playing')
  })
})

describe('a fragment that cannot be had', () => {
  it.each([404, 416, 500])('counts as damaged when the host says %i, and playing goes on', (status) => {
    engine.say(network(status, at(18, 20)))
    engine.answer()
    expect(player.snapshot()).toMatchObject({
      state: { name: 'playing' },
      atMs: T0 + 20_000,
      skipped: { reason: SEGMENT_DAMAGED },
    })
  })

  it('is one gap when a whole file is gone', () => {
    for (let fromS = 18; fromS < 26; fromS += 2) engine.say(network(404, at(fromS, fromS + 2)))
    expect(player.snapshot()).toMatchObject({ atMs: T0 + 26_000, skipped: at(18, 26) })
  })

  it('keeps its place when nobody wants to play', () => {
    player.pause()
    engine.say(network(404, at(18, 20)))
    expect(player.snapshot()).toMatchObject({
      atMs: T0 + 18_000,
      state: { name: 'in-gap', gap: { reason: SEGMENT_DAMAGED } },
    })
    player.retry()
    engine.answer()
    expect(player.snapshot().state.name).toBe('paused')
  })
})

describe('what was fetched ahead of a gap', () => {
  it.each([codec(at(100, 102)), network(404, at(100, 102))])('does not lead out of it: %o', (event) => {
    player.seekTo(T0 + 70_000)
    engine.say(event)
    expect(player.snapshot()).toMatchObject({
      state: { name: 'in-gap', gap: { cause: 'camera-offline' } },
      atMs: T0 + 70_000,
    })
  })
})

describe('a host that is away', () => {
  it('is asked again and again, later each time, and the place is kept', () => {
    engine.runTo(19)
    engine.say(network(0, at(24, 26)))
    expect(player.snapshot()).toMatchObject({
      state: { name: 'failed', reason: 'unreachable', retryInMs: 2000 },
      atMs: T0 + 19_000,
    })
    time.pass(2000)
    engine.say(network(503, null))
    expect(player.snapshot().state).toMatchObject({ retryInMs: 5000 })
    time.pass(5000)
    engine.answer()
    expect(player.snapshot()).toMatchObject({ state: { name: 'playing' }, atMs: T0 + 19_000 })
  })
})

describe('FaultMap', () => {
  it('goes on for longer when one detour follows another', () => {
    const faults = new FaultMap()
    faults.addDetour(at(0, 2))
    faults.addDetour(at(2, 4))
    expect(faults.isDetour(T0 + 5900)).toBe(true)
    expect(faults.isDetour(T0 + 6000)).toBe(false)
  })

  it('keeps playlists between faults', () => {
    const faults = new FaultMap()
    faults.addDetour(at(10, 12))
    faults.addLost(at(20, 22))
    const bounds = at(0, 60)
    expect(faults.boundsAround(bounds, T0 + 5000)).toEqual(at(0, 10))
    expect(faults.boundsAround(bounds, T0 + 10_000)).toEqual(at(10, 12))
    expect(faults.boundsAround(bounds, T0 + 12_000)).toEqual(at(12, 20))
    expect(faults.boundsAround(bounds, T0 + 30_000)).toEqual(at(22, 60))
  })
})
