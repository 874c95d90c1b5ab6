import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { dateAndTimeAnswer, envelope, startHttpServer } from '#tests/builders/fake-onvif-server.ts'
import { closeServers, connect, DEVICE, keep, MEDIA, servicesAnswer } from '#tests/builders/onvif-bench.ts'

afterEach(closeServers)

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 7)])

type OnPicture = (request: IncomingMessage, response: ServerResponse) => void

async function device(onPicture: OnPicture, uri = 'http://10.9.9.9/snap.jpg?ch=1') {
  const server = await keep(
    startHttpServer((body, request, response) => {
      if (request.method === 'GET') return onPicture(request, response)
      const call = /<s:Body[^>]*><(\w+)/.exec(body)?.[1]
      if (call === 'GetSystemDateAndTime') return response.end(dateAndTimeAnswer(Date.now()))
      if (call === 'GetServices') return response.end(servicesAnswer(DEVICE, MEDIA))
      return response.end(
        envelope(
          `<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>${uri}</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>`,
        ),
      )
    }),
  )
  return connect(server)
}

const challenge = (response: ServerResponse, ...challenges: readonly string[]): void => {
  response.writeHead(401, { 'WWW-Authenticate': [...challenges] }).end()
}

it('gets the picture, by digest where the camera asks for it', async () => {
  const opened = await device((request, response) => {
    expect(request.url).toBe('/snap.jpg?ch=1')
    const { authorization = '' } = request.headers
    if (!authorization.startsWith('Digest '))
      return challenge(response, 'Basic realm="r"', 'Digest realm="r", nonce="n", qop="auth"')
    response.end(JPEG)
  })
  expect(Buffer.from(await opened.getSnapshot('p'))).toEqual(JPEG)
})

it('gives the password away by Basic only to a camera that knows nothing else', async () => {
  const seen: (string | undefined)[] = []
  const opened = await device((request, response) => {
    seen.push(request.headers.authorization)
    if (request.headers.authorization === undefined) return challenge(response, 'Basic realm="r"')
    response.end(JPEG)
  })
  await opened.getSnapshot('p')
  expect(seen).toEqual([undefined, `Basic ${Buffer.from('admin:secret').toString('base64')}`])
})

it.each<readonly [string, OnPicture]>([
  ['a web page', (_, response) => response.end('<html>login</html>')],
  ['a 404', (_, response) => response.writeHead(404).end()],
  ['nothing', (_, response) => response.end()],
  [
    'a redirect to itself',
    (request, response) => response.writeHead(302, { Location: request.url ?? '/' }).end(),
  ],
  ['refusal', (_, response) => challenge(response, 'Digest realm="r", nonce="n"')],
  ['3 MB', (_, response) => response.end(Buffer.concat([JPEG, Buffer.alloc(3_000_000)]))],
])('has no picture when the camera answers %s', async (_, onPicture) => {
  const opened = await device(onPicture)
  await expect(opened.getSnapshot('p')).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'device.no-snapshot',
  })
})

it.each(['rtsp://10.9.9.9/x', 'not an address', 'file:///etc/passwd'])('asks nowhere for %s', async (uri) => {
  const opened = await device(() => expect.unreachable(), uri)
  await expect(opened.getSnapshot('p')).rejects.toMatchObject({ code: 'device.no-snapshot' })
})

it('gives up a camera that does not finish its picture', async () => {
  const opened = await device((_, response) => void response.write(JPEG))
  await expect(opened.getSnapshot('p')).rejects.toMatchObject({ code: 'reach.timeout' })
})
