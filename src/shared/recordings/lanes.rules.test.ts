import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildProvenLane, type FilePiece, type LaneFacts, withoutProof } from './lanes.rules.ts'
import type { AbsenceCause, FootageSpan } from './recordings.model.ts'

const BASE: LaneFacts = {
  range: { fromMs: 1000, toMs: 9000 },
  nowMs: 20_000,
  camera: { id: 'camera', fromMs: 0 },
  scheduled: [{ fromMs: 0, toMs: 20_000 }],
  files: [],
  onDevice: [],
  absences: [],
  recorder: null,
}

const file = (
  fromMs: number,
  toMs: number,
  state: FilePiece['state'] = 'present',
  origin: FilePiece['origin'] = 'recorded',
): FilePiece => ({ fromMs, toMs, state, origin, proof: null })

const absence = (fromMs: number, toMs: number | null, cause: AbsenceCause = 'camera-offline') => ({
  fromMs,
  toMs,
  cause,
  reason: 'rtsp-timeout',
  proof: { table: 'absences', id: `absence-${fromMs}` } as const,
})

const laneOf = (facts: Partial<LaneFacts>) => withoutProof(buildProvenLane({ ...BASE, ...facts }))
const told = (lane: readonly FootageSpan[]) =>
  lane.map(({ fromMs, toMs, state, reason }) => `${fromMs}–${toMs} ${reason ?? state}`)

describe('a lane', () => {
  it('names a stretch that nothing explains unknown', () => {
    expect(laneOf({})).toEqual([{ fromMs: 1000, toMs: 9000, state: 'unknown', reason: 'unexplained' }])
  })

  it('lets footage win over an absence that was noted too generously', () => {
    const lane = laneOf({ files: [file(0, 3000), file(5000, 9000)], absences: [absence(2500, 5500)] })
    expect(told(lane)).toEqual(['1000–3000 recorded', '3000–5000 rtsp-timeout', '5000–9000 recorded'])
  })

  it('shows the original where what was fetched later overlaps it', () => {
    const lane = laneOf({
      files: [file(2000, 7000, 'present', 'backfilled'), file(1000, 3000), file(6000, 9000)],
    })
    expect(told(lane)).toEqual(['1000–3000 recorded', '3000–6000 backfilled', '6000–9000 recorded'])
  })

  it('shows a deleted or broken file only where no other file is left', () => {
    const lane = laneOf({
      files: [
        file(1000, 4000, 'expired'),
        file(2000, 5000, 'purged'),
        file(3000, 6000, 'damaged'),
        file(5500, 9000, 'unreachable'),
        file(8000, 9000, 'present', 'backfilled'),
      ],
    })
    expect(told(lane)).toEqual([
      '1000–2000 expired',
      '2000–3000 purged',
      '3000–6000 segment-damaged',
      '6000–8000 storage-missing',
      '8000–9000 backfilled',
    ])
  })

  it('says that the camera still holds what an absence cost, but not for a file that was deleted', () => {
    const lane = laneOf({
      files: [file(1000, 2000), file(4000, 5000, 'expired')],
      absences: [absence(2000, 9000)],
      onDevice: [{ fromMs: 0, toMs: 6000, proof: { table: 'device_recordings', id: 'token@0' } }],
    })
    expect(told(lane)).toEqual([
      '1000–2000 recorded',
      '2000–4000 on-device',
      '4000–5000 expired',
      '5000–6000 on-device',
      '6000–9000 rtsp-timeout',
    ])
  })

  it('does not take an absence of unknown cause for an explanation', () => {
    const lane = laneOf({
      absences: [absence(1000, 9000, 'unknown')],
      recorder: { recordedUntilMs: 8000, untilMs: 20_000, runId: 'run' },
    })
    expect(told(lane)).toEqual(['1000–8000 unexplained', '8000–9000 in-progress'])
  })

  it('keeps apart what was not there, what did not have to record, and what is on its way', () => {
    const lane = laneOf({
      nowMs: 8000,
      camera: { id: 'camera', fromMs: 2000 },
      scheduled: [{ fromMs: 3000, toMs: 8000 }],
      files: [file(3000, 6000)],
      recorder: { recordedUntilMs: 6000, untilMs: 8000, runId: 'run' },
    })
    expect(told(lane)).toEqual([
      '1000–2000 before-camera',
      '2000–3000 not-scheduled',
      '3000–6000 recorded',
      '6000–8000 in-progress',
    ])
  })

  it('names the row that proves each stretch without footage', () => {
    const proofs = buildProvenLane({
      ...BASE,
      nowMs: 9000,
      camera: { id: 'camera', fromMs: 2000 },
      files: [
        file(2000, 3000),
        { ...file(3000, 4000, 'expired'), proof: { table: 'segment_tombstones', id: '2' } },
      ],
      absences: [absence(4000, 5000), absence(5000, 6000)],
      recorder: { recordedUntilMs: 8000, untilMs: 20_000, runId: 'run' },
    }).map(({ fromMs, proof }) => `${fromMs} ${proof === null ? '–' : `${proof.table} ${proof.id}`}`)
    expect(proofs).toEqual([
      '1000 cameras camera',
      '2000 –',
      '3000 segment_tombstones 2',
      '4000 absences absence-4000',
      '5000 absences absence-5000',
      '6000 –',
      '8000 recording_runs run',
    ])
  })
})

const piece = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
const filePieces = fc.array(
  fc.tuple(
    piece,
    fc.constantFrom<FilePiece['state'][]>('present', 'damaged', 'expired', 'purged', 'unreachable'),
    fc.constantFrom<FilePiece['origin'][]>('recorded', 'backfilled'),
  ),
  { maxLength: 12 },
)
const absences = fc.array(
  fc.tuple(piece, fc.constantFrom<AbsenceCause[]>('camera-offline', 'disk-full', 'recorder-down', 'unknown')),
  { maxLength: 8 },
)

const factsArbitrary = fc
  .record({
    filePieces,
    absences,
    onDevice: fc.array(piece, { maxLength: 4 }),
    scheduled: fc.array(piece, { maxLength: 6 }),
    nowMs: fc.integer({ min: 0, max: 300 }),
    recording: fc.option(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.nat(50))),
  })
  .map(
    (drawn): LaneFacts => ({
      range: { fromMs: 20, toMs: 250 },
      nowMs: drawn.nowMs,
      camera: { id: 'camera', fromMs: 40 },
      scheduled: drawn.scheduled.map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length })),
      files: drawn.filePieces.map(([[fromMs, length], state, origin]) =>
        file(fromMs, fromMs + length, state, origin),
      ),
      onDevice: drawn.onDevice.map(([fromMs, length]) => ({
        fromMs,
        toMs: fromMs + length,
        proof: { table: 'device_recordings', id: String(fromMs) },
      })),
      absences: drawn.absences.map(([[fromMs, length], cause]) =>
        absence(fromMs, length > 55 ? null : fromMs + length, cause),
      ),
      recorder: drawn.recording && {
        recordedUntilMs: drawn.recording[0],
        untilMs: drawn.recording[0] + drawn.recording[1],
        runId: 'run',
      },
    }),
  )

/** What the rules say of one instant, asked one after the other. */
function truthAt(facts: LaneFacts, atMs: number): string {
  const over = (range: { fromMs: number; toMs: number }) => range.fromMs <= atMs && atMs < range.toMs
  const files = facts.files.filter(over)
  const has = (state: FilePiece['state'], origin?: FilePiece['origin']) =>
    files.some((each) => each.state === state && (origin === undefined || each.origin === origin))
  if (has('present', 'recorded')) return 'recorded'
  if (has('present', 'backfilled')) return 'backfilled'
  const broken = files
    .filter(({ state }) => state === 'damaged' || state === 'unreachable')
    .toSorted((left, right) => left.fromMs - right.fromMs)
  if (broken.length > 0) return 'unknown'
  if (has('purged')) return 'purged'
  if (has('expired')) return 'expired'
  if (facts.onDevice.some(over)) return 'not-yet-fetched on-device'
  const named = facts.absences.filter(
    (each) => each.cause !== 'unknown' && over({ ...each, toMs: each.toMs ?? facts.nowMs }),
  )
  if (named.length > 0) return 'absence'
  if (atMs < facts.camera.fromMs) return 'before-camera'
  if (!facts.scheduled.some(over)) return 'not-scheduled'
  const { recorder } = facts
  if (recorder && over({ fromMs: recorder.recordedUntilMs, toMs: recorder.untilMs })) return 'in-progress'
  return 'unexplained'
}

function wordOf({ state, reason }: FootageSpan): string {
  if (state === 'unknown')
    return reason === 'segment-damaged' || reason === 'storage-missing' ? 'unknown' : (reason ?? '')
  if (state === 'not-yet-fetched')
    return reason === 'on-device' ? 'not-yet-fetched on-device' : (reason ?? '')
  return reason === 'rtsp-timeout' ? 'absence' : state
}

describe('a lane of whatever facts', () => {
  it('gives every instant exactly the state that the rules name for it', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const lane = buildProvenLane(facts)
        let cursorMs = 20
        for (const span of lane) {
          expect(span.fromMs).toBe(cursorMs)
          expect(span.toMs).toBeGreaterThan(span.fromMs)
          cursorMs = span.toMs
          for (let atMs = span.fromMs; atMs < span.toMs; atMs += 1) {
            expect(wordOf(span)).toBe(truthAt(facts, atMs))
          }
        }
        expect(cursorMs).toBe(Math.max(20, Math.min(250, facts.nowMs)))
      }),
      { numRuns: 500 },
    )
  })

  it('proves whatever is neither footage nor unexplained', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const proven = { ...facts, files: facts.files.map((each) => ({ ...each, proof: proofOf(each) })) }
        for (const { state, reason, proof } of buildProvenLane(proven)) {
          const needsNone = state === 'recorded' || state === 'backfilled' || reason === 'unexplained'
          expect(proof === null).toBe(needsNone)
        }
      }),
    )
  })

  it('never leaves two alike side by side when the proofs are left out', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const lane = withoutProof(buildProvenLane(facts))
        for (const [index, span] of lane.entries()) {
          const next = lane[index + 1]
          expect(next?.state === span.state && next.reason === span.reason).toBe(false)
        }
      }),
    )
  })
})

function proofOf({ state, fromMs }: FilePiece): FilePiece['proof'] {
  return state === 'present' ? null : { table: 'segments', id: String(fromMs) }
}
