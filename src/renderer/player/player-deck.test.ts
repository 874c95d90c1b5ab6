import { beforeEach, describe, expect, it } from 'vitest'
import { SCRIPT_T0 as T0 } from '#tests/builders/scripted-engine.ts'
import { scriptedPlayer, scriptedTime } from '#tests/builders/scripted-player.ts'
import { PlayerDeck } from './player-deck.ts'

function seated() {
  const time = scriptedTime()
  const deck = new PlayerDeck({ mainId: 'a', atMs: T0 + 10_000, gaps: 'skip', ...time })
  const [a, b] = [scriptedPlayer(time), scriptedPlayer(time)]
  deck.seat('a', a.player)
  deck.seat('b', b.player)
  a.engine.answer()
  b.engine.answer()
  return { time, deck, a, b }
}

let { time, deck, a, b } = seated()
beforeEach(() => {
  ;({ time, deck, a, b } = seated())
})

describe('one clock for all tiles', () => {
  it('plays, seeks and stops them together', () => {
    deck.play()
    expect([a.engine.isPlaying, b.engine.isPlaying]).toEqual([true, true])
    deck.seekTo(T0 + 30_000)
    a.engine.say({ kind: 'ready' })
    b.engine.say({ kind: 'ready' })
    expect([a.engine.at, b.engine.at]).toEqual([30, 30])
    deck.pause()
    expect([a.engine.isPlaying, b.engine.isPlaying]).toEqual([false, false])
  })

  it('stops the others at once, whoever has its picture first', () => {
    deck.play()
    deck.setRate(8)
    for (const { engine } of [a, b]) engine.answer()
    deck.pause()
    b.engine.answer()
    expect(a.player.snapshot().state.name).toBe('loading')
    expect(b.player.snapshot().state.name).toBe('paused')
  })

  it('lets the main tile have its picture first, but not for long', () => {
    deck.seekTo(T0 + 30_000)
    time.pass(600)
    expect([a.engine.at, b.engine.at]).toEqual([30, 10])
    time.pass(100)
    expect(b.engine.at).toBe(30)
  })

  it('lets the others rest while somebody scrubs, and follow when the hand does', () => {
    for (const seconds of [30, 31, 32]) {
      deck.seekTo(T0 + seconds * 1000)
      a.engine.say({ kind: 'ready' })
      b.engine.say({ kind: 'ready' })
      time.pass(100)
    }
    expect([a.engine.at, b.engine.at]).toEqual([32, 30])
    expect(b.engine.fetchesAhead).toBe(false)
    time.pass(150)
    expect(b.engine.at).toBe(32)
    b.engine.say({ kind: 'ready' })
    expect(b.engine.fetchesAhead).toBe(true)
  })

  it('brings all back to a place where they have been before', () => {
    deck.play()
    for (const { engine } of [a, b]) engine.runTo(20)
    deck.pause()
    deck.seekTo(T0 + 10_000)
    for (const { engine } of [a, b]) engine.say({ kind: 'ready' })
    expect([a.engine.at, b.engine.at]).toEqual([10, 10])
  })

  it('plays keyframes alone above 4×, on every tile', () => {
    deck.play()
    deck.setRate(4)
    expect(a.player.snapshot().pictures).toBe('all')
    deck.setRate(8)
    expect([a, b].map(({ player }) => player.snapshot().pictures)).toEqual(['keyframes', 'keyframes'])
    deck.pause()
    expect([a, b].map(({ player }) => player.snapshot().pictures)).toEqual(['all', 'all'])
    deck.play()
    expect([a, b].map(({ player }) => player.snapshot().pictures)).toEqual(['keyframes', 'keyframes'])
    deck.setRate(2)
    expect([a, b].map(({ player }) => player.snapshot().pictures)).toEqual(['all', 'all'])
  })

  it('lets the other tiles play while the main one shows its gap', () => {
    b.player.setFootage({
      spans: [{ fromMs: T0, toMs: T0 + 150_000, state: 'recorded', reason: null }],
      bounds: { fromMs: T0, toMs: T0 + 600_000 },
    })
    deck.setGaps('show')
    deck.seekTo(T0 + 59_000)
    deck.play()
    a.engine.say({ kind: 'ready' })
    b.engine.say({ kind: 'ready' })
    a.engine.runTo(60.1)
    time.pass(3000)
    expect(deck.snapshot()).toMatchObject({ state: { name: 'in-gap' }, isPlaying: true })
    expect(b.player.snapshot().wantsPlay).toBe(true)
  })
})

/** Lets time pass while the pictures that are asked for come at once. */
function passBack(ms: number): void {
  for (let passedMs = 0; passedMs < ms; passedMs += 100) {
    time.pass(100)
    a.engine.say({ kind: 'ready' })
    b.engine.say({ kind: 'ready' })
  }
}

describe('running backwards', () => {
  const start = (): void => {
    deck.playBackwards()
    a.engine.answer()
    b.engine.answer()
  }

  it('steps back in time by keyframes, all tiles, until somebody stops it', () => {
    deck.setRate(2)
    start()
    expect(deck.snapshot()).toMatchObject({ isPlaying: true, isReverse: true })
    passBack(1000)
    expect(deck.nowMs()).toBe(T0 + 8000)
    expect([a.engine.at, b.engine.at]).toEqual([8, 8])
    expect(a.player.snapshot()).toMatchObject({ pictures: 'keyframes', wantsPlay: false })
    deck.pause()
    a.engine.answer()
    expect(deck.snapshot()).toMatchObject({ isPlaying: false, isReverse: false })
    expect(a.player.snapshot().pictures).toBe('all')
  })

  it('waits for a picture that is slow to come', () => {
    start()
    passBack(500)
    time.pass(5000)
    expect(deck.nowMs()).toBeGreaterThan(T0 + 9000)
  })

  it('jumps over a gap', () => {
    deck.seekTo(T0 + 90_200)
    a.engine.say({ kind: 'ready' })
    start()
    passBack(400)
    expect(deck.nowMs()).toBeLessThanOrEqual(T0 + 60_000)
    expect(deck.nowMs()).toBeGreaterThan(T0 + 59_000)
  })

  it('stops where the session begins', () => {
    start()
    passBack(12_000)
    expect(deck.snapshot()).toMatchObject({ isPlaying: false, isReverse: false })
  })
})

describe('independent tiles', () => {
  it('go their own ways, and come back to the main one', () => {
    deck.setIndependent(true)
    deck.seekTo(T0 + 40_000)
    a.engine.say({ kind: 'ready' })
    expect(b.engine.at).toBe(10)
    deck.setMain('b')
    expect(deck.snapshot().atMs).toBe(T0 + 10_000)
    deck.play()
    expect([a.engine.isPlaying, b.engine.isPlaying]).toEqual([false, true])
    deck.setIndependent(false)
    expect(a.engine.at).toBe(10)
    expect(a.player.snapshot().wantsPlay).toBe(true)
  })
})

describe('leaving a gap', () => {
  it('offers the footage before and after', () => {
    deck.seekTo(T0 + 70_000)
    expect(deck.snapshot()).toMatchObject({ state: { name: 'in-gap' }, isPlaying: false, atMs: T0 + 70_000 })
    deck.toPreviousFootage()
    expect(deck.snapshot().atMs).toBe(T0 + 58_000)
    deck.seekTo(T0 + 70_000)
    deck.toNextFootage()
    expect(deck.snapshot().atMs).toBe(T0 + 90_000)
    deck.toNextFootage()
    expect(deck.snapshot().atMs).toBe(T0 + 90_000)
  })
})

describe('fetching ahead', () => {
  it('waits until every tile has its picture', () => {
    deck.seekTo(T0 + 30_000)
    expect([a.engine.fetchesAhead, b.engine.fetchesAhead]).toEqual([false, false])
    a.engine.say({ kind: 'ready' })
    expect([a.engine.fetchesAhead, b.engine.fetchesAhead]).toEqual([false, false])
    b.engine.say({ kind: 'ready' })
    expect([a.engine.fetchesAhead, b.engine.fetchesAhead]).toEqual([true, true])
  })

  it('does not wait long for one of them', () => {
    deck.seekTo(T0 + 30_000)
    a.engine.say({ kind: 'ready' })
    time.pass(2000)
    expect([a.engine.fetchesAhead, b.engine.fetchesAhead]).toEqual([true, true])
  })

  it('goes on in the main tile while it plays', () => {
    deck.play()
    a.engine.say({ kind: 'waiting' })
    expect([a.engine.fetchesAhead, b.engine.fetchesAhead]).toEqual([true, false])
  })
})
