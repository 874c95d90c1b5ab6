import { beforeEach, describe, expect, it } from 'vitest'
import type { FootageSpan } from '#shared/recordings/recordings.model.ts'
import { Follower, followCorrection } from './follow.ts'
import type { EngineEvent, MediaEngine } from './media-engine.ts'
import { Player } from './player.ts'
import { chooseSource } from './source-choice.ts'
import type { MappedFragment } from './time-map.ts'

const T0 = 1_790_000_000_000

/** An engine whose playlist and pictures the test hands out. */
class ScriptedEngine implements MediaEngine {
  urls: string[] = []
  at = 0
  isPlaying = false
  rate = 1
  mapped: readonly MappedFragment[] = []
  #listeners = new Set<(event: EngineEvent) => void>()

  load(url: string): void {
    this.urls.push(url)
    this.mapped = []
  }
  start(mediaS: number): void {
    this.at = mediaS
  }
  unload(): void {
    this.mapped = []
  }
  fragments(): readonly MappedFragment[] {
    return this.mapped
  }
  positionS(): number {
    return this.at
  }
  seek(mediaS: number): void {
    this.at = mediaS
  }
  play(): void {
    this.isPlaying = true
  }
  pause(): void {
    this.isPlaying = false
  }
  setRate(rate: number): void {
    this.rate = rate
  }
  frameS(): number {
    return 0.04
  }
  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
  destroy(): void {
    this.#listeners.clear()
  }
  say(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
  /** The host answers with footage from T0 to T0+60 s and from T0+90 s to T0+150 s, in groups of 2 s. */
  answer(): void {
    this.mapped = Array.from({ length: 60 }, (_, index) => ({
      startS: index * 2,
      durationS: 2,
      programMs: T0 + index * 2000 + (index >= 30 ? 30_000 : 0),
    }))
    this.say({ kind: 'mapped' })
    this.say({ kind: 'ready' })
  }
  runTo(mediaS: number): void {
    this.at = mediaS
    this.say({ kind: 'time' })
  }
}

const spans: FootageSpan[] = [
  { fromMs: T0, toMs: T0 + 60_000, state: 'recorded', reason: null },
  { fromMs: T0 + 60_000, toMs: T0 + 90_000, state: 'camera-offline', reason: 'rtsp-timeout' },
  { fromMs: T0 + 90_000, toMs: T0 + 150_000, state: 'recorded', reason: null },
]

let engine = new ScriptedEngine()
let waiting: { delayMs: number; act: () => void }[] = []

function newPlayer(): Player {
  engine = new ScriptedEngine()
  waiting = []
  return new Player({
    engine,
    footage: { spans, bounds: { fromMs: T0, toMs: T0 + 600_000 } },
    source: chooseSource('h265', () => true),
    playlistUrlFor: (range, kind) => `${kind}:${range.fromMs - T0}-${range.toMs - T0}`,
    after: (delayMs, act) => {
      const entry = { delayMs, act }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
  })
}

describe('Player', () => {
  let player = newPlayer()
  beforeEach(() => {
    player = newPlayer()
  })

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

  it('plays over a gap and says which', () => {
    player.seekTo(T0 + 58_000)
    player.play()
    engine.answer()
    engine.runTo(59.9)
    expect(player.snapshot().skipped).toBeNull()
    engine.runTo(60.1)
    expect(player.snapshot()).toMatchObject({ atMs: T0 + 90_100, skipped: { cause: 'camera-offline' } })
    waiting.at(-1)?.act()
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
      spans: [...spans, { fromMs: T0 + 150_000, toMs: T0 + 200_000, state: 'recorded', reason: null }],
      bounds: { fromMs: T0, toMs: T0 + 600_000 },
    })
    engine.say({ kind: 'ended' })
    expect(player.snapshot()).toMatchObject({ state: { name: 'loading' }, atMs: T0 + 150_000 })
    expect(engine.urls).toHaveLength(2)
  })

  it('changes to the H.264 copy when the browser cannot decode, at the same instant', () => {
    player.seekTo(T0 + 20_000)
    engine.answer()
    engine.say({ kind: 'fault', fault: { kind: 'codec' } })
    expect(engine.urls.at(-1)).toBe('proxy:0-600000')
    expect(player.snapshot()).toMatchObject({
      atMs: T0 + 20_000,
      source: { kind: 'proxy', reason: 'decode-failed' },
    })
    engine.say({ kind: 'fault', fault: { kind: 'codec' } })
    expect(player.snapshot().state).toMatchObject({ name: 'failed', reason: 'decode' })
  })

  it.each([
    [403, 'forbidden'],
    [401, 'unauthenticated'],
    [404, 'not-found'],
  ])('says what status %i means and does not try again', (status, reason) => {
    player.seekTo(T0)
    engine.say({ kind: 'fault', fault: { kind: 'network', status } })
    expect(player.snapshot().state).toMatchObject({ name: 'failed', reason, retryInMs: null })
    expect(waiting).toEqual([])
  })

  it('keeps its place while the host is away and goes on by itself', () => {
    player.seekTo(T0 + 30_000)
    player.play()
    engine.answer()
    engine.say({ kind: 'fault', fault: { kind: 'network', status: 0 } })
    expect(player.snapshot().state).toMatchObject({ name: 'failed', reason: 'unreachable', retryInMs: 2000 })
    waiting.at(-1)?.act()
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
    [-5000, 8, { kind: 'rate', rate: 8 * 1.12 }],
  ])('drift %i ms at %i×', (driftMs, rate, expected) => {
    expect(followCorrection(driftMs, rate, true)).toEqual(expected)
  })

  it('slows down when ahead and hurries when behind', () => {
    expect(followCorrection(200, 1, true)).toMatchObject({ rate: 0.95 })
    expect(followCorrection(-200, 1, true)).toMatchObject({ rate: 1.05 })
  })

  it('shows the very same instant while stopped', () => {
    expect(followCorrection(30, 1, false)).toEqual({ kind: 'seek' })
  })
})
