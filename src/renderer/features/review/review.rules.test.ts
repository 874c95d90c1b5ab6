import { describe, expect, it } from 'vitest'
import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import { type FootageLock, REPLY_WINDOW_REASON } from '#shared/retention/retention.model.ts'
import {
  eventAt,
  eventKey,
  eventReached,
  filterEvents,
  firstView,
  LOCK_HALF_MS,
  loopTarget,
  markedRange,
  neighbourEvent,
  nextRate,
  standingLocks,
  startOfEvent,
} from './review.rules.ts'

const T0 = 1_790_000_000_000
const MINUTE = 60_000

function event(atMs: number, change: Partial<EventCoverage> = {}): EventCoverage {
  return {
    dossierId: `d-${atMs}`,
    dossierCode: `H42.18-${atMs}`,
    procedureName: null,
    kind: 'received',
    roomId: 'room',
    counterId: null,
    cameraIds: [],
    atLogMs: atMs,
    atMs,
    windowFromMs: atMs - 15 * MINUTE,
    windowToMs: atMs + 5 * MINUTE,
    coveredMs: 20 * MINUTE,
    verdict: 'covered',
    missing: [],
    uncertaintyMs: 0,
    verdictDependsOnClock: false,
    ...change,
  }
}

describe('startOfEvent', () => {
  it.each([
    ['a little before the log time', {}, -5000],
    ['earlier when the clock is uncertain', { uncertaintyMs: 20_000 }, -20_000],
    ['but not minutes before', { uncertaintyMs: 3_600_000 }, -MINUTE],
    ['never before the window', { windowFromMs: T0 - 2000 }, -2000],
    [
      'at the first footage after a hole',
      { missing: [{ fromMs: T0 - 10_000, toMs: T0 + 30_000, cause: 'camera-offline' }] },
      30_000,
    ],
    [
      'at the event itself when nothing was recorded',
      { missing: [{ fromMs: T0 - 15 * MINUTE, toMs: T0 + 5 * MINUTE, cause: 'recorder-down' }] },
      0,
    ],
  ] as const)('starts %s', (_what, change, offsetMs) => {
    expect(
      startOfEvent(event(T0, { ...change, missing: [...('missing' in change ? change.missing : [])] })) - T0,
    ).toBe(offsetMs)
  })
})

describe('the playhead and the list', () => {
  const events = [event(T0), event(T0 + MINUTE), event(T0 + 30 * MINUTE, { verdict: 'missing' })]

  it('selects the nearest event whose window holds the playhead', () => {
    expect(eventAt(events, T0 + 50_000)).toBe(events[1])
    expect(eventAt(events, T0 + 10 * MINUTE)).toBeNull()
  })

  it('selects an event as playing reaches it', () => {
    expect(eventReached(events, T0 - 100, T0 + 100)).toBe(events[0])
    expect(eventReached(events, T0 + 100, T0 + 200)).toBeNull()
  })

  it('walks the list from the chosen event, or from the playhead', () => {
    const first = events[0]
    expect(neighbourEvent(events, first ? eventKey(first) : null, 0, 1)).toBe(events[1])
    expect(neighbourEvent(events, null, T0 + 5 * MINUTE, 1)).toBe(events[2])
    expect(neighbourEvent(events, null, T0 + 5 * MINUTE, -1)).toBe(events[1])
    expect(neighbourEvent(events, first ? eventKey(first) : null, 0, -1)).toBeNull()
  })

  it('filters by verdict', () => {
    expect(filterEvents(events, 'missing')).toEqual([events[2]])
    expect(filterEvents(events, 'all')).toHaveLength(3)
  })
})

describe('markedRange', () => {
  const bounds = { fromMs: T0, toMs: T0 + 10 * MINUTE }

  it.each([
    ['both marks', { inMs: T0 + 1000, outMs: T0 + 9000 }, [1000, 9000]],
    ['the in mark alone', { inMs: T0 + MINUTE, outMs: null }, [60_000, 120_000]],
    ['the out mark alone', { inMs: null, outMs: T0 + 3 * MINUTE }, [120_000, 180_000]],
    ['no mark', { inMs: null, outMs: null }, [105_000, 135_000]],
    ['marks in the wrong order', { inMs: T0 + 3 * MINUTE, outMs: T0 + MINUTE }, [180_000, 210_000]],
  ] as const)('takes %s', (_what, marks, [from, to]) => {
    expect(markedRange(marks, T0 + 2 * MINUTE, bounds)).toEqual({ fromMs: T0 + from, toMs: T0 + to })
  })

  it('reaches a minute to both sides for a lock', () => {
    const range = markedRange({ inMs: null, outMs: null }, T0 + 2 * MINUTE, bounds, LOCK_HALF_MS)
    expect(range).toEqual({ fromMs: T0 + MINUTE, toMs: T0 + 3 * MINUTE })
  })

  it('stays in the session', () => {
    expect(markedRange({ inMs: null, outMs: null }, T0 + 1000, bounds)).toEqual({
      fromMs: T0,
      toMs: T0 + 16_000,
    })
  })
})

describe('firstView', () => {
  it('shows what is known, at least two minutes of it', () => {
    const bounds = { fromMs: T0, toMs: T0 + 600 * MINUTE }
    const lane = {
      cameraId: 'c',
      spans: [
        {
          fromMs: T0 + 300 * MINUTE,
          toMs: T0 + 300 * MINUTE + 10_000,
          state: 'recorded' as const,
          reason: null,
        },
      ],
    }
    const view = firstView([lane], [], bounds)
    expect(view.toMs - view.fromMs).toBeGreaterThanOrEqual(2 * MINUTE)
    expect(view.fromMs).toBeLessThan(T0 + 300 * MINUTE)
    expect(firstView([], [], bounds)).toEqual(bounds)
  })
})

describe('standingLocks', () => {
  const lock = (id: string, change: Partial<FootageLock>): FootageLock => ({
    id,
    cameraIds: ['in-room'],
    fromMs: T0,
    toMs: T0 + MINUTE,
    state: 'locked',
    reason: 'asked for by the inspectorate',
    createdBy: 'somebody',
    createdAtMs: T0,
    releasedAtMs: null,
    lapsesAtMs: null,
    bookmarkId: null,
    bytes: 1,
    ...change,
  })

  it('keeps what holds footage of the room and is not drawn with a bookmark', () => {
    const locks = [
      lock('own', {}),
      lock('around-clip', { state: 'provisional', bookmarkId: 'b', reason: REPLY_WINDOW_REASON }),
      lock('of-bookmark', { bookmarkId: 'b', reason: '' }),
      lock('released', { state: 'released' }),
      lock('elsewhere', { cameraIds: ['other-room'] }),
    ]
    expect(standingLocks(locks, [{ id: 'in-room' }]).map(({ id }) => id)).toEqual(['own', 'around-clip'])
  })
})

describe('loopTarget', () => {
  const marks = { inMs: T0, outMs: T0 + MINUTE }
  const loop = { isLooping: true, isReverse: false, marks }

  it.each([
    ['goes on inside', loop, T0 + 30_000, false, null],
    ['goes back at the end', loop, T0 + MINUTE, false, T0],
    ['goes back where the footage ends inside', loop, T0 + 40_000, true, T0],
    ['goes to the end when it runs backwards', { ...loop, isReverse: true }, T0, false, T0 + MINUTE],
    ['does nothing while it is off', { ...loop, isLooping: false }, T0 + MINUTE, false, null],
    ['does nothing with one mark', { ...loop, marks: { inMs: T0, outMs: null } }, T0 + MINUTE, false, null],
    [
      'does nothing with crossed marks',
      { ...loop, marks: { inMs: T0, outMs: T0 } },
      T0 + MINUTE,
      false,
      null,
    ],
  ] as const)('%s', (_what, state, atMs, hasEnded, target) => {
    expect(loopTarget(state, atMs, hasEnded)).toBe(target)
  })
})

describe('nextRate', () => {
  it('climbs and stops at the ends', () => {
    expect(nextRate(1, 1)).toBe(2)
    expect(nextRate(0.25, -1)).toBe(0.25)
    expect(nextRate(16, 1)).toBe(16)
  })
})
