import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { get } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BadBehaviour } from '#main/simulator/bad-device/bad-behaviour.ts'
import { startBadDevice, type BadDevice } from '#main/simulator/bad-device.ts'
import { startVirtualCamera } from '#main/simulator/virtual-camera.ts'
import { openRtsp } from '#tests/builders/rtsp-client.ts'
import { scriptAround } from '#tests/builders/simulated-script.ts'
import { soapCall, textsOf } from '#tests/builders/soap-client.ts'
import { until } from '#tests/builders/until.ts'

const question = '<tds:GetSystemDateAndTime/>'

async function start(behaviour: BadBehaviour): Promise<BadDevice> {
  const device = await startBadDevice({ behaviour })
  onTestFinished(() => device.stop())
  return device
}

async function dial(url: string, text: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

describe('a bad device', () => {
  it('is a printer: a Device service that tells what it is, and no camera', async () => {
    const { onvifUrl } = await start('printer')
    expect(textsOf((await soapCall(onvifUrl, '<tds:GetDeviceInformation/>')).text, 'Model')).toEqual([
      'LaserJet 400',
    ])
    const services = await soapCall(onvifUrl, '<tds:GetServices/>')
    expect(textsOf(services.text, 'Namespace')).toEqual([
      'http://www.onvif.org/ver10/device/wsdl',
      'http://schemas.microsoft.com/windows/2006/08/wdp/print',
    ])
    expect(textsOf((await soapCall(onvifUrl, question)).text, 'Year')).toEqual([
      String(new Date().getUTCFullYear()),
    ])
    expect((await soapCall(onvifUrl, '<trt:GetProfiles/>')).text).toContain('ter:ActionNotSupported')
  })

  it('sends XML that is none', async () => {
    const { onvifUrl } = await start('malformed-xml')
    const { status, text } = await soapCall(onvifUrl, question)
    expect(status).toBe(200)
    expect(text).toContain('<s:Envelope')
    expect(text).not.toContain('</s:Envelope>')
  })

  it('sends XML of 200 MB to whoever reads it', async () => {
    const device = await start('huge-xml')
    const request = get(device.onvifUrl)
    onTestFinished(() => {
      request.destroy()
    })
    const [response] = await once(request, 'response')
    response.resume()
    await until(20_000, '200 MB have gone out', async () => device.bytesSent() > 200_000_000)
  })

  it('sends a document whose entities would grow to gigabytes, in few bytes', async () => {
    const { onvifUrl } = await start('entity-bomb')
    const { text } = await soapCall(onvifUrl, question)
    expect(text.length).toBeLessThan(4_000)
    expect(text).toContain('<!ENTITY l8 "&l7;&l7;&l7;&l7;&l7;&l7;&l7;&l7;&l7;&l7;">')
    expect(text).toContain('&l8;')
  })

  it.each([
    ['endless-http-header', 'GET /onvif/device_service HTTP/1.1\r\nHost: x\r\n\r\n', 'onvifUrl'],
    ['endless-rtsp-header', 'OPTIONS rtsp://x/main RTSP/1.0\r\nCSeq: 1\r\n\r\n', 'rtspUrl'],
  ] as const)('sends an %s until the client leaves', async (behaviour, request, address) => {
    const device = await start(behaviour)
    const socket = await dial(device[address], request)
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      if (text.length < 10_000) text += chunk.toString('latin1')
    })
    await until(10_000, 'megabytes have gone out', async () => device.bytesSent() > 5_000_000)
    expect(text).toMatch(/^(HTTP\/1\.1|RTSP\/1\.0) 200 OK\r\n/)
    expect(text).not.toContain('\r\n\r\n')
    socket.destroy()
    await until(5_000, 'nothing more goes out', async () => {
      const before = device.bytesSent()
      await new Promise((resume) => setTimeout(resume, 100))
      return device.bytesSent() === before
    })
  })

  it('is silent on both ports', async () => {
    const device = await start('silent')
    for (const url of [device.onvifUrl, device.rtspUrl]) {
      const socket = await dial(url, 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n')
      const first = await Promise.race([
        once(socket, 'data').then(() => 'an answer'),
        once(socket, 'close').then(() => 'the end'),
        new Promise((resume) => setTimeout(() => resume('nothing'), 400)),
      ])
      expect(first).toBe('nothing')
    }
    expect(device.bytesSent()).toBe(0)
  })

  it('shows a web page instead of an answer, or an empty 400', async () => {
    const page = await fetch((await start('wrong-content-type')).onvifUrl, { method: 'POST', body: 'x' })
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
    const empty = await fetch((await start('http-400-empty')).onvifUrl, { method: 'POST', body: 'x' })
    expect([empty.status, await empty.text()]).toEqual([400, ''])
  })

  it('sends everybody round in circles', async () => {
    const { onvifUrl } = await start('redirect-loop')
    await expect(fetch(onvifUrl)).rejects.toThrow()
    const once302 = await fetch(onvifUrl, { redirect: 'manual' })
    expect(once302.headers.get('location')).toBe('/onvif/device_service?round=1')
  })

  it('has no stream', async () => {
    const client = await openRtsp((await start('printer')).rtspUrl, { username: 'a', password: 'b' })
    expect((await client.ask('DESCRIBE')).status).toBe(404)
    client.close()
  })
})

describe('WS-Discovery', () => {
  /** No camera of anybody else listens here. */
  const group = '239.255.77.42'

  async function probe(port: number, address: string, types: string): Promise<string[]> {
    const socket = createSocket('udp4')
    const answers: string[] = []
    socket.on('message', (message) => answers.push(message.toString('utf8')))
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    socket.setMulticastInterface('127.0.0.1')
    onTestFinished(() => {
      socket.close()
    })
    const body =
      '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" ' +
      'xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">' +
      '<e:Header><w:MessageID>uuid:42</w:MessageID></e:Header>' +
      `<e:Body><d:Probe><d:Types>${types}</d:Types></d:Probe></e:Body></e:Envelope>`
    socket.send(body, port, address)
    await new Promise((resume) => setTimeout(resume, 400))
    return answers
  }

  it('is answered with names and addresses by every camera that takes part, and by none that is cut off', async () => {
    const port = 20_000 + (process.pid % 20_000)
    const options = { framesPerSecond: 4, script: scriptAround(Date.now()) } as const
    const discovery = { port, multicastAddress: group }
    const first = await startVirtualCamera({ ...options, name: 'Quầy 1', discovery })
    onTestFinished(() => first.stop())
    const second = await startVirtualCamera({ ...options, name: 'Quầy 2', discovery })
    onTestFinished(() => second.stop())
    const quiet = await startVirtualCamera({ ...options, name: 'Quầy 3' })
    onTestFinished(() => quiet.stop())
    const answers = await probe(port, group, 'dn:NetworkVideoTransmitter')
    const sorted = (values: readonly string[]): string[] => values.toSorted()
    expect(sorted(answers.flatMap((answer) => textsOf(answer, 'XAddrs')))).toEqual(
      sorted([first.onvifUrl, second.onvifUrl]),
    )
    expect(answers.flatMap((answer) => textsOf(answer, 'RelatesTo'))).toEqual(['uuid:42', 'uuid:42'])
    expect(new Set(answers.map((answer) => /urn:uuid:[\w-]+<\/a:Address>/.exec(answer)?.[0])).size).toBe(2)
    const scopes = answers.flatMap((answer) => textsOf(answer, 'Scopes')).join(' ')
    expect(scopes).toContain(`onvif://www.onvif.org/name/${encodeURIComponent('Quầy 1')}`)
    expect(scopes).toContain('onvif://www.onvif.org/hardware/VC-640')
    expect(scopes).toContain('onvif://www.onvif.org/location/country/vietnam')
    expect(await probe(port, group, 'dn:Printer')).toEqual([])
    await first.setFault({ kind: 'drop' })
    expect((await probe(port, group, '')).flatMap((answer) => textsOf(answer, 'XAddrs'))).toEqual([
      second.onvifUrl,
    ])
    await first.restore()
    expect((await probe(port, '127.0.0.1', '')).length).toBe(1)
  })
})
