import { createSocket, type Socket } from 'node:dgram'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOnvifDiscovery } from '#main/adapters/onvif/onvif-discovery.ts'
import type { AnsweredDevice } from '#main/ports/camera-discovery.ts'
import { dateAndTimeAnswer, startSoapServer, startTcpServer } from '#tests/builders/fake-onvif-server.ts'
import { closeServers, keep } from '#tests/builders/onvif-bench.ts'
import { until } from '#tests/builders/until.ts'

const GROUP = '239.255.255.249'
const FIRST_CARD = { address: '127.0.0.1', netmask: '255.255.255.0' }
const SECOND_CARD = { address: '127.0.0.2', netmask: '255.255.255.0' }
const cameras: Socket[] = []

afterEach(async () => {
  for (const camera of cameras.splice(0)) camera.close()
  await closeServers()
})

type Answer = (probe: string, reply: (text: string) => void) => void

/** Listens for probes as a camera does. */
async function startCamera(answer: Answer, port = 0): Promise<number> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  cameras.push(socket)
  socket.on('message', (bytes, sender) =>
    answer(bytes.toString('utf8'), (text) => socket.send(text, sender.port, sender.address)),
  )
  await new Promise<void>((resolve) => socket.bind(port, resolve))
  for (const card of [FIRST_CARD, SECOND_CARD]) {
    try {
      socket.addMembership(GROUP, card.address)
    } catch {
      // Both are one card to the system: in the group already.
    }
  }
  return socket.address().port
}

function matches(endpoint: string, address: string): string {
  return (
    '<s:Envelope xmlns:s="x"><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference>' +
    `<a:Address>${endpoint}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>` +
    `<d:XAddrs>${address}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`
  )
}

function listen() {
  const found: AnsweredDevice[] = []
  const asked: string[] = []
  return {
    found,
    asked,
    onFound: (device: AnsweredDevice) => void found.push(device),
    onAsked: (done: number, total: number) => void asked.push(`${done}/${total}`),
  }
}

const discoveryAt = (multicastPort: number) =>
  createOnvifDiscovery({ multicastAddress: GROUP, multicastPort, cards: () => [FIRST_CARD, SECOND_CARD] })

describe('a search of the network', () => {
  it('asks on every card, for both types, thrice, and reports each device once per address', async () => {
    const probes: string[] = []
    const port = await startCamera((probe, reply) => {
      probes.push(probe)
      reply(matches('urn:uuid:a', 'http://127.0.0.1:81/onvif/device_service'))
      reply(matches('urn:uuid:a', 'http://127.0.0.1:82/onvif/device_service'))
    })
    const listener = listen()
    await discoveryAt(port).search(1900, listener, new AbortController().signal)
    expect(listener.found.map((one) => one.address).toSorted()).toEqual([
      'http://127.0.0.1:81/onvif/device_service',
      'http://127.0.0.1:82/onvif/device_service',
    ])
    expect(listener.asked).toEqual(['1/3', '2/3', '3/3'])
    expect(probes.filter((probe) => probe.includes('dn:NetworkVideoTransmitter</d:Types>'))).toHaveLength(6)
    expect(probes.filter((probe) => probe.includes('tds:Device</d:Types>'))).toHaveLength(6)
    expect(new Set(probes.map((probe) => /urn:uuid:[\w-]+/.exec(probe)?.[0])).size).toBe(12)
  })

  it('finds a camera that hears only the second round, beside strays and a card that is gone', async () => {
    let heard = 0
    const port = await startCamera((_, reply) => {
      heard += 1
      reply('')
      reply('<<<>>>')
      reply('x'.repeat(60_000))
      if (heard > 4) reply(matches('urn:uuid:late', 'http://127.0.0.1/onvif/device_service'))
    })
    const listener = listen()
    const gone = { address: '203.0.113.9', netmask: '255.255.255.0' }
    const discovery = createOnvifDiscovery({
      multicastAddress: GROUP,
      multicastPort: port,
      cards: () => [gone, FIRST_CARD, SECOND_CARD],
    })
    await discovery.search(900, listener, new AbortController().signal)
    expect(listener.found.map((one) => one.endpoint)).toEqual(['urn:uuid:late'])
    expect(listener.found[0]?.viaInterface).toMatch(/^127\.0\.0\.[12]$/)
  })

  it('ends at once when the caller leaves', async () => {
    const controller = new AbortController()
    const port = await startCamera((_, reply) => reply(matches('urn:uuid:a', 'http://127.0.0.1/x')))
    const listener = listen()
    const searching = discoveryAt(port).search(60_000, listener, controller.signal)
    await until(5000, 'the camera was found', async () => listener.found.length > 0)
    controller.abort()
    await searching
    await discoveryAt(port).search(60_000, listener, controller.signal)
  })
})

describe('a scan of addresses', () => {
  it('finds ONVIF on the usual ports, a stream where there is none, and nothing in web pages', async () => {
    const onvif = await keep(startSoapServer(() => dateAndTimeAnswer(Date.now())))
    const closed = await freePort()
    const rtsp = await keep(
      startTcpServer((socket) =>
        socket.on('data', () => socket.write('RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n')),
      ),
    )
    const page = await keep(startTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n<html>')))
    const silent = await keep(startTcpServer(() => {}))
    const scan = { onvifPorts: [closed, onvif.port], rtspPort: rtsp.port, timeoutMs: 400 }
    const listener = listen()
    await createOnvifDiscovery({ scan }).scan(
      ['127.0.0.1', `127.0.0.1:${rtsp.port}`, `127.0.0.1:${page.port}`, `127.0.0.1:${silent.port}`, '%%%'],
      listener,
      new AbortController().signal,
    )
    expect(listener.found.map((one) => one.address).toSorted()).toEqual([
      `http://127.0.0.1:${onvif.port}/onvif/device_service`,
      `rtsp://127.0.0.1:${rtsp.port}/`,
    ])
    expect(listener.asked.at(-1)).toBe('5/5')
  })

  it('asks many hosts at once, and no more than it may', async () => {
    let open = 0
    let mostOpen = 0
    const silent = await keep(
      startTcpServer((socket) => {
        open += 1
        mostOpen = Math.max(mostOpen, open)
        socket.resume().on('close', () => (open -= 1))
      }),
    )
    const scan = { timeoutMs: 300, hostsAtOnce: 16 }
    const hosts = Array.from({ length: 48 }, () => `127.0.0.1:${silent.port}`)
    const listener = listen()
    await createOnvifDiscovery({ scan }).scan(hosts, listener, new AbortController().signal)
    expect(listener.asked).toHaveLength(48)
    expect(mostOpen).toBeGreaterThan(8)
    expect(mostOpen).toBeLessThanOrEqual(32)
  })

  it('stops at once when the caller leaves', async () => {
    const silent = await keep(startTcpServer(() => {}))
    const controller = new AbortController()
    const listener = listen()
    const scanning = createOnvifDiscovery({ scan: { timeoutMs: 60_000 } }).scan(
      Array.from({ length: 500 }, () => `127.0.0.1:${silent.port}`),
      listener,
      controller.signal,
    )
    controller.abort()
    await scanning
    expect(listener.found).toEqual([])
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
