import { expect, it } from 'vitest'
import { inSubnet, readProbeMatches } from './discovery-message.ts'

const CARD = { address: '192.168.1.10', netmask: '255.255.255.0' }

type Match = { readonly addresses?: string; readonly scopes?: string; readonly types?: string }

function answer(...matches: readonly Match[]): Buffer {
  const body = matches
    .map(
      ({ addresses = '', scopes = '', types = 'dn:NetworkVideoTransmitter' }) =>
        '<d:ProbeMatch><a:EndpointReference><a:Address> urn:uuid:1 </a:Address></a:EndpointReference>' +
        `<d:Types>${types}</d:Types><d:Scopes>${scopes}</d:Scopes><d:XAddrs>${addresses}</d:XAddrs></d:ProbeMatch>`,
    )
    .join('')
  return Buffer.from(
    `<s:Envelope xmlns:s="x"><s:Body><d:ProbeMatches>${body}</d:ProbeMatches></s:Body></s:Envelope>`,
  )
}

const addressOf = (addresses: string, sender = '192.168.1.64'): string | undefined =>
  readProbeMatches(answer({ addresses }), sender, CARD)[0]?.address

it('takes name, hardware and location out of the scopes, decoded', () => {
  const scopes =
    'onvif://www.onvif.org/Profile/G onvif://www.onvif.org/name/M%E1%BB%99t%20c%E1%BB%ADa\n' +
    'onvif://www.onvif.org/hardware/88 onvif://www.onvif.org/location/city/hanoi onvif://www.onvif.org/location/100%'
  const addresses = 'http://192.168.1.64/onvif/device_service'
  expect(readProbeMatches(answer({ addresses, scopes }), '192.168.1.64', CARD)).toEqual([
    {
      address: addresses,
      endpoint: 'urn:uuid:1',
      name: 'Một cửa',
      hardware: '88',
      location: 'city/hanoi, 100%',
    },
  ])
})

it('prefers the address that answered, then the card’s own network, then any IPv4', () => {
  const elsewhere = 'http://10.9.9.9/onvif/device_service'
  const sameNetwork = 'http://192.168.1.70:8000/onvif/device_service'
  const answered = 'http://192.168.1.64/onvif/device_service'
  const v6 = 'http://[fe80::1]/onvif/device_service'
  expect(addressOf(`${v6} ${elsewhere} ${sameNetwork} ${answered}`)).toBe(answered)
  expect(addressOf(`${v6} ${elsewhere} ${sameNetwork}`)).toBe(sameNetwork)
  expect(addressOf(`http://169.254.3.4/onvif/device_service ${v6} ${elsewhere}`)).toBe(elsewhere)
})

it('uses where the answer came from when the device names no address or an unreadable one', () => {
  expect(addressOf('')).toBe('http://192.168.1.64/onvif/device_service')
  expect(addressOf('ftp://x nonsense://')).toBe('http://192.168.1.64/onvif/device_service')
})

it('keeps two devices of one answer apart, and devices with empty scopes', () => {
  const first = 'http://192.168.1.64:81/onvif/device_service'
  const second = 'http://192.168.1.64:82/onvif/device_service'
  const found = readProbeMatches(answer({ addresses: first }, { addresses: second }), '192.168.1.64', CARD)
  expect(found.map((one) => [one.address, one.name])).toEqual([
    [first, null],
    [second, null],
  ])
})

it('leaves out printers and computers, which answer every probe', () => {
  const types = 'wsdp:Device wprt:PrintDeviceType wscn:ScanDeviceType'
  expect(readProbeMatches(answer({ types, addresses: 'http://192.168.1.5/' }), '192.168.1.5', CARD)).toEqual(
    [],
  )
  expect(readProbeMatches(answer({ types: 'tds:Device' }), '192.168.1.5', CARD)).toHaveLength(1)
})

it.each([
  ['nothing', ''],
  ['rubbish', '\u0000\u0001\u0002'],
  ['half an answer', answer({}).toString().slice(0, 120)],
  ['an entity bomb', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${answer({ scopes: '&a;' }).toString()}`],
  ['a probe', '<s:Envelope xmlns:s="x"><s:Body><d:Probe/></s:Body></s:Envelope>'],
])('passes over %s', (_, text) => {
  expect(readProbeMatches(Buffer.from(text), '192.168.1.5', CARD)).toEqual([])
})

it('tells networks apart by the mask', () => {
  expect(inSubnet('192.168.1.200', CARD)).toBe(true)
  expect(inSubnet('192.168.2.200', CARD)).toBe(false)
  expect(inSubnet('192.168.2.200', { address: '192.168.1.10', netmask: '255.255.252.0' })).toBe(true)
  expect(inSubnet('camera.local', CARD)).toBe(false)
})
