import { describe, expect, it } from 'vitest'
import { chooseSource } from './source-choice.ts'

const debianChromium = (type: string): boolean => type.includes('avc1')

describe('chooseSource', () => {
  it.each([
    ['h264', { kind: 'original', reason: 'decodable' }],
    ['h265', { kind: 'proxy', reason: 'codec-unsupported' }],
    ['other', { kind: 'proxy', reason: 'codec-unsupported' }],
  ] as const)('%s in a browser without H.265', (codec, expected) => {
    expect(chooseSource(codec, debianChromium)).toEqual(expected)
  })

  it('shows the original H.265 where the computer decodes it', () => {
    expect(chooseSource('h265', () => true).kind).toBe('original')
  })
})
