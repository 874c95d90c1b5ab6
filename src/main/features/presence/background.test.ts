import { expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#shared/kernel/instant.ts'
import { needsLook } from './background.ts'
import { ALGORITHM } from './looking.ts'

const ZONE = {
  id: 'zone',
  cameraId: 'camera',
  kind: 'counter' as const,
  name: 'Quầy',
  counterId: null,
  polygon: [],
  validFromMs: 0,
  validToMs: null,
}
const LOOK = {
  cameraId: 'camera',
  hourStartMs: 0,
  looked: [],
  pictures: 0,
  troubles: [],
  algorithm: ALGORITHM,
  lookedAtMs: 1000,
  recordedMs: 30 * MINUTE_MS,
}
const KNOWN = {
  look: LOOK,
  recordedMs: 30 * MINUTE_MS,
  zones: [ZONE],
  answered: new Set(['zone']),
  references: [],
}
const reference = (confirmedAtMs: number) => ({
  id: 'reference',
  cameraId: 'camera',
  light: 'day' as const,
  takenAtMs: 0,
  pixels: new Uint8Array(),
  sha256: '',
  validFromMs: 0,
  validToMs: null,
  afterMove: false,
  confirmedAtMs,
  confirmedBy: 'a',
})

it.each([
  ['nothing changed', {}, false],
  ['it was never looked at', { look: undefined }, true],
  ['there are no zones', { look: undefined, zones: [] }, false],
  ['nothing was recorded', { look: undefined, recordedMs: 0 }, false],
  ['an older program looked', { look: { ...LOOK, algorithm: ALGORITHM - 1 } }, true],
  ['a zone was drawn since', { answered: new Set<string>() }, true],
  ['a few seconds more were found', { recordedMs: 30.5 * MINUTE_MS }, false],
  ['footage came from the card', { recordedMs: HOUR_MS }, true],
  ['somebody confirmed a picture since', { references: [reference(2000)] }, true],
  ['it was looked at with the confirmed picture', { references: [reference(500)] }, false],
])('whether an hour is looked at when %s', (_why, changes, needed) => {
  expect(needsLook({ ...KNOWN, ...changes })).toBe(needed)
})
