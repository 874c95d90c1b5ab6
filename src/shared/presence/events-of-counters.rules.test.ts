import { describe, expect, it } from 'vitest'
import { eventsOfCounters, type PlacedEvent } from './events-of-counters.rules.ts'

const MINUTE = 60_000
const minutes = (from: number, to: number) => ({ fromMs: from * MINUTE, toMs: to * MINUTE })
const event = (dossierCode: string, minute: number, counterId: string | null = null): PlacedEvent => ({
  dossierId: dossierCode,
  dossierCode,
  atMs: minute * MINUTE,
  uncertaintyMs: 0,
  counterId,
})
const counters = [
  { counterId: 'one', stays: [minutes(10, 20)], analysed: [minutes(0, 120)] },
  { counterId: 'two', stays: [minutes(30, 40)], analysed: [minutes(0, 60)] },
]
const codesOf = (events: readonly PlacedEvent[]) =>
  Object.fromEntries(
    [...eventsOfCounters(counters, events)].map(([id, found]) => [id, found.map((each) => each.dossierCode)]),
  )

describe('the counter of an event', () => {
  it.each([
    ['is the one that the log names', event('A', 35, 'one'), { one: ['A'], two: [] }],
    ['is nobody of ours when the log names another', event('A', 35, 'three'), { one: [], two: [] }],
    ['is where somebody sat when the log names none', event('A', 41), { one: [], two: ['A'] }],
    ['is the one not looked at when nobody sat anywhere', event('A', 90), { one: [], two: ['A'] }],
    ['is the first when nobody sat and all were looked at', event('A', 50), { one: ['A'], two: [] }],
  ])('%s', (_, given, expected) => {
    expect(codesOf([given])).toEqual(expected)
  })
})
