import { describe, expect, it } from 'vitest'
import { cameraAtAddress, isSameCamera } from './same-camera.rules.ts'

const device = { manufacturer: 'm', model: 'KX', firmware: '1', serialNumber: 'SN1' }
const stream = (streamUri: string, serialNumber: string | null = 'SN1') => ({
  streamUri,
  device: serialNumber === null ? null : { ...device, serialNumber },
})

describe('isSameCamera', () => {
  it.each([
    ['the same stream', stream('rtsp://10.0.0.5/main', null), stream('rtsp://10.0.0.5/main'), true],
    [
      'number and name, with and without port',
      stream('rtsp://10.0.0.5:554/main'),
      stream('rtsp://cam-1.xa.vn/main'),
      true,
    ],
    ['number and name', stream('rtsp://10.0.0.5/main'), stream('rtsp://cam-1.xa.vn/main'), true],
    ['IPv6 and name', stream('rtsp://[fe80::5]:8554/a?b=1'), stream('rtsp://cam-1:8554/a?b=1'), true],
    ['two names', stream('rtsp://cam-1/main'), stream('rtsp://cam-1.xa.vn/main'), true],
    ['another serial number', stream('rtsp://10.0.0.5/main'), stream('rtsp://cam-1/main', 'SN2'), false],
    ['no serial number', stream('rtsp://10.0.0.5/main', ''), stream('rtsp://cam-1/main', ''), false],
    ['a device that says nothing', stream('rtsp://10.0.0.5/main', null), stream('rtsp://cam-1/main'), false],
    [
      'two numbers with one serial number',
      stream('rtsp://10.0.0.5/main'),
      stream('rtsp://10.0.0.6/main'),
      false,
    ],
    ['another channel', stream('rtsp://10.0.0.5/101'), stream('rtsp://nvr/201'), false],
    ['another port', stream('rtsp://127.0.0.1:8554/main'), stream('rtsp://localhost:8556/main'), false],
  ])('%s', (_, one, other, same) => {
    expect(isSameCamera(one, other)).toBe(same)
    expect(isSameCamera(other, one)).toBe(same)
  })
})

describe('cameraAtAddress', () => {
  const cameras = [
    { id: 'removed', address: 'http://10.0.0.5/onvif/device_service', state: 'removed' },
    { id: 'first', address: 'http://10.0.0.6/onvif/device_service', state: 'recording' },
    { id: 'second', address: 'http://10.0.0.6:8000/onvif/device_service', state: 'stopped' },
    { id: 'stream', address: 'rtsp://10.0.0.7/main', state: 'recording' },
  ] as const

  it.each([
    ['http://10.0.0.5/onvif/device_service', null],
    ['http://10.0.0.6/onvif/other', 'first'],
    ['10.0.0.6:8000', 'second'],
    ['10.0.0.6:8001', null],
    ['10.0.0.7', 'stream'],
    ['not an address', null],
  ])('%s: %s', (address, id) => {
    expect(cameraAtAddress(address, cameras)).toBe(id)
  })
})
