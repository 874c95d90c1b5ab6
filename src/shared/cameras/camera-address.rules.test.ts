import { describe, expect, it } from 'vitest'
import { effectiveCredentials, formatCameraAddress, parseCameraAddress } from './camera-address.rules.ts'

describe('parseCameraAddress', () => {
  it.each([
    ['192.168.1.64', 'http://192.168.1.64/onvif/device_service'],
    [' 192.168.1.64:8000 ', 'http://192.168.1.64:8000/onvif/device_service'],
    ['Camera-1.xa.local', 'http://camera-1.xa.local/onvif/device_service'],
    ['http://10.0.0.5:81', 'http://10.0.0.5:81/onvif/device_service'],
    ['http://10.0.0.5/onvif/device?channel=2', 'http://10.0.0.5/onvif/device?channel=2'],
    ['https://10.0.0.5:443/', 'https://10.0.0.5/onvif/device_service'],
    ['[fe80::1]:8000', 'http://[fe80::1]:8000/onvif/device_service'],
    ['http://admin:a%40b@10.0.0.5', 'http://10.0.0.5/onvif/device_service'],
    ['rtsp://10.0.0.5/Streaming/Channels/101', 'rtsp://10.0.0.5/Streaming/Channels/101'],
    ['RTSP://NVR:8554/a?b=1&c=2', 'rtsp://nvr:8554/a?b=1&c=2'],
    ['rtsp://admin:secret@10.0.0.5:554/x', 'rtsp://10.0.0.5:554/x'],
  ])('reads %s', (typed, formatted) => {
    const address = parseCameraAddress(typed)
    expect(address && formatCameraAddress(address)).toBe(formatted)
  })

  it.each([
    '',
    'http://',
    'ftp://10.0.0.5/',
    '10.0.0.256',
    '10.0.0',
    '10.0.0.5:0',
    '10.0.0.5:70000',
    'two words',
    '-x',
    'http://a b/',
    '$(reboot)',
    'http://h/a b',
  ])('refuses %j', (typed) => {
    expect(parseCameraAddress(typed)).toBeNull()
  })

  it('keeps credentials out of the address and decodes them', () => {
    const address = parseCameraAddress('rtsp://qu%E1%BA%A3n:a%40b:c@10.0.0.5/x')
    expect(address?.embedded).toEqual({ username: 'quản', password: 'a@b:c' })
    expect(JSON.stringify({ ...address, embedded: null })).not.toContain('a%40b')
  })

  it('takes embedded credentials only where none were typed', () => {
    const address = parseCameraAddress('http://old:one@10.0.0.5')
    expect(address).not.toBeNull()
    if (!address) return
    expect(effectiveCredentials(address, { username: '', password: '' })).toEqual({
      username: 'old',
      password: 'one',
    })
    expect(effectiveCredentials(address, { username: 'new', password: '' })).toEqual({
      username: 'new',
      password: '',
    })
  })

  it('answers quickly to a long hostile text', () => {
    const startedMs = performance.now()
    for (const text of [
      `http://${'a'.repeat(500)}!`,
      'a.'.repeat(250),
      `${'@'.repeat(500)}`,
      `[${':'.repeat(498)}`,
    ]) {
      parseCameraAddress(text)
    }
    expect(performance.now() - startedMs).toBeLessThan(200)
  })
})
