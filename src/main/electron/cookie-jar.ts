type Cookie = { readonly value: string; readonly path: string; readonly expiresAtMs: number }

/** Cookies of the one host that the window talks to. They live in the main process and end with it. */
export type CookieJar = {
  /** Takes over one `set-cookie` line; lines that cannot be read are left out. */
  readonly store: (setCookieLine: string, nowMs: number) => void
  /** @returns the value of the `cookie` header for a path, or null when there is none */
  readonly headerFor: (path: string, nowMs: number) => string | null
}

type Attributes = ReadonlyMap<string, string>

function readAttributes(parts: readonly string[]): Attributes {
  return new Map(
    parts.map((part) => {
      const [name = '', ...rest] = part.split('=')
      return [name.trim().toLowerCase(), rest.join('=').trim()]
    }),
  )
}

function expiryOf(attributes: Attributes, nowMs: number): number {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return nowMs + Number(maxAge) * 1000
  const expiresAtMs = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expiresAtMs) ? Number.POSITIVE_INFINITY : expiresAtMs
}

function isPathWithin(path: string, cookiePath: string): boolean {
  if (path === cookiePath || cookiePath === '/') return true
  return path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    store(setCookieLine, nowMs) {
      const [pair = '', ...rest] = setCookieLine.split(';')
      const separator = pair.indexOf('=')
      if (separator < 1) return
      const name = pair.slice(0, separator).trim()
      const attributes = readAttributes(rest)
      const path = attributes.get('path')?.startsWith('/') ? (attributes.get('path') ?? '/') : '/'
      const expiresAtMs = expiryOf(attributes, nowMs)
      const key = `${name} ${path}`
      if (expiresAtMs <= nowMs) cookies.delete(key)
      else cookies.set(key, { value: pair.slice(separator + 1).trim(), path, expiresAtMs })
    },
    headerFor(path, nowMs) {
      const sent = [...cookies].filter(
        ([, cookie]) => cookie.expiresAtMs > nowMs && isPathWithin(path, cookie.path),
      )
      if (sent.length === 0) return null
      return sent.map(([key, cookie]) => `${key.slice(0, key.indexOf(' '))}=${cookie.value}`).join('; ')
    },
  }
}
