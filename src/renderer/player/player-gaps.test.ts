import { beforeEach, describe, expect, it } from 'vitest'
import { SCRIPT_T0 as T0 } from '#tests/builders/scripted-engine.ts'
import { scriptedPlayer, scriptedTime } from '#tests/builders/scripted-player.ts'

let time = scriptedTime()
let { engine, player } = scriptedPlayer(time)

beforeEach(() => {
  time = scriptedTime()
  ;({ engine, player } = scriptedPlayer(time))
})

const OFFLINE = { name: 'in-gap', gap: { cause: 'camera-offline', reason: 'rtsp-timeout' } }

describe('a gap that is shown', () => {
  beforeEach(() => {
    player.setGaps('show')
    player.seekTo(T0 + 58_000)
    player.play()
    engine.answer()
    engine.runTo(59.9)
    engine.runTo(60.1)
  })

  it('takes the time that it took, with its cause, and goes on behind it', () => {
    expect(player.snapshot()).toMatchObject({
      state: OFFLINE,
      atMs: T0 + 60_000,
      isRunning: true,
      skipped: null,
    })
    expect(engine.isPlaying).toBe(false)
    time.pass(12_000)
    expect(player.nowMs()).toBe(T0 + 72_000)
    time.pass(18_100)
    engine.say({ kind: 'ready' })
    expect(player.snapshot().state.name).toBe('playing')
    expect(engine.at).toBe(60)
  })

  it('runs at the chosen speed', () => {
    player.setRate(4)
    time.pass(5000)
    expect(player.nowMs()).toBe(T0 + 80_000)
  })

  it('stands when paused, and runs on from there', () => {
    time.pass(5000)
    player.pause()
    time.pass(60_000)
    expect(player.snapshot()).toMatchObject({ state: OFFLINE, atMs: T0 + 65_000, isRunning: false })
    player.play()
    time.pass(1000)
    expect(player.nowMs()).toBe(T0 + 66_000)
  })

  it('ends where no footage follows', () => {
    player.seekTo(T0 + 200_000)
    player.play()
    expect(player.snapshot()).toMatchObject({ state: { name: 'ended' }, wantsPlay: false })
  })
})
