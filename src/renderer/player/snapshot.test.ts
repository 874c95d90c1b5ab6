import { describe, expect, it } from 'vitest'
import { snapshotFileName } from './snapshot.ts'

describe('snapshotFileName', () => {
  it('names camera and Vietnamese time without signs that a file system refuses', () => {
    expect(snapshotFileName('Quầy 2 / Điện Biên', Date.UTC(2026, 10, 22, 2, 15, 22, 40))).toBe(
      'quay-2-dien-bien_2026-11-22_09-15-22-040+07.png',
    )
    expect(snapshotFileName('…', 0)).toBe('camera_1970-01-01_07-00-00-000+07.png')
  })
})
