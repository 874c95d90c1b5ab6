import { Cam } from 'onvif'
import type { Clock } from '#main/ports/clock.ts'
import type { DeviceTarget } from '#main/ports/camera-device.ts'
import { askDevice, type HttpAnswer, MAX_ANSWER_BYTES } from './device-http.ts'
import type { OnvifService } from './device-services.ts'
import { digestAuthorization } from './http-digest.ts'
import { parseSoapBody, type XmlElement } from './soap-xml.ts'
import { usernameToken } from './ws-security.ts'

/**
 * Which credentials a request carries: `anonymous` none, not even when asked; `wsse` a WS-UsernameToken, and HTTP digest
 * when asked; `digest` HTTP digest alone, when asked.
 */
export type AuthMode = 'anonymous' | 'wsse' | 'digest'

export type SoapAnswer = HttpAnswer & {
  readonly text: string
  /** null: no SOAP. */
  readonly body: XmlElement | null
  /** The device asked for HTTP digest and was answered. */
  readonly usedDigest: boolean
}

/** One request of ours, past the package. */
export type Exchange = {
  readonly path: string
  /** The whole envelope: see `envelope`. */
  readonly body: string
  readonly mode: AuthMode
  /** What SOAP 1.2 sends as its action; namespace and name of the call unless told. */
  readonly action?: string
  readonly signal: AbortSignal
}

type PackageRequest = { readonly service?: string; readonly body: string }

const FIRST_ELEMENT = /<s:Body[^>]*><(\w+) xmlns="([^"]+)"/

/** Namespace and name of the call, which is what SOAP 1.2 sends as its action. */
function actionOf(body: string): string {
  const [, name = '', namespace = ''] = FIRST_ELEMENT.exec(body) ?? []
  return `${namespace}/${name}`
}

function readSoap(answer: HttpAnswer, usedDigest: boolean): SoapAnswer {
  const text = Buffer.from(answer.bytes).toString('utf8')
  return { ...answer, text, body: parseSoapBody(text), usedDigest }
}

/**
 * The npm package's client with its outside replaced: everything that it sends passes through the two methods with a
 * leading underscore, which its own methods call. So it keeps what it knows (how each call is written in Media and Media2)
 * and loses what was seen to be wrong (docs/design/onvif-notes.md 2, 5, 6, 10, 11): escaping, UTF-8 passwords, clock skew
 * learnt once, unbounded answers, xml2js on hostile text, exceptions inside callbacks.
 */
export class GuardedCam extends Cam {
  mode: AuthMode = 'anonymous'
  /** How far the camera's clock runs ahead of ours. */
  aheadMs = 0
  /** Path and query of each service that the device named. */
  readonly servicePaths = new Map<OnvifService, string>()
  /** Ends the request that is started next. */
  signal: AbortSignal = AbortSignal.abort()
  /** Gets what came of it. */
  onEnd: (exchange: Promise<SoapAnswer>) => void = () => {}
  readonly #target: DeviceTarget
  readonly #clock: Clock

  constructor(target: DeviceTarget, clock: Clock) {
    const { host, port, path, secure } = target.address
    super({ hostname: host, port, path, useSecure: secure, autoconnect: false })
    this.#target = target
    this.#clock = clock
  }

  /** Called by the package to begin an authenticated request. */
  _envelopeHeader(openHeader?: boolean): string {
    const { username, password } = this.#target
    const token =
      this.mode === 'wsse' ? usernameToken(username, password, this.#clock.nowMs() + this.aheadMs) : ''
    const start =
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" ' +
      `xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>${token}`
    if (openHeader) return start
    return (
      `${start}</s:Header><s:Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
      'xmlns:xsd="http://www.w3.org/2001/XMLSchema">'
    )
  }

  /** An envelope of our own: `header` stands behind the credentials. */
  envelope(mode: AuthMode, header: string, body: string): string {
    const usual = this.mode
    this.mode = mode
    const start = this._envelopeHeader(true)
    this.mode = usual
    return `${start}${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  }

  /**
   * Called by the package for every request. Its own callback is never run: what it makes of an answer (numbers out of
   * tokens, an exception that nobody hears) is not wanted.
   */
  _request(request: PackageRequest): void {
    // Calls overlap: each keeps what was set when it began.
    const { mode, signal } = this
    this.onEnd(this.exchange({ path: this.#pathOf(request.service), body: request.body, mode, signal }))
  }

  /** Sends one envelope, once more with HTTP digest where the device asks for it and `mode` allows. */
  async exchange(request: Exchange): Promise<SoapAnswer> {
    const { path, body, mode, signal } = request
    const { secure, host, port } = this.#target.address
    const post = (headers: Readonly<Record<string, string>>): Promise<HttpAnswer> =>
      askDevice(
        { method: 'POST', secure, host, port, path, body, headers, maxBytes: MAX_ANSWER_BYTES, signal },
        this.#clock,
      )
    const action = request.action ?? actionOf(body)
    const contentType = { 'Content-Type': `application/soap+xml; charset=utf-8; action="${action}"` }
    const first = await post(contentType)
    const authorization = first.status === 401 && mode !== 'anonymous' ? this.#answer(first, path) : null
    if (authorization === null) return readSoap(first, false)
    return readSoap(await post({ ...contentType, Authorization: authorization }), true)
  }

  /** Host and port stay those that answered: a device behind NAT names addresses that lead nowhere. */
  #pathOf(service: string | undefined): string {
    const named = [...this.servicePaths].find(([name]) => name === service)
    return named?.[1] ?? this.path
  }

  #answer(first: HttpAnswer, path: string): string | null {
    const { username, password } = this.#target
    return digestAuthorization(first.challenges, { method: 'POST', path, username, password })
  }
}
