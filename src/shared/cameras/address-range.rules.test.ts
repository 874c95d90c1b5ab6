import { describe, expect, it } from 'vitest'
import { AppError } from '../kernel/app-error.ts'
import { parseAddressRanges } from './address-range.rules.ts'

describe('parseAddressRanges', () => {
  it.each<[string, string[]]>([
    ['192.168.1.10-12', ['192.168.1.10', '192.168.1.11', '192.168.1.12']],
    ['192.168.1.10 - 11', ['192.168.1.10', '192.168.1.11']],
    ['192.168.1.254-192.168.2.1', ['192.168.1.254', '192.168.1.255', '192.168.2.0', '192.168.2.1']],
    ['10.0.0.5/30', ['10.0.0.5', '10.0.0.6']],
    ['10.0.0.5/31', ['10.0.0.4', '10.0.0.5']],
    ['10.0.0.5/32', ['10.0.0.5']],
    ['192.168.1.7-8:8000', ['192.168.1.7:8000', '192.168.1.8:8000']],
    ['10.0.0.4/31:81', ['10.0.0.4:81', '10.0.0.5:81']],
    ['camera.xa.gov.vn:8000', ['camera.xa.gov.vn:8000']],
    ['Camera-1', ['camera-1']],
    ['http://10.0.0.5/onvif/device_service', ['10.0.0.5']],
    ['http://10.0.0.5:80/', ['10.0.0.5:80']],
    ['[fe80::1]:8000 [fe80::2]', ['[fe80::1]:8000', '[fe80::2]']],
    ['10.0.0.1, 10.0.0.2;10.0.0.3\n10.0.0.1\t10.0.0.4', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']],
    ['  ', []],
  ])('reads %j', (text, addresses) => {
    expect(parseAddressRanges(text)).toEqual(addresses)
  })

  it.each([
    '192.168.1.60-10',
    '192.168.1.10-300',
    '192.168.1.10-192.168.1.256',
    '10.0.0.0/33',
    '10.0.0',
    '10.0.0.1:0',
    '10.0.0.1-2:70000',
    'rtsp://10.0.0.5/main',
    'ftp://10.0.0.5',
    '$(reboot)',
  ])('names what it cannot read in %j', (text) => {
    expect(() => parseAddressRanges(`10.0.0.1, ${text}`)).toThrow(
      new AppError('invalid', 'camera.range-unreadable', { value: text }),
    )
  })

  it('takes four class C networks, and states the limit beyond', () => {
    expect(parseAddressRanges('192.168.0.0-192.168.3.255')).toHaveLength(1024)
    expect(() => parseAddressRanges('192.168.0.0-192.168.4.0')).toThrow(
      new AppError('invalid', 'camera.range-too-long', { count: 1025, max: 1024 }),
    )
    expect(() => parseAddressRanges('10.0.0.0/8')).toThrow(
      new AppError('invalid', 'camera.range-too-long', { count: 16_777_214, max: 1024 }),
    )
    expect(() => parseAddressRanges('10.0.0.0-10.0.3.255 10.1.0.0')).toThrow(/camera\.range-too-long/)
  })

  it('counts an address that is typed twice once', () => {
    expect(parseAddressRanges('10.0.0.0-10.0.3.255 10.0.0.9 10.0.0.0/24')).toHaveLength(1024)
  })
})
