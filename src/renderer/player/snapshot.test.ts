import { describe, expect, it } from 'vitest'
import { snapshotCaption, snapshotFileName } from './snapshot.ts'

describe('snapshotCaption', () => {
  it('tells camera, station time to the tenth, and what is known of the clock', () => {
    const atMs = Date.UTC(2026, 10, 22, 2, 15, 22, 470)
    expect(snapshotCaption('Quầy 2', atMs, ['camera +0,4 s ± 0,1'])).toBe(
      'Quầy 2 · 22/11/2026 09:15:22,4 +07 · camera +0,4 s ± 0,1',
    )
  })
})

describe('snapshotFileName', () => {
  it('names camera and Vietnamese time without signs that a file system refuses', () => {
    expect(snapshotFileName('Quầy 2 / Điện Biên', Date.UTC(2026, 10, 22, 2, 15, 22, 40))).toBe(
      'quay-2-dien-bien_2026-11-22_09-15-22-040+07.png',
    )
    expect(snapshotFileName('…', 0)).toBe('camera_1970-01-01_07-00-00-000+07.png')
  })
})
