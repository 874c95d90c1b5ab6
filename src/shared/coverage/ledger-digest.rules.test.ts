import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../kernel/instant.ts'
import { type FootageState, IN_PROGRESS, type ProvenSpan } from '../recordings/recordings.model.ts'
import type { DigestCamera } from './ledger.model.ts'
import { countVerdicts, digestDay, worstFirst } from './ledger-digest.rules.ts'

const span = (
  fromMs: number,
  toMs: number,
  state: FootageState,
  reason: string | null = null,
): ProvenSpan => ({
  fromMs,
  toMs,
  state,
  reason,
  proof: null,
})
const dayOf = (...spans: ProvenSpan[]) => digestDay(spans, [])

describe('the digest of a day', () => {
  it.each([
    ['off', 'a camera that did not have to record', []],
    ['ok', 'a full day', [span(0, HOUR_MS, 'recorded')]],
    ['ok', 'a day whose footage was deleted since', [span(0, HOUR_MS, 'expired')]],
    [
      'ok',
      'footage that is still on its way',
      [span(0, 9, 'recorded'), span(9, 5 * MINUTE_MS, 'not-yet-fetched', IN_PROGRESS)],
    ],
    [
      'ok',
      'a minute lost by connecting again',
      [span(0, HOUR_MS, 'recorded'), span(HOUR_MS, HOUR_MS + MINUTE_MS, 'camera-offline')],
    ],
    [
      'gaps',
      'a minute and more',
      [span(0, HOUR_MS, 'recorded'), span(HOUR_MS, HOUR_MS + MINUTE_MS + 1, 'camera-offline')],
    ],
    ['never-came', 'not one picture', [span(0, HOUR_MS, 'camera-offline')]],
    [
      'gaps',
      'what the card holds and nobody fetched',
      [span(0, 5, 'recorded'), span(5, HOUR_MS, 'not-yet-fetched')],
    ],
  ])('says %s of %s', (verdict, _, spans) => {
    expect(digestDay(spans, []).verdict).toBe(verdict)
  })

  it('names the longest stretch without footage', () => {
    const day = dayOf(
      span(0, 10, 'camera-offline', 'rtsp-timeout'),
      span(10, 20, 'recorded'),
      span(20, 50, 'disk-full', 'disk-reserve'),
      span(50, 90, 'expired'),
      span(90, 200, 'not-yet-fetched', IN_PROGRESS),
    )
    expect(day.longest).toMatchObject({ state: 'disk-full', fromMs: 20 })
    expect(day.missingMs).toBe(40)
    expect(dayOf(span(0, 10, 'recorded')).longest).toBeNull()
  })
})

describe('the cameras of a digest', () => {
  const ok = dayOf(span(0, HOUR_MS, 'recorded'))
  const gaps = dayOf(span(0, 5, 'recorded'), span(5, HOUR_MS, 'camera-offline'))
  const moreGaps = dayOf(span(0, 5, 'recorded'), span(5, 2 * HOUR_MS, 'camera-offline'))
  const never = dayOf(span(0, HOUR_MS, 'camera-offline'))
  const off = dayOf()
  const camera = (name: string, yesterday: typeof ok, today: typeof ok): DigestCamera => ({
    cameraId: name,
    name,
    roomId: 'room',
    yesterday,
    today,
  })

  it('come worst first: by today, by yesterday, by what is missing, by name', () => {
    const cameras = [
      camera('b', ok, ok),
      camera('a', ok, ok),
      camera('off', off, off),
      camera('yesterday', gaps, ok),
      camera('gaps', ok, gaps),
      camera('more gaps', ok, moreGaps),
      camera('never', ok, never),
    ]
    expect(worstFirst(cameras).map(({ name }) => name)).toEqual([
      'never',
      'more gaps',
      'gaps',
      'yesterday',
      'a',
      'b',
      'off',
    ])
  })

  it('are counted by verdict', () => {
    expect(countVerdicts([ok, ok, gaps, never, off])).toEqual({ ok: 2, gaps: 1, 'never-came': 1, off: 1 })
  })
})
