import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBookmark, changeWords, loosensCited, wayBack } from './bookmark-change.rules.ts'
import { type Bookmark, type BookmarkChange, newBookmarkSchema, tagSchema } from './review.model.ts'

const ID = '01900000-0000-7000-8000-00000000c001'
const OTHER = '01900000-0000-7000-8000-00000000c002'
const BOOKMARK: Bookmark = {
  id: ID,
  roomId: ID,
  cameraIds: [ID],
  fromMs: 1000,
  toMs: 2000,
  dossierId: null,
  dossierCode: null,
  criterionCode: '3.8',
  note: 'Lời ghi',
  tags: ['ca sáng', 'quầy 2'],
  protects: true,
  createdAtMs: 5000,
  createdBy: 'thanhtra',
  state: 'active',
}
const tag = fc.constantFrom('ca sáng', 'quầy 2', 'phiền hà', 'Ánh sáng', 'z')
const anyChange: fc.Arbitrary<BookmarkChange> = fc.record(
  {
    id: fc.constant(ID),
    fromMs: fc.integer({ min: 0, max: 1999 }),
    cameraIds: fc.uniqueArray(fc.constantFrom(ID, OTHER), { minLength: 1 }),
    dossierId: fc.constantFrom(null, OTHER),
    criterionCode: fc.constantFrom(null, '3.8', '3.11'),
    note: fc.constantFrom('', 'Lời ghi', 'khác'),
    addTags: fc.uniqueArray(tag),
    removeTags: fc.uniqueArray(tag),
    protects: fc.boolean(),
    state: fc.constantFrom('active' as const, 'removed' as const),
  },
  { requiredKeys: ['id'] },
)

describe('a change of a bookmark', () => {
  it('is taken back by its way back, whatever it was', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const after = changedBookmark(BOOKMARK, change)
        const back = wayBack(BOOKMARK, after)
        if (back === null) expect(after).toEqual({ ...BOOKMARK, cameraIds: after.cameraIds })
        else expect(changedBookmark(after, back)).toEqual(BOOKMARK)
      }),
    )
  })

  it('keeps tags once each, by their letters', () => {
    const { tags } = changedBookmark(BOOKMARK, {
      id: ID,
      addTags: ['quầy 2', 'Ánh sáng'],
      removeTags: ['ca sáng'],
    })
    expect(tags).toEqual(['Ánh sáng', 'quầy 2'])
  })

  it.each([
    ['a removal', { state: 'removed' as const }, true],
    ['a release', { protects: false }, true],
    ['another range', { toMs: 3000 }, true],
    ['another camera', { cameraIds: [OTHER] }, true],
    ['a note', { note: 'khác' }, false],
    ['a tag', { addTags: ['z'] }, false],
    ['a criterion', { criterionCode: null }, false],
  ])('%s loosens what a clip rests on: %s', (_name, change, expected) => {
    expect(loosensCited(BOOKMARK, changedBookmark(BOOKMARK, { id: ID, ...change }))).toBe(expected)
  })

  it('stands in the log without what people wrote', () => {
    const change = { id: ID, note: 'Nguyễn Văn A', addTags: ['tên người'], protects: false }
    expect(changeWords(change)).toBe('note +tags protects=false')
  })
})

describe('tags', () => {
  it.each([
    ['  ca   sáng ', 'ca sáng'],
    ['quầy', 'quầy'],
  ])('%j is kept as %j', (typed, kept) => expect(tagSchema.parse(typed)).toBe(kept))

  it('are refused when they are empty or too many', () => {
    const made = (tags: string[]) =>
      newBookmarkSchema.safeParse({ cameraIds: [ID], fromMs: 1, toMs: 2, tags }).success
    expect(made(['   '])).toBe(false)
    expect(made(Array.from({ length: 13 }, (_, index) => `nhãn ${index}`))).toBe(false)
    expect(made(Array.from({ length: 13 }, () => 'một nhãn'))).toBe(true)
  })
})
