import { describe, expect, it } from 'vitest'
import { NAVIGATION } from '../layout/navigation.ts'
import { globalActOf, type PressedKey } from './global-key.rules.ts'

const press = (key: string, part: Partial<PressedKey> = {}) =>
  globalActOf({ key, hasModifier: false, isTaken: false, isAwaitingPage: false, ...part })

describe('keys of the frame', () => {
  it.each([
    ['/', {}, { kind: 'search' }],
    ['?', {}, { kind: 'help' }],
    ['g', {}, { kind: 'await-page' }],
    ['G', {}, { kind: 'await-page' }],
    ['x', { isAwaitingPage: true }, { kind: 'go', letter: 'x' }],
    ['?', { isAwaitingPage: true }, { kind: 'help' }],
    ['x', {}, null],
    ['Enter', { isAwaitingPage: true }, null],
    ['/', { isTaken: true }, null],
    ['?', { isTaken: true }, null],
    ['g', { hasModifier: true }, null],
    ['x', { isAwaitingPage: true, hasModifier: true }, null],
  ])('%j with %j does %j', (key, part, act) => expect(press(key, part)).toEqual(act))

  it('names each page by a letter of its own', () => {
    const letters = NAVIGATION.flatMap(({ key }) => key ?? [])
    expect(letters.filter((letter) => !/^[a-z]$/.test(letter))).toEqual([])
    expect(new Set(letters).size).toBe(letters.length)
  })
})
