import { Cam } from 'onvif'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { DeviceTarget } from '#main/ports/camera-device.ts'
import { type HttpAnswer, postToDevice } from './device-http.ts'
import { digestAuthorization } from './http-digest.ts'
import { faultOf } from './soap-fault.ts'
import { parseSoapBody, type XmlElement } from './soap-xml.ts'
import { usernameToken } from './ws-security.ts'

/**
 * Which credentials a request carries: `anonymous` none, not even when asked; `wsse` a WS-UsernameToken, and HTTP digest
 * when asked; `digest` HTTP digest alone, when asked.
 */
export type AuthMode = 'anonymous' | 'wsse' | 'digest'

export type SoapAnswer = HttpAnswer & {
  /** null: no SOAP. */
  readonly body: XmlElement | null
  /** The device asked for HTTP digest and was answered. */
  readonly usedDigest: boolean
}

type PackageRequest = { readonly service?: string; readonly body: string }
type PackageCallback = (this: Cam, error: Error | null, data?: unknown, xml?: string, status?: number) => void

const FIRST_ELEMENT = /<s:Body[^>]*><(\w+) xmlns="([^"]+)"/

/** Namespace and name of the call, which is what SOAP 1.2 sends as its action. */
function actionOf(body: string): string {
  const [, name = '', namespace = ''] = FIRST_ELEMENT.exec(body) ?? []
  return `${namespace}/${name}`
}

const lowerFirst = (name: string): string =>
  /^.[A-Z]/.test(name) ? name : name.slice(0, 1).toLowerCase() + name.slice(1)

/** The shape in which the package's own code reads an answer (that of xml2js). */
function toPackageShape(element: XmlElement): unknown {
  const hasAttributes = Object.keys(element.attributes).length > 0
  if (element.children.length === 0 && !hasAttributes) return element.text
  const names = [...new Set(element.children.map((one) => one.name))]
  return Object.fromEntries([
    ...(hasAttributes ? [['$', element.attributes] as const] : []),
    ...(element.text === '' ? [] : [['_', element.text] as const]),
    ...names.map(
      (name) =>
        [lowerFirst(name), element.children.filter((one) => one.name === name).map(toPackageShape)] as const,
    ),
  ])
}

/**
 * The npm package's client with its outside replaced: everything that it sends and reads passes through the two methods
 * below, which its own methods call. So it keeps what it knows (the calls, service addresses, Media and Media2) and loses
 * what was seen to be wrong (docs/design/onvif-notes.md 2, 5, 6, 10, 11): escaping, UTF-8 passwords, clock skew learnt
 * once, unbounded answers, xml2js on hostile text, exceptions inside callbacks.
 */
export class GuardedCam extends Cam {
  mode: AuthMode = 'anonymous'
  /** How far the camera's clock runs ahead of ours. */
  aheadMs = 0
  /** Ends the request under way. */
  signal: AbortSignal = AbortSignal.abort()
  lastAnswer: SoapAnswer | null = null
  lastError: AppError | null = null
  /** Hears of an exception that the package's own callback threw: it would never call back. */
  onCrash: () => void = () => {}
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

  /** Called by the package for every request. The callback runs once, outside any `try` of the package. */
  _request(request: PackageRequest, callback: PackageCallback): void {
    this.#exchange(request)
      .then(
        (answer) => this.#handOver(answer, callback),
        (error: unknown) => {
          this.lastError =
            error instanceof AppError ? error : new AppError('internal', 'device.failed', {}, error)
          callback.call(this, this.lastError, undefined, '', 0)
        },
      )
      .catch(() => this.onCrash())
  }

  #handOver(answer: SoapAnswer, callback: PackageCallback): void {
    this.lastAnswer = answer
    this.lastError = null
    const failed = answer.body === null || faultOf(answer.body) !== null
    const error = failed ? new Error('no usable SOAP answer') : null
    const data = answer.body === null ? undefined : [toPackageShape(answer.body)]
    callback.call(this, error, data, answer.text, answer.status)
  }

  async #exchange(request: PackageRequest): Promise<SoapAnswer> {
    const { signal } = this
    // Host and port stay those that answered: a device behind NAT names addresses that lead nowhere.
    const path = (request.service === undefined ? null : this.uri?.[request.service]?.path) ?? this.path
    const post = (headers: Readonly<Record<string, string>>): Promise<HttpAnswer> =>
      postToDevice({ ...this.#where(), path, body: request.body, headers, signal }, this.#clock)
    const contentType = `application/soap+xml; charset=utf-8; action="${actionOf(request.body)}"`
    const first = await post({ 'Content-Type': contentType })
    const authorization = first.status === 401 && this.mode !== 'anonymous' ? this.#answer(first, path) : null
    if (authorization === null) return { ...first, body: parseSoapBody(first.text), usedDigest: false }
    const second = await post({ 'Content-Type': contentType, Authorization: authorization })
    return { ...second, body: parseSoapBody(second.text), usedDigest: true }
  }

  #answer(first: HttpAnswer, path: string): string | null {
    const { username, password } = this.#target
    return digestAuthorization(first.challenges, { method: 'POST', path, username, password })
  }

  #where(): { readonly secure: boolean; readonly host: string; readonly port: number } {
    const { secure, host, port } = this.#target.address
    return { secure, host, port }
  }
}
