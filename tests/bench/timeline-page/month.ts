import type { TimelineEvent, TimelineLane } from '#renderer/timeline/timeline.model.ts'
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { FootageSpan, FootageState } from '#shared/recordings/recordings.model.ts'

const DAYS = 31
const CAMERAS = 9
const EVENTS = 20_000
/** A camera that stumbles every hour or two, which is a bad one. */
const GAPS_A_DAY = 16

export const MONTH: TimeRange = {
  fromMs: startOfVietnamDay(1_795_000_000_000) - DAYS * DAY_MS,
  toMs: startOfVietnamDay(1_795_000_000_000),
}

/** The same figures on every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ABSENCES: readonly FootageState[] = [
  'camera-offline',
  'recorder-down',
  'disk-full',
  'obstructed',
  'backfilled',
  'expired',
  'not-yet-fetched',
  'unknown',
]

function spansOf(next: () => number): FootageSpan[] {
  const spans: FootageSpan[] = []
  let atMs: InstantMs = MONTH.fromMs
  while (atMs < MONTH.toMs) {
    const untilMs = Math.min(MONTH.toMs, Math.round(atMs + next() * 2 * (DAY_MS / GAPS_A_DAY)) + 1)
    spans.push({ fromMs: atMs, toMs: untilMs, state: 'recorded', reason: null })
    atMs = Math.min(MONTH.toMs, Math.round(untilMs + next() * 5 * MINUTE_MS) + 1000)
    const state = ABSENCES[Math.floor(next() * ABSENCES.length)] ?? 'unknown'
    if (untilMs < atMs) spans.push({ fromMs: untilMs, toMs: atMs, state, reason: null })
  }
  return spans
}

function eventsOf(next: () => number): TimelineEvent[] {
  const instants = Array.from({ length: EVENTS }, () => {
    const dayMs = MONTH.fromMs + Math.floor(next() * DAYS) * DAY_MS
    return Math.round(dayMs + 7 * HOUR_MS + next() * 10 * HOUR_MS)
  }).toSorted((left, right) => left - right)
  return instants.map((atMs, index): TimelineEvent => {
    const verdict = (['covered', 'covered', 'covered', 'partial', 'missing'] as const)[index % 5] ?? 'covered'
    const window = { fromMs: atMs - 15 * MINUTE_MS, toMs: atMs + 5 * MINUTE_MS }
    const missing =
      verdict === 'covered'
        ? []
        : [{ fromMs: window.fromMs, toMs: verdict === 'missing' ? window.toMs : atMs }]
    return { id: String(index), atMs, label: `H42.18-${index}`, verdict, count: 1, window, missing }
  })
}

/** Nine cameras over a month, twenty thousand dossiers, and all that else a timeline can show. */
export function monthOfLanes(): TimelineLane[] {
  const next = numbers(7)
  const cameras = Array.from({ length: CAMERAS }, (_, index): TimelineLane => {
    const name = `Camera ${index + 1}`
    return { kind: 'footage', id: `camera-${index}`, name, spans: spansOf(next), isMain: index === 0 }
  })
  const cells = Array.from({ length: DAYS * 24 * 6 }, (_, index) => ({
    fromMs: MONTH.fromMs + index * 10 * MINUTE_MS,
    toMs: MONTH.fromMs + (index + 1) * 10 * MINUTE_MS,
    share: next(),
  }))
  const signs = Array.from({ length: 500 }, (_, index) => {
    const atMs = Math.round(MONTH.fromMs + (index / 500) * DAYS * DAY_MS)
    return {
      id: `sign-${index}`,
      atMs,
      fromMs: atMs,
      toMs: atMs + MINUTE_MS,
      label: '',
      isConfirmed: index % 7 === 0,
    }
  })
  const marks = Array.from({ length: 300 }, (_, index) => {
    const fromMs = Math.round(MONTH.fromMs + (index / 300) * DAYS * DAY_MS)
    return { id: `mark-${index}`, fromMs, toMs: fromMs + HOUR_MS, label: '', isLocked: index % 2 === 0 }
  })
  return [
    ...cameras,
    { kind: 'density', id: 'density', name: 'Hoạt động', cells, absence: null },
    { kind: 'events', id: 'events', name: 'Hồ sơ', events: eventsOf(next), windows: null },
    { kind: 'signs', id: 'signs', name: 'Dấu hiệu', signs },
    { kind: 'marks', id: 'marks', name: 'Dấu, khóa', marks },
  ]
}

/** Half past seven to five, every day. */
export function officeHoursOfMonth(): TimeRange[] {
  return Array.from({ length: DAYS }, (_, day) => ({
    fromMs: MONTH.fromMs + day * DAY_MS + 7.5 * HOUR_MS,
    toMs: MONTH.fromMs + day * DAY_MS + 17 * HOUR_MS,
  }))
}
