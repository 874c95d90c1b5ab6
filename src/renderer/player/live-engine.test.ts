import { describe, expect, it } from 'vitest'
import { livePace } from './live-engine.ts'

describe('the pace of a live picture', () => {
  it('is plain while the picture is near the newest one', () => {
    expect(livePace(0.3, 10)).toEqual({ rate: 1 })
  })
  it('hurries when it falls behind a little', () => {
    expect(livePace(0.8, 10)).toEqual({ rate: 1.08 })
  })
  it('jumps when it is far behind, or ahead of what there is', () => {
    expect(livePace(5, 10)).toEqual({ seekTo: 9.65 })
    expect(livePace(-1, 10)).toEqual({ seekTo: 9.65 })
    expect(livePace(9, 0.2)).toEqual({ seekTo: 0 })
  })
})
