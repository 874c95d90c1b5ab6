import { createHash } from 'node:crypto'
import {
  dateAndTimeAnswer,
  envelope,
  identityAnswer,
  notAuthorizedFault,
  startHttpServer,
  startSoapServer,
  startTcpServer,
} from '#tests/builders/fake-onvif-server.ts'
import {
  closeServers,
  connect,
  DEVICE,
  keep,
  MEDIA,
  profile,
  profilesAnswer,
  servicesAnswer,
  session,
} from '#tests/builders/onvif-bench.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { ONVIF_PATH } from '#shared/cameras/camera-address.rules.ts'
import { clockOffsetOf } from '#shared/cameras/probe.rules.ts'

afterEach(closeServers)

describe('reaching a device', () => {
  it.each([
    ['a web page', 200, '<!DOCTYPE html><html><body>Envelope printer</body></html>'],
    ['an empty answer', 200, ''],
    ['a 404', 404, 'not found'],
    ['JSON', 200, '{"Envelope":{"Body":{}}}'],
    ['half an envelope', 200, '<s:Envelope><s:Body>'],
    [
      'an entity bomb',
      200,
      `<!DOCTYPE x [<!ENTITY a "${'A'.repeat(1000)}">]><Envelope><Body>&a;</Body></Envelope>`,
    ],
    ['very deep XML', 200, `<Envelope><Body>${'<a>'.repeat(200_000)}`],
    ['text made to slow a parser', 200, `<Envelope ${'xmlns '.repeat(300_000)}>`],
    ['unclosed quotes', 200, `<Envelope><Body ${'a="'.repeat(300_000)}`],
    ['many open brackets', 200, `<Envelope>${'<'.repeat(1_000_000)}`],
    ['more elements than any answer has', 200, `<Envelope><Body>${'<a/>'.repeat(400_000)}</Body></Envelope>`],
    [
      'more attributes than any answer has',
      200,
      `<Envelope><Body a${'="" a'.repeat(300_000)}=""/></Envelope>`,
    ],
    ['many entities', 200, `<Envelope><Body>${'&#65;'.repeat(300_000)}</Body>`],
  ])('says that %s is no ONVIF device', async (_, status, body) => {
    const server = await keep(startHttpServer((__, ___, response) => response.writeHead(status).end(body)))
    const startedMs = performance.now()
    await expect(connect(server)).rejects.toMatchObject({ code: 'reach.not-onvif' })
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })

  it('says that a server of another protocol is no ONVIF device', async () => {
    const server = await keep(startTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    await expect(connect(server)).rejects.toMatchObject({ code: 'reach.not-onvif' })
  })

  it('says that a web service that does not know the call is no ONVIF device', async () => {
    const fault =
      '<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode>' +
      '<SOAP-ENV:Value>wsa:ActionNotSupported</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code></SOAP-ENV:Fault>'
    const server = await keep(startSoapServer(() => ({ status: 400, body: envelope(fault) })))
    await expect(connect(server)).rejects.toMatchObject({ code: 'reach.not-onvif' })
  })

  it('tells a closed port from an unknown name', async () => {
    const server = await startTcpServer(() => {})
    await server.close()
    await expect(connect(server)).rejects.toMatchObject({ code: 'reach.refused' })
    const nowhere = { host: 'no-such-camera.invalid', port: 80 }
    await expect(connect(nowhere)).rejects.toMatchObject({
      code: expect.stringMatching(/reach\.(no-host|timeout)/),
    })
  })

  it.each([
    ['says nothing', () => {}],
    [
      'sends a byte at a time for ever',
      (socket: { write: (text: string) => void; on: (event: 'close', then: () => void) => void }) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n')
        const timer = setInterval(() => socket.write('<'), 50)
        socket.on('close', () => clearInterval(timer))
      },
    ],
  ])('gives up on a server that %s', async (_, behave) => {
    const server = await keep(startTcpServer(behave))
    const startedMs = performance.now()
    await expect(connect(server)).rejects.toMatchObject({ code: 'reach.timeout' })
    expect(performance.now() - startedMs).toBeLessThan(1500)
  })

  it('stops reading an endless answer', async () => {
    let sentBytes = 0
    const server = await keep(
      startHttpServer((_, __, response) => {
        response.writeHead(200)
        const piece = Buffer.alloc(256 * 1024, '<a/>')
        const more = (): void => {
          while (!response.destroyed && sentBytes < 64_000_000) {
            sentBytes += piece.length
            if (!response.write(piece)) return
          }
        }
        response.on('drain', more)
        more()
      }),
    )
    await expect(connect(server)).rejects.toMatchObject({ code: 'reach.not-onvif' })
    expect(sentBytes).toBeLessThan(16_000_000)
  })

  it('stops at once when the caller leaves', async () => {
    const server = await keep(startTcpServer(() => {}))
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    await expect(connect(server, {}, controller.signal)).rejects.toMatchObject({ code: 'call.cancelled' })
    await expect(connect(server, {}, controller.signal)).rejects.toMatchObject({ kind: 'cancelled' })
  })
})

describe('time', () => {
  it('is read without credentials', async () => {
    const requests: string[] = []
    const server = await keep(
      startSoapServer((_, body, request) => {
        requests.push(body + String(request.headers.authorization))
        return dateAndTimeAnswer(Date.now() - 90_000)
      }),
    )
    const reading = await (await connect(server)).getDateAndTime()
    expect(Math.abs(clockOffsetOf(reading).offsetMs + 90_000)).toBeLessThan(1000)
    expect(requests.join()).not.toMatch(/UsernameToken|Digest/)
  })

  it.each([
    ['no UTC', '<tds:SystemDateAndTime><tt:LocalDateTime/></tds:SystemDateAndTime>'],
    ['nothing', ''],
  ])('is unreadable when the device tells %s', async (_, inside) => {
    const answer = envelope(`<tds:GetSystemDateAndTimeResponse>${inside}</tds:GetSystemDateAndTimeResponse>`)
    const opened = await connect(await keep(startSoapServer(() => answer)))
    await expect(opened.getDateAndTime()).rejects.toMatchObject({ code: 'device.unreadable' })
  })
})

/** Does what a device does: recomputes the digest from the password in UTF-8. */
function tokenIsRight(body: string, username: string, password: string): boolean {
  const part = (pattern: RegExp): string => pattern.exec(body)?.[1] ?? ''
  const nonce = Buffer.from(part(/<Nonce[^>]*>([^<]+)/), 'base64')
  const created = part(/<Created[^>]*>([^<]+)/)
  const digest = createHash('sha1').update(nonce).update(created).update(password, 'utf8').digest('base64')
  return part(/<Username>([^<]+)/) === username && part(/<Password[^>]*>([^<]+)/) === digest
}

function digestIsRight(header: string, username: string, password: string, path: string): boolean {
  const part = (name: string): string => new RegExp(`\\b${name}="?([^",]+)`).exec(header)?.[1] ?? ''
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  const secret = hash(`${username}:${part('realm')}:${password}`)
  const middle = [part('nonce'), part('nc'), part('cnonce'), part('qop')].join(':')
  return part('response') === hash(`${secret}:${middle}:${hash(`POST:${path}`)}`)
}

describe('credentials', () => {
  it('keeps every string as the device wrote it', async () => {
    const opened = await session((_, body) =>
      body.includes('UsernameToken') ? identityAnswer() : notAuthorizedFault(),
    )
    expect(await opened.verifyCredentials()).toEqual({
      identity: {
        manufacturer: 'Hik & Co',
        model: '1',
        firmware: '2.40',
        serialNumber: '20261123000000000001',
      },
      auth: 'wsse',
    })
  })

  it('works with XML characters and Vietnamese letters in name and password', async () => {
    const login = { username: 'a&b<"c', password: `mật khẩu & <đ> "'` }
    const opened = await session(
      (_, body) =>
        tokenIsRight(body, 'a&amp;b&lt;&quot;c', login.password) ? identityAnswer() : notAuthorizedFault(),
      login,
    )
    expect((await opened.verifyCredentials()).auth).toBe('wsse')
  })

  it('dates the token by the camera, whose clock is in 2014', async () => {
    const cameraNowMs = Date.UTC(2014, 4, 5, 6, 7, 8)
    const server = await keep(
      startSoapServer((call, body) => {
        if (call === 'GetSystemDateAndTime') return dateAndTimeAnswer(cameraNowMs)
        const createdMs = Date.parse(/<Created[^>]*>([^<]+)/.exec(body)?.[1] ?? '')
        return Math.abs(createdMs - cameraNowMs) < 5000 ? identityAnswer() : notAuthorizedFault()
      }),
    )
    expect((await (await connect(server)).verifyCredentials()).auth).toBe('wsse')
  })

  it('answers digest, SHA-256 where it is offered, with a name outside ASCII', async () => {
    const login = { username: 'quảntrị', password: 'mật khẩu' }
    const challenges = [
      'Digest realm="a, b", nonce="n1", qop="auth-int,auth", algorithm=SHA-256',
      'Digest realm="x", nonce="n2"',
    ]
    const opened = await session((_, __, request) => {
      const header = Buffer.from(request.headers.authorization ?? '', 'latin1').toString('utf8')
      const withoutComma = header.replace('realm="a, b"', 'realm="a; b"')
      if (header.includes('username="quảntrị"') && header.includes('nonce="n1"') && withoutComma !== header) {
        const secret = createHash('sha256').update(`${login.username}:a, b:${login.password}`).digest('hex')
        const part = (name: string): string =>
          new RegExp(`\\b${name}="?([^",]+)`).exec(withoutComma)?.[1] ?? ''
        const target = createHash('sha256').update(`POST:${ONVIF_PATH}`).digest('hex')
        const text = [secret, 'n1', part('nc'), part('cnonce'), 'auth', target].join(':')
        if (part('response') === createHash('sha256').update(text).digest('hex')) return identityAnswer()
      }
      return { status: 401, body: '', headers: { 'WWW-Authenticate': challenges } }
    }, login)
    expect((await opened.verifyCredentials()).auth).toBe('digest')
  })

  it('falls back to digest alone on a device that chokes on WS-Security', async () => {
    const opened = await session((_, body, request) => {
      if (body.includes('UsernameToken')) return { status: 400, body: '' }
      const header = request.headers.authorization ?? ''
      if (digestIsRight(header, 'admin', 'secret', ONVIF_PATH)) return identityAnswer()
      return {
        status: 401,
        body: '',
        headers: { 'WWW-Authenticate': ['Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'] },
      }
    })
    expect((await opened.verifyCredentials()).auth).toBe('digest')
  })

  it.each([
    ['a fault', notAuthorizedFault()],
    ['a plain 401', { status: 401, body: 'no' }],
    [
      'a new challenge each time',
      { status: 401, body: '', headers: { 'WWW-Authenticate': ['Digest realm="r", nonce="n"'] } },
    ],
  ])('sees a wrong password by %s, though the service list is open', async (_, refusal) => {
    const opened = await session((call) => (call === 'GetServices' ? servicesAnswer(DEVICE, MEDIA) : refusal))
    await expect(opened.verifyCredentials()).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'credentials.wrong',
    })
  })

  it('sees a wrong password on a device that tells strangers who it is but refuses a wrong token', async () => {
    const opened = await session((_, body) =>
      body.includes('UsernameToken') ? notAuthorizedFault() : identityAnswer(),
    )
    await expect(opened.verifyCredentials()).rejects.toMatchObject({ code: 'credentials.wrong' })
  })

  it('sees a wrong password that only the media service minds', async () => {
    const opened = await session((call) => {
      if (call === 'GetDeviceInformation') return identityAnswer()
      return call === 'GetServices' ? servicesAnswer(DEVICE, MEDIA) : notAuthorizedFault()
    })
    await expect(opened.verifyCredentials()).rejects.toMatchObject({ code: 'credentials.wrong' })
  })

  it('notices a device that answers anyone', async () => {
    const opened = await session((call) => {
      if (call === 'GetDeviceInformation') return identityAnswer()
      return call === 'GetServices'
        ? servicesAnswer(DEVICE, MEDIA)
        : profilesAnswer(profile('1', 'H264', '1920'))
    })
    expect((await opened.verifyCredentials()).auth).toBe('none')
  })
})
