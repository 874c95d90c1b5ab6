import { readFile } from 'node:fs/promises'
import { extname, join, normalize, resolve, sep } from 'node:path'

/** No inline script, no foreign origin. Mantine writes its styles inline; hls.js runs its worker from a blob. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.map': 'application/json',
}

const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>Minh Chứng</title><p>Giao diện chưa được dựng. Chạy: npm run build:renderer</p>'

function reply(body: Uint8Array<ArrayBuffer> | string, path: string, status: number): Response {
  const isPage = extname(path) === '.html'
  return new Response(body, {
    status,
    headers: {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': isPage ? 'no-store' : 'public, max-age=31536000, immutable',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}

const read = (path: string): Promise<Uint8Array<ArrayBuffer> | null> =>
  readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  )

/** Serves the built renderer; any address that is no file opens the page, whose router knows it. */
export function createStaticFiles(folder: string) {
  const root = resolve(folder)
  const page = join(root, 'index.html')

  return async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    const path = normalize(join(root, decodeURIComponent(new URL(request.url).pathname)))
    const isInside = path.startsWith(root + sep)
    const file = isInside && extname(path) !== '' ? await read(path) : null
    if (file) return reply(file, path, 200)
    if (extname(path) !== '' && extname(path) !== '.html') return new Response(null, { status: 404 })
    const index = await read(page)
    return index ? reply(index, page, 200) : reply(NOT_BUILT, page, 503)
  }
}
