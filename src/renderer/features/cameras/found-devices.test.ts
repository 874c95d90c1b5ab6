import { describe, expect, it } from 'vitest'
import type { FoundDevice } from '#shared/cameras/cameras.model.ts'
import { asKnown, nextDevice, NOTHING_FOUND, settledAddress, withFound } from './found-devices.ts'

const device = (address: string, more: Partial<FoundDevice> = {}): FoundDevice => ({
  address: `http://${address}/onvif/device_service`,
  endpoint: null,
  name: null,
  hardware: null,
  location: null,
  viaInterface: null,
  knownCameraId: null,
  ...more,
})

const found = (...devices: readonly FoundDevice[]) =>
  devices.reduce((search, each) => withFound(search, { kind: 'found', device: each }), NOTHING_FOUND)

describe('a search of the network', () => {
  it('lists a device once and in the order of the answers', () => {
    const search = found(device('10.0.0.2'), device('10.0.0.1'), device('10.0.0.2', { name: 'Quầy 1' }))
    expect(search.devices.map(({ address, name }) => [address, name])).toEqual([
      ['http://10.0.0.2/onvif/device_service', 'Quầy 1'],
      ['http://10.0.0.1/onvif/device_service', null],
    ])
  })

  it('knows a device again by its own id when it answers from another address', () => {
    const search = found(
      device('10.0.0.2', { endpoint: 'urn:uuid:a' }),
      device('192.168.1.2', { endpoint: 'urn:uuid:a' }),
    )
    expect(search.devices).toHaveLength(1)
  })

  it('shows no progress for a search that asks no addresses', () => {
    expect(withFound(NOTHING_FOUND, { kind: 'asked', done: 0, total: 0 }).asked).toBeNull()
    expect(withFound(NOTHING_FOUND, { kind: 'asked', done: 3, total: 50 }).asked).toEqual({
      done: 3,
      total: 50,
    })
  })
})

describe('the next device', () => {
  const search = found(device('10.0.0.1'), device('10.0.0.2', { knownCameraId: 'used' }), device('10.0.0.3'))

  it('is the next below that nobody uses, then from the top', () => {
    expect(nextDevice(search.devices, '10.0.0.1')?.address).toBe(device('10.0.0.3').address)
    expect(nextDevice(search.devices, '10.0.0.3')?.address).toBe(device('10.0.0.1').address)
  })

  it('is the first one after an address that was typed', () => {
    expect(nextDevice(search.devices, 'rtsp://10.9.9.9/x')?.address).toBe(device('10.0.0.1').address)
  })

  it('is none when all are in service', () => {
    const added = asKnown(asKnown(search, '10.0.0.1', 'a'), 'http://10.0.0.3:80', 'b')
    expect(added.devices.map(({ knownCameraId }) => knownCameraId)).toEqual(['a', 'used', 'b'])
    expect(nextDevice(added.devices, '10.0.0.3')).toBeNull()
  })

  it('compares addresses as they are stored, and leaves what is none as it is', () => {
    expect(settledAddress(' 10.0.0.1 ')).toBe(settledAddress('http://10.0.0.1:80/'))
    expect(settledAddress(' no address ')).toBe('no address')
  })
})
