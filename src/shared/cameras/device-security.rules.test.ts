import { describe, expect, it } from 'vitest'
import { brandOf } from './device-brand.rules.ts'
import { firmwareBuiltAtMs, isWeakPassword, securityFindings } from './device-security.rules.ts'

const NOW_MS = Date.UTC(2026, 10, 22)

describe('isWeakPassword', () => {
  it.each([
    ['admin', '', true],
    ['admin', '12345', true],
    ['admin', 'admin', true],
    ['admin', 'Admin123', true],
    ['admin', 'admin@123', true],
    ['giamsat2026', 'GiamSat2026', true],
    ['admin', 'ab12!xy', true],
    ['admin', 'zzzzzzzzzzzz', true],
    ['admin', 'Minh-Chung-2026', false],
    ['admin', 'mật khẩu', false],
    ['admin', 'hoa sữa nở tháng mười', false],
  ])('%s / %j: %s', (username, password, weak) => {
    expect(isWeakPassword(username, password)).toBe(weak)
  })
})

describe('firmwareBuiltAtMs', () => {
  it.each<[string, string | null]>([
    ['V5.5.0 build 170725', '2017-07-25'],
    ['V5.7.3 Build: 220112', '2022-01-12'],
    ['2.800.0000000.29.R, Build Date 2021-08-16', '2021-08-16'],
    ['2.622.0000.0.R.20190311', '2019-03-11'],
    ['DIPC-B1216.6.11.C00520.220715', '2022-07-15'],
    ['2.40', null],
    ['V5.5.0 build 171325', null],
    ['V5.5.0 build 170732', null],
    ['20261123000000000001', null],
    ['1.0.20991231', null],
    ['', null],
  ])('%j: %s', (firmware, day) => {
    const builtAtMs = firmwareBuiltAtMs(firmware, NOW_MS)
    expect(builtAtMs === null ? null : new Date(builtAtMs).toISOString().slice(0, 10)).toBe(day)
  })
})

describe('securityFindings', () => {
  const good = {
    login: { username: 'admin', password: 'Minh-Chung-2026' },
    secure: true,
    firmwareBuiltAtMs: Date.UTC(2024, 0, 1),
  }

  it('finds nothing on a camera that is kept well', () => {
    expect(securityFindings(good, NOW_MS)).toEqual([])
    expect(securityFindings({ login: null, secure: null, firmwareBuiltAtMs: null }, NOW_MS)).toEqual([])
  })

  it('names all that is wrong, the worst first', () => {
    const bad = {
      login: { username: 'admin', password: '12345' },
      secure: false,
      firmwareBuiltAtMs: Date.UTC(2017, 6, 25),
    }
    expect(securityFindings(bad, NOW_MS)).toEqual(['weak-password', 'old-firmware', 'plain-http'])
    expect(securityFindings({ ...good, secure: false }, NOW_MS)).toEqual(['plain-http'])
  })

  it('calls firmware old from the end of its fifth year', () => {
    const built = (ms: number) => securityFindings({ ...good, firmwareBuiltAtMs: ms }, NOW_MS)
    expect(built(Date.UTC(2021, 10, 23))).toEqual([])
    expect(built(Date.UTC(2021, 10, 20))).toEqual(['old-firmware'])
  })
})

describe('brandOf', () => {
  it.each([
    ['HIKVISION', 'DS-2CD2143G0-I', 'hikvision'],
    ['HiLook', 'IPC-B140H', 'hikvision'],
    ['EZVIZ (Hikvision)', 'C3W', 'app'],
    ['Imou', 'IPC-C22E', 'app'],
    ['Dahua Technology', 'IPC-HFW', 'dahua'],
    ['KBVision', 'KX-A2011', 'dahua'],
    ['UNIVIEW', 'IPC2122', 'uniview'],
    ['ONVIF', 'KBVISION KX', 'dahua'],
    ['H264', 'IPC', 'generic'],
    ['', '', 'generic'],
  ])('%s %s: %s', (manufacturer, model, brand) => {
    expect(brandOf({ manufacturer, model })).toBe(brand)
  })

  it('knows nothing of a camera that says nothing', () => {
    expect(brandOf(null)).toBe('generic')
  })
})
