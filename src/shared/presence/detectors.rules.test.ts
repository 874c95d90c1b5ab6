import { expect, it } from 'vitest'
import { criesWolf, dismissalShare } from './detectors.rules.ts'

it.each([
  [0, 0, null, false],
  [0, 9, 1, false],
  [5, 5, 0.5, false],
  [4, 6, 0.6, true],
  [0, 10, 1, true],
  [90, 10, 0.1, false],
] as const)('%i accepted and %i dismissed: share %s, cries wolf %s', (accepted, dismissed, share, wolf) => {
  expect(dismissalShare({ accepted, dismissed })).toBe(share)
  expect(criesWolf({ accepted, dismissed })).toBe(wolf)
})
