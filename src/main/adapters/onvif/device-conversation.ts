import { type ClockReading, clockOffsetOf } from '#shared/cameras/probe.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DeviceTarget } from '#main/ports/camera-device.ts'
import type { Clock } from '#main/ports/clock.ts'
import { withDeadline } from './deadline.ts'
import { readDateAndTime } from './device-answers.ts'
import type { OnvifService, ServicePaths } from './device-services.ts'
import { type AuthMode, GuardedCam, type SoapAnswer } from './guarded-cam.ts'
import { faultOf, refusesCredentials } from './soap-fault.ts'

export type ConversationOptions = {
  readonly target: DeviceTarget
  readonly clock: Clock
  /** Limit of each call, with all its retries. */
  readonly timeoutMs: number
}

/** Starts one of the package's own calls. */
export type PackageCall = (cam: GuardedCam) => void

/** A call that the package lacks or gets wrong. */
export type OwnCall = {
  /** null: the device's own path. */
  readonly service: OnvifService | null
  /** In the place of the service's path. */
  readonly path?: string
  /** SOAP headers behind the credentials. */
  readonly header?: string
  readonly body: string
  readonly action?: string
  readonly timeoutMs?: number
  readonly mode?: AuthMode
}

/** A refused token is worth another try only when the device's clock is this far from where it was. */
const CLOCK_JUMP_MS = 5000

export const ASK_TIME = '<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/>'

export const isRefused = (answer: SoapAnswer): boolean => {
  const fault = faultOf(answer.body)
  return answer.status === 401 || answer.status === 403 || (fault !== null && refusesCredentials(fault))
}

/** What an answer that is not the expected one means. */
export function failureOf(answer: SoapAnswer): AppError {
  if (isRefused(answer)) return new AppError('forbidden', 'credentials.wrong')
  const fault = faultOf(answer.body)
  if (!fault) return new AppError('unavailable', 'device.unreadable', { status: answer.status })
  return new AppError('unavailable', 'device.fault', { fault: fault.codes.join('/'), reason: fault.reason })
}

/**
 * Questions and answers with one device: each call within its time, with the credentials that the device takes, dated by
 * the device's clock. That clock is read anew when a token is refused: it jumps after a power cut.
 */
export class DeviceConversation {
  /** How calls prove who we are unless told. */
  mode: AuthMode = 'anonymous'
  readonly target: DeviceTarget
  readonly #options: ConversationOptions
  readonly #cam: GuardedCam

  constructor(options: ConversationOptions) {
    this.#options = options
    this.target = options.target
    this.#cam = new GuardedCam(options.target, options.clock)
  }

  get clock(): Clock {
    return this.#options.clock
  }

  get timeoutMs(): number {
    return this.#options.timeoutMs
  }

  get services(): ServicePaths {
    return this.#cam.servicePaths
  }

  /** Where its services are from now on. `media2` is taken before `media` where it is named. */
  setServices(paths: ServicePaths): void {
    this.#cam.servicePaths.clear()
    for (const [service, path] of paths) this.#cam.servicePaths.set(service, path)
    this.#cam.media2Support = paths.has('media2')
  }

  /** One call of the package's. Resolves with the last answer whatever the package made of it. */
  ask(start: PackageCall, signal?: AbortSignal, mode: AuthMode = this.mode): Promise<SoapAnswer> {
    return this.#bounded(mode, this.timeoutMs, signal, (limit) => this.#startPackageCall(start, mode, limit))
  }

  /** One call of our own. */
  call(call: OwnCall, signal?: AbortSignal): Promise<SoapAnswer> {
    const { mode = this.mode, timeoutMs = this.timeoutMs, header = '', service, body, ...rest } = call
    const cam = this.#cam
    const path = call.path ?? (service === null ? null : cam.servicePaths.get(service)) ?? cam.path
    return this.#bounded(mode, timeoutMs, signal, (limit) =>
      // Built for each try: a token is good once.
      cam.exchange({ ...rest, path, body: cam.envelope(mode, header, body), mode, signal: limit }),
    )
  }

  /** Reads the device's clock out of an answer to GetSystemDateAndTime. */
  learnClock(answer: SoapAnswer): ClockReading | null {
    const cameraTimeMs = readDateAndTime(answer.body)
    if (cameraTimeMs === null) return null
    const reading = { cameraTimeMs, sentAtMs: answer.sentAtMs, receivedAtMs: answer.receivedAtMs }
    this.#cam.aheadMs = clockOffsetOf(reading).offsetMs
    return reading
  }

  async #bounded(
    mode: AuthMode,
    timeoutMs: number,
    signal: AbortSignal | undefined,
    attempt: (limit: AbortSignal) => Promise<SoapAnswer>,
  ): Promise<SoapAnswer> {
    return withDeadline(timeoutMs, signal, async (limit) => {
      const first = await attempt(limit)
      const worthAnother = mode === 'wsse' && isRefused(first) && (await this.#clockJumped(limit))
      return worthAnother ? attempt(limit) : first
    })
  }

  async #clockJumped(limit: AbortSignal): Promise<boolean> {
    const beforeMs = this.#cam.aheadMs
    try {
      const body = this.#cam.envelope('anonymous', '', ASK_TIME)
      const answer = await this.#cam.exchange({
        path: this.#cam.path,
        body,
        mode: 'anonymous',
        signal: limit,
      })
      return this.learnClock(answer) !== null && Math.abs(this.#cam.aheadMs - beforeMs) > CLOCK_JUMP_MS
    } catch (error) {
      // The refusal that came before says more than a clock that cannot be read.
      if (error instanceof AppError && error.kind === 'unavailable') return false
      throw error
    }
  }

  #startPackageCall(start: PackageCall, mode: AuthMode, limit: AbortSignal): Promise<SoapAnswer> {
    const cam = this.#cam
    return new Promise((resolve, reject) => {
      cam.mode = mode
      cam.signal = limit
      cam.onEnd = (exchange) => void exchange.then(resolve, reject)
      try {
        start(cam)
      } catch (error) {
        // It could not even put the request together, for instance without a token.
        reject(new AppError('unavailable', 'device.unreadable', { reason: 'no-request' }, error))
      }
    })
  }
}
