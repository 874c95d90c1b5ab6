import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/instant.ts'
import { chairDayVerdict, chairDueDays, chairMinimumOn, chairWeekOf, weeksOf } from './chair-week.rules.ts'
import { delegatedFindings, isUnlawfulDelegation, notHeldFindings } from './reception-findings.rules.ts'
import { DEFAULT_RECEPTION_RULES, LAW_136_FROM_MS } from './reception-rules.model.ts'
import { type ScheduledSession, sessionBodySchema } from './schedule.model.ts'
import { entriesOf, type RegisterEntry, sessionStateOf } from './session-state.rules.ts'
import { halfDayOf, sessionWindows } from './session-windows.rules.ts'

/** Friday 20/11/2026. */
const DAY = Date.parse('2026-11-20T00:00:00+07:00')
const at = (hours: number): number => DAY + hours * HOUR_MS
const MORNING = { fromMs: at(7.5), toMs: at(11.5) }
const AFTERNOON = { fromMs: at(13.5), toMs: at(17) }
const filmed = (filmedMs: number) => ({ filmedMs, footageMs: filmedMs, causes: [] })

const entry = (part: Partial<RegisterEntry> = {}): RegisterEntry => ({
  id: 'v1',
  dayMs: DAY,
  session: null,
  regime: 'head',
  receiverName: null,
  ...part,
})

const session = (part: Partial<ScheduledSession> = {}): ScheduledSession => ({
  id: 's1',
  roomId: 'r1',
  sourceId: null,
  importId: null,
  rowNumber: null,
  state: 'current',
  editedAtMs: null,
  dayMs: DAY,
  session: 'morning',
  fromMinute: null,
  toMinute: null,
  regime: 'head',
  hostName: 'Chủ tịch',
  hostRole: 'chair',
  windows: [MORNING],
  sessionState: 'not-held',
  visits: 0,
  visitsOfDay: 0,
  headVisits: 0,
  delegatedVisits: 0,
  footage: filmed(0),
  ...part,
})

describe('the hours of a session', () => {
  const asked = { dayMs: DAY, fromMinute: null, toMinute: null }
  it.each([
    ['morning', [MORNING]],
    ['afternoon', [AFTERNOON]],
    ['day', [MORNING, AFTERNOON]],
  ] as const)('%s: the office hours of that half', (half, windows) => {
    expect(sessionWindows({ ...asked, session: half }, [MORNING, AFTERNOON])).toEqual(windows)
  })

  it('are its own where the schedule names them, and the usual ones on a day off', () => {
    expect(sessionWindows({ ...asked, session: 'day', fromMinute: 480, toMinute: 540 }, [MORNING])).toEqual([
      { fromMs: at(8), toMs: at(9) },
    ])
    expect(sessionWindows({ ...asked, session: 'morning' }, [])).toEqual([MORNING])
    expect([halfDayOf(at(11.99), DAY), halfDayOf(at(12), DAY)]).toEqual(['morning', 'afternoon'])
  })

  it('may not run backwards or be half known', () => {
    const body = { dayMs: DAY, session: 'day', regime: 'head', hostRole: 'chair' }
    expect(sessionBodySchema.safeParse({ ...body, fromMinute: 600, toMinute: 540 }).success).toBe(false)
    expect(sessionBodySchema.safeParse({ ...body, fromMinute: 600 }).success).toBe(false)
    expect(sessionBodySchema.safeParse(body).success).toBe(true)
  })
})

describe('a scheduled session', () => {
  it.each([
    [at(7), 0, null, 'planned'],
    [at(8), 1, filmed(0), 'under-way'],
    [at(12), 2, filmed(HOUR_MS), 'held-recorded'],
    [at(12), 2, filmed(MINUTE_MS - 1), 'held-unrecorded'],
    [at(12), 0, filmed(MINUTE_MS), 'recorded-unregistered'],
    [at(11.5), 0, filmed(0), 'not-held'],
  ] as const)('at %i with %i entries', (nowMs, visits, footage, state) => {
    expect(sessionStateOf([MORNING], visits, footage, nowMs)).toBe(state)
  })

  it('takes the entries of its half, and those that tell the day alone', () => {
    const entries = [
      entry({ id: 'day' }),
      entry({ id: 'am', session: 'morning' }),
      entry({ id: 'pm', session: 'afternoon' }),
      entry({ id: 'next', dayMs: DAY + DAY_MS }),
    ]
    const ids = (half: 'morning' | 'day') =>
      entriesOf({ dayMs: DAY, session: half }, entries).map(({ id }) => id)
    expect(ids('morning')).toEqual(['day', 'am'])
    expect(ids('day')).toEqual(['day', 'am', 'pm'])
  })
})

describe('delegation', () => {
  it('is lawful before 01/07/2026 and flagged from that day on', () => {
    const rules = DEFAULT_RECEPTION_RULES
    expect(LAW_136_FROM_MS).toBe(Date.parse('2026-07-01T00:00:00+07:00'))
    const judged = (dayMs: number, regime = 'delegated') => isUnlawfulDelegation({ regime, dayMs }, rules)
    expect(judged(LAW_136_FROM_MS - DAY_MS)).toBe(false)
    expect(judged(LAW_136_FROM_MS)).toBe(true)
    expect(judged(LAW_136_FROM_MS, 'head')).toBe(false)
    expect(isUnlawfulDelegation({ regime: 'delegated', dayMs: DAY }, { delegationEndsMs: null })).toBe(false)
  })

  it('makes one finding of a day and half, however many visits it had', () => {
    const entries = [
      entry({ id: 'a', regime: 'delegated', session: 'morning', receiverName: 'Phó Chủ tịch' }),
      entry({ id: 'b', regime: 'delegated', session: 'morning' }),
      entry({ id: 'c', regime: 'delegated', session: 'afternoon' }),
      entry({ id: 'd' }),
    ]
    const found = delegatedFindings('r1', entries, DEFAULT_RECEPTION_RULES, () => MORNING)
    expect(
      found.map(({ subject, detail }) => [subject.id, detail['visits'], detail['incidentCode']]),
    ).toEqual([
      ['a', 2, 'RC-02'],
      ['c', 1, 'RC-02'],
    ])
    expect(new Set(found.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
  })
})

describe('a session with neither register nor footage', () => {
  it('is a finding that says how far the register reaches', () => {
    const sessions = [session(), session({ id: 's2', sessionState: 'held-unrecorded' })]
    const [found, ...others] = notHeldFindings(sessions, DAY - DAY_MS)
    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: 'session-not-held',
      ...MORNING,
      subject: { kind: 'reception-session', id: 's1' },
      detail: { incidentCode: 'RC-01', registerReaches: false },
    })
    expect(notHeldFindings([session({ hostRole: 'officer' })], DAY)[0]?.detail).toMatchObject({
      incidentCode: 'RC-05',
      registerReaches: true,
    })
  })
})

describe('the week of the chair', () => {
  it.each([
    ['held', [{ headVisits: 1, sessionState: 'held-unrecorded' }, { sessionState: 'not-held' }]],
    ['delegated', [{ delegatedVisits: 1, visits: 1, sessionState: 'held-recorded' }]],
    ['unclear', [{ sessionState: 'recorded-unregistered' }]],
    ['unclear', [{ visits: 2, sessionState: 'held-recorded' }]],
    ['not-held', [{ sessionState: 'not-held' }, { sessionState: 'not-held' }]],
    ['not-due', [{ headVisits: 1, sessionState: 'held-recorded' }, { sessionState: 'planned' }]],
  ] as const)('a day is %s', (verdict, parts) => {
    expect(chairDayVerdict(parts.map((part) => session(part)))).toBe(verdict)
  })

  it('counts days, not sessions, against the minimum in force', () => {
    const [week] = weeksOf({ fromMs: DAY, toMs: DAY + 1 })
    const sessions = [
      session({ headVisits: 1, sessionState: 'held-recorded' }),
      session({ id: 's2', session: 'afternoon', sessionState: 'not-held' }),
      session({ id: 's3', dayMs: DAY - DAY_MS, sessionState: 'not-held' }),
      session({ id: 's4', dayMs: DAY - 2 * DAY_MS, hostRole: 'officer' }),
      session({ id: 's5', dayMs: DAY + 5 * DAY_MS }),
    ]
    expect(chairWeekOf(week ?? MORNING, sessions, DEFAULT_RECEPTION_RULES)).toEqual({
      fromMs: Date.parse('2026-11-16T00:00:00+07:00'),
      scheduled: 2,
      due: 2,
      held: 1,
      delegated: 0,
      unclear: 0,
      notHeld: 1,
      minimum: 1,
    })
  })

  it('has the minimum of its day, and none where nothing is in force', () => {
    const until = {
      ...DEFAULT_RECEPTION_RULES,
      chairMinimum: [{ validFromMs: 0, validToMs: DAY, daysPerWeek: 2, basis: '' }],
    }
    expect([DAY - 1, DAY].map((dayMs) => chairMinimumOn(until, dayMs))).toEqual([2, 0])
  })

  it('of a report counts days that are over and that the register gives to the chair', () => {
    const days = [0, 1, 2, 3].map((offset) => ({ hostRole: 'chair', dayMs: DAY + offset * DAY_MS }))
    const visits = [
      { regime: 'head', dayMs: DAY },
      { regime: 'regular', dayMs: DAY + DAY_MS },
      { regime: 'head', dayMs: DAY + 3 * DAY_MS },
    ]
    expect(chairDueDays(days, visits, DAY + 3 * DAY_MS)).toEqual({ due: 3, held: 1 })
  })
})
