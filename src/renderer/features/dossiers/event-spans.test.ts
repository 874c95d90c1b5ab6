import { describe, expect, it } from 'vitest'
import type { MissingPart } from '#shared/coverage/coverage.model.ts'
import { eventSpans, mainCause } from './event-spans.ts'

const window = { windowFromMs: 100, windowToMs: 200 }
const missing = (fromMs: number, toMs: number, cause: MissingPart['cause']): MissingPart => ({
  fromMs,
  toMs,
  cause,
})

describe("an event's window as a strip", () => {
  it.each([
    { parts: [], spans: ['100-200 recorded'] },
    {
      parts: [missing(150, 170, 'camera-offline'), missing(100, 110, 'no-camera')],
      spans: ['100-110 no-camera', '110-150 recorded', '150-170 camera-offline', '170-200 recorded'],
    },
    { parts: [missing(100, 200, 'purged')], spans: ['100-200 purged'] },
    // The last 60 of the window have not come yet.
    { parts: [missing(100, 110, 'purged')], coveredMs: 30, spans: ['100-110 purged', '110-140 recorded'] },
  ])('is $spans', ({ parts, coveredMs, spans }) => {
    const missingMs = parts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
    const drawn = eventSpans({ ...window, coveredMs: coveredMs ?? 100 - missingMs, missing: parts })
    expect(drawn.map(({ fromMs, toMs, state }) => `${fromMs}-${toMs} ${state}`)).toEqual(spans)
  })

  it('names the cause that takes most of the missing time', () => {
    expect(mainCause([])).toBeNull()
    const parts = [missing(0, 6, 'disk-full'), missing(6, 16, 'no-camera'), missing(20, 26, 'disk-full')]
    expect(mainCause(parts)).toBe('disk-full')
  })
})
