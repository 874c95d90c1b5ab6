import { describe, expect, it } from 'vitest'
import type { EvidenceClip } from '#shared/evidence/evidence.model.ts'
import type { Bookmark } from '#shared/review/review.model.ts'
import { shortHash, waitingBookmarks } from './evidence.rules.ts'

const bookmark = (id: string, createdAtMs: number, state: Bookmark['state'] = 'active'): Bookmark => ({
  id,
  roomId: 'room',
  cameraIds: ['camera'],
  fromMs: 0,
  toMs: 1000,
  dossierId: null,
  dossierCode: null,
  criterionCode: null,
  note: '',
  tags: [],
  protects: true,
  createdAtMs,
  createdBy: '',
  state,
})

const clip = (bookmarkId: string, state: EvidenceClip['state']): EvidenceClip => ({
  id: `clip-${bookmarkId}`,
  bookmarkId,
  communeUnitId: 'commune',
  roomId: 'room',
  cameraIds: ['camera'],
  dossierId: null,
  dossierCode: null,
  criterionCode: null,
  purpose: '',
  requestedFromMs: 0,
  requestedToMs: 1000,
  actualFromMs: null,
  actualToMs: null,
  state,
  bundleSha256: null,
  bundleBytes: null,
  createdAtMs: 0,
  createdBy: '',
})

describe('waitingBookmarks', () => {
  it('lists those without a clip, newest first, and those whose clip failed', () => {
    const bookmarks = [
      bookmark('a', 1),
      bookmark('b', 2),
      bookmark('c', 3),
      bookmark('d', 4),
      bookmark('e', 5, 'removed'),
    ]
    const clips = [clip('b', 'sealed'), clip('c', 'failed'), clip('d', 'making')]
    expect(waitingBookmarks(bookmarks, clips).map(({ id }) => id)).toEqual(['c', 'a'])
  })
})

describe('shortHash', () => {
  it('keeps both ends', () => {
    expect(shortHash(`a3f1c27b${'0'.repeat(52)}7ccd`)).toBe('a3f1c27b…7ccd')
  })
})
