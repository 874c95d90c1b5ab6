import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../kernel/instant.ts'
import { bytesToFree, chooseFolder, isNested, marginBytes } from './pressure.rules.ts'

const GIB = 1024 ** 3
const disk = (freeBytes: number) => ({ freeBytes, totalBytes: 100_000, reserveBytes: 10_000 })
const folder = (prefix: string, ordinal: number, freeBytes: number) => ({
  prefix,
  ordinal,
  freeBytes,
  reserveBytes: 100,
})

describe('the margin above the reserve', () => {
  it('is a fiftieth of the disk, at most 1 GiB, and never less than ten minutes of recording', () => {
    expect(marginBytes({ totalBytes: 100_000, bytesPerMs: 0 })).toBe(2000)
    expect(marginBytes({ totalBytes: 4000 * GIB, bytesPerMs: 0 })).toBe(GIB)
    expect(marginBytes({ totalBytes: 4000 * GIB, bytesPerMs: GIB / MINUTE_MS })).toBe(10 * GIB)
  })
})

describe('what has to go', () => {
  it('is nothing while one disk has its margin, and then as much as the nearest disk lacks', () => {
    expect(bytesToFree([disk(12_000)], 0)).toBe(0)
    expect(bytesToFree([disk(11_999)], 0)).toBe(2001)
    expect(bytesToFree([disk(0), disk(12_000)], 0)).toBe(0)
    expect(bytesToFree([disk(0), disk(9000)], 0)).toBe(5000)
    expect(bytesToFree([], 0)).toBe(0)
  })
})

describe('where recordings go', () => {
  it('is the first folder in order that has room above its reserve', () => {
    const [first, second] = [folder('a', -1, 99), folder('b', 0, 100)]
    expect(chooseFolder([second, first])).toBe(second)
    expect(chooseFolder([second, folder('a', -1, 100)])?.prefix).toBe('a')
    expect(chooseFolder([first])).toBeNull()
    expect(chooseFolder([])).toBeNull()
  })
})

describe('one folder inside another', () => {
  it.each([
    ['/data/recordings', '/data/recordings', true],
    ['/data', '/data/recordings', true],
    ['/data/recordings/sub', '/data/recordings', true],
    ['/data/recordings2', '/data/recordings', false],
    ['/', '/data', true],
    ['D:\\', 'D:\\Ghi hinh', true],
    ['D:\\Ghi hinh', 'd:\\ghi hinh\\2026', true],
    ['D:\\a', 'E:\\a', false],
  ])('%s and %s: %s', (left, right, nested) => {
    expect(isNested(left, right)).toBe(nested)
    expect(isNested(right, left)).toBe(nested)
  })
})
