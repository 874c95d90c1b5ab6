import { describe, expect, it } from 'vitest'
import type { CameraUsage, StorageUsage } from '#shared/retention/retention.model.ts'
import { cameraBytes, storageParts } from './storage-parts.ts'

const camera: CameraUsage = {
  cameraId: '01a2052f-7a76-7436-8e19-5e23fd159947',
  lockedBytes: 100,
  keptBytes: 200,
  deletableBytes: 50,
  bytesPerDay: 10,
  oldestMs: 0,
  days: { floorDays: 30, ceilingDays: 180 },
  policy: { kind: 'station' },
}
const usage: StorageUsage = {
  measuredAtMs: 0,
  cameras: [camera, { ...camera, cameraId: null, lockedBytes: 0 }],
  quarantineBytes: 10,
  evidenceBytes: 20,
  databaseBytes: 30,
  otherBytes: 240,
  freeBytes: 100,
  totalBytes: 1000,
}

describe('where the space goes', () => {
  it('adds up over the cameras and to the whole', () => {
    const parts = storageParts(usage)
    expect(parts.map(({ part, bytes }) => [part, bytes])).toEqual([
      ['locked', 100],
      ['kept', 400],
      ['deletable', 100],
      ['quarantine', 10],
      ['evidence', 20],
      ['database', 30],
      ['other', 240],
      ['free', 100],
    ])
    expect(parts.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1)
  })

  it('has no shares where there is no disk', () => {
    expect(storageParts({ ...usage, totalBytes: 0 }).every(({ share }) => share === null)).toBe(true)
  })

  it('counts all of a camera, locked or not', () => {
    expect(cameraBytes(camera)).toBe(350)
  })
})
