import { connect, type Socket } from 'node:net'
import { parseCameraAddress } from '#shared/cameras/camera-address.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import { digestAuthorization } from '#main/adapters/onvif/http-digest.ts'
import { createRtspReader, header, requestOf, type RtspMessage, statusOf } from './rtsp-message.ts'

export type RtspTarget = {
  readonly host: string
  readonly port: number
  /** Without credentials. */
  readonly uri: string
  readonly username: string
  readonly password: string
}

export type RtspClientOptions = {
  readonly target: RtspTarget
  /** Limit of the connection and of each request. */
  readonly timeoutMs: number
  readonly onPacket: (channel: number, packet: Buffer) => void
  /** The camera said of itself that the stream is over (ANNOUNCE, TEARDOWN). */
  readonly onAnnouncedEnd?: () => void
}

export type RtspReply = RtspMessage & { readonly status: number }

const CODE_OF_SYSTEM_ERROR: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'stream.refused',
  ETIMEDOUT: 'stream.timeout',
  EHOSTUNREACH: 'stream.timeout',
  EHOSTDOWN: 'stream.timeout',
  ENETUNREACH: 'stream.timeout',
  ENOTFOUND: 'stream.timeout',
  EAI_AGAIN: 'stream.timeout',
}

/** @throws AppError `invalid stream.refused` for what is no RTSP address */
export function rtspTargetOf(url: string): RtspTarget {
  const parsed = parseCameraAddress(url)
  if (parsed?.kind !== 'rtsp') throw new AppError('invalid', 'stream.refused', { reason: 'no rtsp address' })
  const { host, port, uri, embedded } = parsed
  return { host, port, uri, username: embedded?.username ?? '', password: embedded?.password ?? '' }
}

function toStreamError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const systemCode =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return new AppError(
    'unavailable',
    CODE_OF_SYSTEM_ERROR[systemCode] ?? 'stream.refused',
    { systemCode },
    error,
  )
}

/** What a refused request means. */
export function refusalOf(reply: RtspReply): AppError {
  const { status } = reply
  if (status === 401 || status === 403) return new AppError('unavailable', 'stream.unauthorized', { status })
  // 454: it forgot the session; 457: it has nothing in that range.
  if (status === 404 || status === 457) return new AppError('unavailable', 'stream.not-found', { status })
  return new AppError('unavailable', 'stream.refused', { status })
}

/** One RTSP session over TCP as its client. Every request ends in time; the connection is bounded by its reader. */
export class RtspClient {
  readonly #options: RtspClientOptions
  readonly #socket: Socket
  readonly #waiting = new Map<string, (reply: RtspReply | AppError) => void>()
  readonly #ended = Promise.withResolvers<AppError | null>()
  #sequence = 0
  /** Of the last 401: used at once from then on. */
  #challenges: readonly string[] = []
  #session: string | null = null
  #sessionTimeoutMs = 60_000

  /** @throws AppError `unavailable stream.refused | stream.timeout`, `cancelled call.cancelled` */
  static async connect(options: RtspClientOptions, signal: AbortSignal): Promise<RtspClient> {
    if (signal.aborted) throw new AppError('cancelled', 'call.cancelled')
    const { host, port } = options.target
    const client = new RtspClient(options, connect({ host, port }))
    const cancel = (): void => client.#end(new AppError('cancelled', 'call.cancelled'))
    signal.addEventListener('abort', cancel, { once: true })
    void client.ended.then(() => signal.removeEventListener('abort', cancel))
    await client.#opened()
    return client
  }

  private constructor(options: RtspClientOptions, socket: Socket) {
    this.#options = options
    this.#socket = socket
    const reader = createRtspReader({
      onMessage: (message) => this.#take(message),
      onPacket: options.onPacket,
    })
    socket.setNoDelay(true)
    socket.on('error', (error) => this.#end(toStreamError(error)))
    socket.on('close', () => this.#end(null))
    socket.on('data', (chunk) => {
      try {
        reader.push(chunk)
      } catch (error) {
        this.#end(toStreamError(error))
      }
    })
  }

  /** Resolves when the connection is over; null: the camera closed it in order. Never rejects. */
  get ended(): Promise<AppError | null> {
    return this.#ended.promise
  }

  get sessionTimeoutMs(): number {
    return this.#sessionTimeoutMs
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** What was told before still leaves. */
  close(): void {
    this.#socket.destroySoon()
    this.#end(null)
  }

  /**
   * Sends one request, once more with credentials when the camera asks. Any status is an answer.
   * @throws AppError `unavailable stream.timeout | stream.refused`, `cancelled call.cancelled`
   */
  async request(
    method: string,
    uri: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RtspReply> {
    const first = await this.#exchange(method, uri, headers)
    const challenges = first.headers.get('www-authenticate') ?? []
    if (first.status !== 401 || challenges.length === 0) return first
    this.#challenges = challenges
    return this.#authorization(method, uri) === null ? first : this.#exchange(method, uri, headers)
  }

  /** Without waiting for an answer: what takes leave or keeps a session alive. */
  tell(method: string, uri: string): void {
    if (!this.#socket.destroyed) this.#write(method, uri, {})
  }

  async #opened(): Promise<void> {
    const timer = setTimeout(
      () => this.#end(new AppError('unavailable', 'stream.timeout')),
      this.#options.timeoutMs,
    )
    const connected = new Promise<null>((resolve) => this.#socket.once('connect', () => resolve(null)))
    const over = this.ended.then((error) => error ?? new AppError('unavailable', 'stream.refused'))
    const failure = await Promise.race([connected, over])
    clearTimeout(timer)
    if (failure) throw failure
  }

  async #exchange(
    method: string,
    uri: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<RtspReply> {
    const { timeoutMs } = this.#options
    const reply = await new Promise<RtspReply | AppError>((resolve) => {
      if (this.#socket.destroyed) return resolve(new AppError('unavailable', 'stream.refused'))
      const sequence = this.#write(method, uri, headers)
      const timer = setTimeout(
        () => settle(new AppError('unavailable', 'stream.timeout', { timeoutMs })),
        timeoutMs,
      )
      const settle = (outcome: RtspReply | AppError): void => {
        clearTimeout(timer)
        this.#waiting.delete(sequence)
        resolve(outcome)
      }
      this.#waiting.set(sequence, settle)
    })
    if (reply instanceof AppError) throw reply
    return reply
  }

  #write(method: string, uri: string, headers: Readonly<Record<string, string>>): string {
    this.#sequence += 1
    const authorization = this.#authorization(method, uri)
    const lines = [
      `${method} ${uri} RTSP/1.0`,
      `CSeq: ${this.#sequence}`,
      'User-Agent: minh-chung',
      ...(this.#session === null ? [] : [`Session: ${this.#session}`]),
      ...(authorization === null ? [] : [`Authorization: ${authorization}`]),
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ]
    // The digest's header holds UTF-8 as one character per byte.
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
    return String(this.#sequence)
  }

  #authorization(method: string, uri: string): string | null {
    const { username, password } = this.#options.target
    if (this.#challenges.length === 0 || (username === '' && password === '')) return null
    const digest = digestAuthorization(this.#challenges, { method, path: uri, username, password })
    if (digest !== null) return digest
    const wantsBasic = this.#challenges.some((challenge) => /^\s*basic\b/i.test(challenge))
    return wantsBasic ? `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` : null
  }

  #take(message: RtspMessage): void {
    const status = statusOf(message)
    if (status === null) return this.#serve(message)
    const session = header(message, 'session')
    if (session !== null) {
      this.#session = session.split(';')[0]?.trim() ?? null
      const seconds = /;\s*timeout=(\d{1,5})/i.exec(session)?.[1]
      if (seconds !== undefined) this.#sessionTimeoutMs = Math.max(5, Number(seconds)) * 1000
    }
    this.#waiting.get(header(message, 'cseq') ?? '')?.({ ...message, status })
  }

  /** Cameras ask too: whether we live, or tell that the recording is over. */
  #serve(message: RtspMessage): void {
    const method = requestOf(message)?.method
    this.#socket.write(`RTSP/1.0 200 OK\r\nCSeq: ${header(message, 'cseq') ?? '0'}\r\n\r\n`)
    if (method === 'ANNOUNCE' || method === 'TEARDOWN') this.#options.onAnnouncedEnd?.()
  }

  #end(error: AppError | null): void {
    this.#ended.resolve(error)
    if (error) this.#socket.destroy()
    const cause = error ?? new AppError('unavailable', 'stream.refused', { reason: 'closed' })
    for (const settle of this.#waiting.values()) settle(cause)
  }
}
