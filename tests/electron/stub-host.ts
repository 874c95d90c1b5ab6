// A host of a few lines that keeps to the contract of src/main/serve/host-entry.ts: loopback port, boot secret, messages.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const secret = process.env.MINH_CHUNG_BOOT_SECRET
const media = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))

const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Minh Chứng</title>
<h1>Xem lại</h1><a id="outside" href="https://example.org/">ra ngoài</a>`

function sendMedia(request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (range === null) {
    response.writeHead(200, { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' }).end(media)
    return
  }
  const first = Number(range[1])
  const last = range[2] ? Number(range[2]) : media.length - 1
  response
    .writeHead(206, {
      'content-type': 'video/mp4',
      'content-range': `bytes ${first}-${last}/${media.length}`,
    })
    .end(media.subarray(first, last + 1))
}

/** Sends its first line at once and the second only when /release is asked for. */
let release = (): void => undefined
function sendSlowly(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' })
  response.write('first\n')
  release = () => response.end('second\n')
}

const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
  '/own-policy': (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" })
      .end(page),
  '/login': (_, response) =>
    response
      .writeHead(200, [
        ['set-cookie', 'session=s3cret; Path=/; HttpOnly; SameSite=Strict'],
        ['set-cookie', 'hint=x; Path=/only-here'],
      ])
      .end('ok'),
  '/logout': (_, response) =>
    response.writeHead(200, { 'set-cookie': 'session=; Path=/; Max-Age=0' }).end('ok'),
  '/headers': (request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(request.headers)),
  '/media': sendMedia,
  '/echo': (request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    request.pipe(response)
  },
  '/slow': (_, response) => sendSlowly(response),
  '/release': (_, response) => {
    release()
    response.end('ok')
  },
  '/moved': (request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${request.socket.localPort}/headers` }).end(),
  '/nothing': (_, response) => response.writeHead(204).end(),
  '/pid': (_, response) => response.end(String(process.pid)),
  '/environment': (_, response) =>
    response.end(
      JSON.stringify({ args: process.argv.slice(2), masterKey: process.env.MINH_CHUNG_MASTER_KEY }),
    ),
  '/crash': () => {
    console.error('stub host: told to crash')
    process.exit(7)
  },
}

const server = createServer((request, response) => {
  if (request.headers['x-boot-secret'] !== secret) {
    response.writeHead(403).end()
    return
  }
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const route = routes[pathname]
  if (route === undefined) response.writeHead(404).end()
  else route(request, response)
})

process.on('message', (message) => {
  if (JSON.stringify(message) === '{"type":"stop"}') process.exit(0)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ type: 'ready', port: address.port })
})
