import { beforeEach, describe, expect, it } from 'vitest'
import { SCRIPT_T0 } from '#tests/builders/scripted-engine.ts'
import { SCRIPTED_SPANS, scriptedPlayer, scriptedTime } from '#tests/builders/scripted-player.ts'
import { Follower, followCorrection } from './follow.ts'

const T0 = SCRIPT_T0

let time = scriptedTime()
let { engine, player } = scriptedPlayer(time)

beforeEach(() => {
  time = scriptedTime()
  ;({ engine, player } = scriptedPlayer(time))
})

describe('Player', () => {
  it('loads, shows the asked instant and waits', () => {
    expect(player.snapshot().state.name).toBe('empty')
    player.seekTo(T0 + 10_500)
    expect(player.snapshot()).toMatchObject({ state: { name: 'loading' }, atMs: T0 + 10_500 })
    engine.answer()
    expect(engine.at).toBe(10.5)
    expect(player.snapshot().state.name).toBe('paused')
    expect(engine.urls).toEqual(['original:0-600000'])
  })

  it('plays as soon as it can when asked to while loading', () => {
    player.seekTo(T0)
    player.play()
    engine.answer()
    expect(player.snapshot().state.name).toBe('playing')
    expect(engine.isPlaying).toBe(true)
  })

  it('seeks inside the loaded playlist without loading again', () => {
    player.seekTo(T0)
    engine.answer()
    player.seekTo(T0 + 100_000)
    expect(engine.at).toBe(70)
    expect(engine.urls).toHaveLength(1)
  })

  it('asks for one playlist while somebody scrubs in the stretch of the one that is on its way', () => {
    for (const seconds of [10, 20, 40]) player.seekTo(T0 + seconds * 1000)
    engine.answer()
    expect(engine.urls).toHaveLength(1)
    expect(engine.at).toBe(40)
    expect(player.nowMs()).toBe(T0 + 40_000)
  })

  it('asks again in the same stretch after its playlist was refused', () => {
    player.seekTo(T0 + 10_000)
    engine.say({ kind: 'fault', fault: { kind: 'network', status: 403, place: null } })
    expect(player.snapshot().state.name).toBe('failed')
    player.seekTo(T0 + 20_000)
    engine.answer()
    expect(engine.urls).toHaveLength(2)
    expect(engine.at).toBe(20)
  })

  it('plays over a gap and says which', () => {
    player.seekTo(T0 + 58_000)
    player.play()
    engine.answer()
    engine.runTo(59.9)
    expect(player.snapshot().skipped).toBeNull()
    engine.runTo(60.1)
    expect(player.snapshot()).toMatchObject({ atMs: T0 + 90_100, skipped: { cause: 'camera-offline' } })
    time.pass(6000)
    expect(player.snapshot().skipped).toBeNull()
  })

  it('shows the gap when sent into it, and goes on behind it when told to play', () => {
    player.seekTo(T0 + 70_000)
    expect(player.snapshot()).toMatchObject({
      state: { name: 'in-gap', gap: { fromMs: T0 + 60_000, toMs: T0 + 90_000, reason: 'rtsp-timeout' } },
      atMs: T0 + 70_000,
    })
    player.play()
    engine.answer()
    expect(engine.at).toBe(60)
    expect(player.snapshot()).toMatchObject({
      state: { name: 'playing' },
      skipped: { cause: 'camera-offline' },
    })
  })

  it('ends behind the last footage', () => {
    player.seekTo(T0 + 149_000)
    player.play()
    engine.answer()
    engine.at = 120
    engine.say({ kind: 'ended' })
    expect(player.snapshot()).toMatchObject({ state: { name: 'ended' }, wantsPlay: false })
  })

  it('goes on when the ledger has grown past the end of the playlist', () => {
    player.seekTo(T0 + 149_000)
    player.play()
    engine.answer()
    player.setFootage({
      spans: [
        ...SCRIPTED_SPANS,
        { fromMs: T0 + 150_000, toMs: T0 + 200_000, state: 'recorded', reason: null },
      ],
      bounds: { fromMs: T0, toMs: T0 + 600_000 },
    })
    engine.say({ kind: 'ended' })
    expect(player.snapshot()).toMatchObject({ state: { name: 'loading' }, atMs: T0 + 150_000 })
    expect(engine.urls).toHaveLength(2)
  })

  it('changes to the H.264 copy when the browser never decodes anything, at the same instant', () => {
    player.seekTo(T0 + 20_000)
    engine.say({ kind: 'fault', fault: { kind: 'codec', place: null } })
    engine.answer()
    expect(engine.urls.at(-1)).toBe('proxy:0-600000')
    player.seekTo(T0 + 100_000)
    expect(player.snapshot()).toMatchObject({
      atMs: T0 + 100_000,
      source: { kind: 'proxy', reason: 'decode-failed' },
    })
  })

  it.each([
    [403, 'forbidden'],
    [401, 'unauthenticated'],
    [404, 'not-found'],
  ])('says what status %i means and does not try again', (status, reason) => {
    player.seekTo(T0)
    engine.say({ kind: 'fault', fault: { kind: 'network', status, place: null } })
    expect(player.snapshot().state).toMatchObject({ name: 'failed', reason, retryInMs: null })
    expect(time.delays()).toEqual([])
  })

  it('keeps its place while the host is away and goes on by itself', () => {
    player.seekTo(T0 + 30_000)
    player.play()
    engine.answer()
    engine.say({ kind: 'fault', fault: { kind: 'network', status: 0, place: null } })
    expect(player.snapshot().state).toMatchObject({ name: 'failed', reason: 'unreachable', retryInMs: 2000 })
    time.pass(2000)
    engine.answer()
    expect(engine.at).toBe(30)
    expect(player.snapshot().state.name).toBe('playing')
  })

  it('steps by frames and stops for it', () => {
    player.seekTo(T0 + 10_000)
    player.play()
    engine.answer()
    player.step(-1)
    expect(engine.at).toBeCloseTo(9.96)
    expect(player.snapshot().state.name).toBe('paused')
  })

  it('plays keyframes alone where it was, and all pictures again', () => {
    player.seekTo(T0 + 10_000)
    player.play()
    engine.answer()
    engine.runTo(12)
    player.setPictures('keyframes')
    expect(engine.urls.at(-1)).toBe('sparse original:0-600000')
    engine.answer()
    engine.pictureAt = 10
    engine.runTo(13)
    expect(player.snapshot()).toMatchObject({
      pictures: 'keyframes',
      atMs: T0 + 13_000,
      pictureMs: T0 + 10_000,
    })
    player.setPictures('all')
    engine.answer()
    expect(engine.at).toBe(13)
    expect(player.snapshot()).toMatchObject({
      state: { name: 'playing' },
      pictures: 'all',
      pictureMs: T0 + 13_000,
    })
  })

  it('follows another tile into its own gap and out again', () => {
    const follower = new Follower(player)
    follower.follow({ atMs: T0 + 59_000, isPlaying: true, rate: 1 })
    engine.answer()
    expect(player.snapshot().state.name).toBe('playing')
    follower.follow({ atMs: T0 + 60_500, isPlaying: true, rate: 1 })
    expect(player.snapshot().state.name).toBe('in-gap')
    follower.follow({ atMs: T0 + 91_000, isPlaying: true, rate: 1 })
    engine.say({ kind: 'ready' })
    expect(player.snapshot().state.name).toBe('playing')
    expect(engine.at).toBe(61)
  })
})

describe('staying with the main tile', () => {
  it.each([
    [0, 1, { kind: 'rate', rate: 1 }],
    [5000, 1, { kind: 'seek' }],
    [-1100, 2, { kind: 'rate', rate: 3 }],
    [-2000, 2, { kind: 'seek' }],
    [-5000, 16, { kind: 'rate', rate: 16 }],
    [-7000, 16, { kind: 'seek' }],
  ])('drift %i ms at %i×', (driftMs, rate, expected) => {
    expect(followCorrection(driftMs, rate, true)).toEqual(expected)
  })

  it('slows down when ahead and hurries when behind', () => {
    expect(followCorrection(200, 1, true)).toMatchObject({ rate: 0.9 })
    expect(followCorrection(-200, 1, true)).toMatchObject({ rate: 1.1 })
  })

  it('shows the very same instant while stopped', () => {
    expect(followCorrection(30, 1, false)).toEqual({ kind: 'seek' })
  })
})
