import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLiveFrameReader, encodeLiveFrame, LIVE_FRAME_KINDS } from './live-frames.rules.ts'

const frames = fc.array(
  fc.record({
    kind: fc.constantFrom(...LIVE_FRAME_KINDS),
    channel: fc.nat({ max: 15 }),
    payload: fc.uint8Array({ maxLength: 40 }),
  }),
)

describe('frames of a live answer', () => {
  it('come out as they went in, wherever the pieces were cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = sent.flatMap((frame) => [...encodeLiveFrame(frame)])
        const read = createLiveFrameReader()
        const got = []
        for (let offset = 0, turn = 0; offset < bytes.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1
          got.push(...read(Uint8Array.from(bytes.slice(offset, offset + size))))
          offset += size
        }
        expect(got).toEqual(sent)
      }),
    )
  })

  it('refuses what is no frame, rather than waiting for gigabytes', () => {
    const read = createLiveFrameReader()
    expect(() => read(Uint8Array.from([9, 0, 0, 0, 0, 0, 0, 1]))).toThrow('no live frame')
    expect(() => createLiveFrameReader()(Uint8Array.from([1, 0, 0, 0, 255, 255, 255, 255]))).toThrow()
  })
})
