import { beforeAll, describe, expect, it } from 'vitest'
import { KILL_KEYFRAMES_MS, type KillRound, runKillRounds } from '#tests/builders/kill-rounds.ts'

/** From the camera's shutter through its encoder to our file, on a computer that is busy with other tests. */
const DELIVERY_MS = 1000

describe('a host that is killed while it records', () => {
  let rounds: KillRound[] = []
  let finalCheckCode: number | null = null

  beforeAll(async () => {
    const result = await runKillRounds({ rounds: 3, recordMs: () => 2000 + Math.random() * 6000 })
    rounds = result.rounds
    finalCheckCode = result.finalCheckCode
  }, 240_000)

  it('loses at most one keyframe group of each camera', () => {
    for (const { lostMs } of rounds) {
      expect(lostMs).toHaveLength(2)
      for (const lost of lostMs) expect(lost).toBeLessThanOrEqual(KILL_KEYFRAMES_MS + DELIVERY_MS)
    }
  })

  it('finds row, file and hash of every segment in agreement after each start', () => {
    expect(rounds.map(({ checkCode, checkSaid }) => (checkCode === 0 ? 'clean' : checkSaid))).toEqual(
      rounds.map(() => 'clean'),
    )
    expect(finalCheckCode).toBe(0)
  })

  it('explains the gap by its own absence', () => {
    for (const { gaps } of rounds) {
      for (const gap of gaps) {
        expect(gap.length).toBeGreaterThan(0)
        expect(new Set(gap.map((span) => `${span.state} ${span.reason}`))).toEqual(
          new Set(['recorder-down host-down']),
        )
      }
    }
  })

  it('leaves no ffmpeg behind', () => {
    for (const { childrenGoneMs } of rounds) expect(childrenGoneMs).toBeLessThan(5000)
  })
})
