const COOKIE_NAME = 'minh-chung-session'

/** The token that a request brings; null when it brings none. */
export function readSessionToken(request: Request): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === COOKIE_NAME && value) return value
  }
  return null
}

/** `Set-Cookie` that gives (or with null takes) the session. Scripts cannot read it, other sites cannot send it. */
export function sessionCookie(token: string | null, isSecure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return token === null
    ? `${COOKIE_NAME}=; ${attributes}; Max-Age=0`
    : `${COOKIE_NAME}=${token}; ${attributes}`
}
