import { describe, expect, it } from 'vitest'
import { readListFile } from './list-file.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('readListFile', () => {
  it('reads UTF-8 with and without its mark', () => {
    expect(readListFile(utf8('Quầy 1,10.0.0.1'))).toEqual({ kind: 'text', text: 'Quầy 1,10.0.0.1' })
    expect(readListFile(utf8('\ufeffQuầy 1'))).toEqual({ kind: 'text', text: 'Quầy 1' })
  })

  it('reads what Excel calls Unicode text', () => {
    const bytes = new Uint8Array(Buffer.from('\ufeffQuầy\t10.0.0.1', 'utf16le'))
    expect(readListFile(bytes)).toEqual({ kind: 'text', text: 'Quầy\t10.0.0.1' })
  })

  it('reads the code page of Vietnamese Windows', () => {
    // "Quầy" in windows-1258: â is 0xE2, the grave accent that follows is 0xCC.
    expect(readListFile(new Uint8Array([0x51, 0x75, 0xe2, 0xcc, 0x79]))).toEqual({
      kind: 'text',
      text: 'Quầy'.normalize('NFC'),
    })
  })

  it('names a workbook as such', () => {
    expect(readListFile(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toEqual({ kind: 'workbook' })
    expect(readListFile(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]))).toEqual({ kind: 'workbook' })
  })

  it('refuses what is empty or longer than the station takes', () => {
    expect(readListFile(new Uint8Array())).toEqual({ kind: 'empty' })
    expect(readListFile(utf8('a'.repeat(2_000_001)))).toEqual({ kind: 'too-long' })
  })
})
