import { describe, expect, it } from 'vitest'
import type { CameraEvent } from '#shared/cameras/cameras.model.ts'
import { eventRows } from './event-strip.ts'

const NOW_MS = 10_000
const event = (
  atMs: number,
  kind: CameraEvent['kind'],
  active: boolean | null,
  source = 'a',
): CameraEvent => ({
  cameraId: 'camera',
  atMs,
  kind,
  active,
  topic: 'topic',
  source,
})

describe('what a camera told', () => {
  it('makes one stretch of a beginning and its end', () => {
    expect(eventRows([event(2000, 'motion', true), event(3000, 'motion', false)], NOW_MS)).toEqual([
      { kind: 'motion', count: 1, spans: [{ fromMs: 2000, toMs: 3000 }] },
    ])
  })

  it('keeps sources apart', () => {
    const rows = eventRows(
      [
        event(2000, 'motion', true, 'a'),
        event(2500, 'motion', true, 'b'),
        event(3000, 'motion', false, 'a'),
        event(4000, 'motion', false, 'b'),
      ],
      NOW_MS,
    )
    expect(rows[0]?.spans).toEqual([
      { fromMs: 2000, toMs: 3000 },
      { fromMs: 2500, toMs: 4000 },
    ])
  })

  it('reaches until now while it has not ended', () => {
    expect(eventRows([event(2000, 'tamper', true)], NOW_MS)[0]?.spans).toEqual([
      { fromMs: 2000, toMs: NOW_MS },
    ])
  })

  it('makes nothing of an end alone: cameras answer a new subscription with one', () => {
    expect(eventRows([event(2000, 'tamper', false)], NOW_MS)).toEqual([])
  })

  it('shows a moment as a moment, and says nothing of kinds that were not told', () => {
    const rows = eventRows([event(5000, 'other', null)], NOW_MS)
    expect(rows).toEqual([{ kind: 'other', count: 1, spans: [{ fromMs: 5000, toMs: 5000 }] }])
  })
})
