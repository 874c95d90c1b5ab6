import { beforeAll, describe, expect, it } from 'vitest'
import {
  KILL_CAMERAS,
  KILL_KEYFRAMES_MS,
  type KillRound,
  KILLS,
  runKillRounds,
} from '#tests/builders/kill-rounds.ts'

/** From the camera's shutter through its encoder to our file, on a computer that is busy with other tests. */
const DELIVERY_MS = 1000

const CAUSES = {
  host: ['recorder-down host-down'],
  ffmpeg: ['recorder-down tool-killed'],
  both: ['recorder-down host-down', 'recorder-down tool-killed'],
} as const

describe('a station of which something is killed while it records', () => {
  let rounds: KillRound[] = []
  let finalCheckCode: number | null = null

  beforeAll(async () => {
    const result = await runKillRounds({
      rounds: KILLS.length,
      kindOf: (index) => KILLS[index] ?? 'both',
      recordMs: () => 500 + Math.random() * 3000,
    })
    rounds = result.rounds
    finalCheckCode = result.finalCheckCode
  }, 240_000)

  it('loses at most one keyframe group of each camera', () => {
    for (const { cameras } of rounds) {
      expect(cameras).toHaveLength(KILL_CAMERAS)
      for (const { lostMs } of cameras) expect(lostMs).toBeLessThanOrEqual(KILL_KEYFRAMES_MS + DELIVERY_MS)
    }
  })

  it('keeps every finished segment, with row, file and hash in agreement, and leaves no second without a cause', () => {
    expect(rounds.map(({ problems }) => problems)).toEqual(rounds.map(() => []))
    expect(finalCheckCode).toBe(0)
  })

  it.each(KILLS)('explains the gap by what was killed: %s', (kind) => {
    const cameras = rounds.find((round) => round.kind === kind)?.cameras ?? []
    expect(cameras).toHaveLength(KILL_CAMERAS)
    for (const { gapMs, spans } of cameras) {
      expect(gapMs).toBeGreaterThan(0)
      const causes = [...new Set(spans.map((span) => `${span.state} ${span.reason}`))]
      expect(causes.filter((cause) => !CAUSES[kind].some((known) => known === cause))).toEqual([])
    }
  })

  it('leaves no ffmpeg behind', () => {
    for (const { childrenGoneMs } of rounds) expect(childrenGoneMs).toBeLessThan(5000)
  })
})
