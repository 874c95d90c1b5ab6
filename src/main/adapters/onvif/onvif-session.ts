import { hostInUri } from '#shared/cameras/camera-address.rules.ts'
import type { MediaProfile } from '#shared/cameras/cameras.model.ts'
import { type ClockReading, clockOffsetOf } from '#shared/cameras/probe.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DeviceSession, DeviceTarget, VerifiedDevice } from '#main/ports/camera-device.ts'
import type { Clock } from '#main/ports/clock.ts'
import { withDeadline } from './deadline.ts'
import { readDateAndTime, readIdentity, readProfiles, readUri } from './device-answers.ts'
import { type AuthMode, GuardedCam, type SoapAnswer } from './guarded-cam.ts'
import { offersDigest } from './http-digest.ts'
import { faultOf, knowsNoSuchCall, refusesCredentials } from './soap-fault.ts'
import { child, escapeXml } from './soap-xml.ts'

export type SessionOptions = {
  readonly target: DeviceTarget
  readonly clock: Clock
  /** Limit of each request. */
  readonly timeoutMs: number
}

type Start = (cam: GuardedCam, done: () => void) => void

const isRefused = (answer: SoapAnswer): boolean => {
  const fault = faultOf(answer.body)
  return answer.status === 401 || answer.status === 403 || (fault !== null && refusesCredentials(fault))
}

/** One camera's conversation: the package's calls, each within its time, their answers read from the raw XML. */
export class OnvifSession implements DeviceSession {
  readonly host: string
  readonly #options: SessionOptions
  readonly #cam: GuardedCam
  #servicesKnown = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.host = options.target.address.host
    this.#cam = new GuardedCam(options.target, options.clock)
  }

  /**
   * The call that every ONVIF device answers to anyone.
   * @throws AppError `unavailable reach.*`
   */
  async reach(signal?: AbortSignal): Promise<void> {
    const answer = await this.#ask((cam, done) => cam.getSystemDateAndTime(done), signal).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'device.unreadable') {
          throw new AppError('unavailable', 'reach.not-onvif', error.detail, error)
        }
        throw error
      },
    )
    const fault = faultOf(answer.body)
    const asksForDigest = answer.status === 401 && offersDigest(answer.challenges)
    const isAnswer = fault
      ? !knowsNoSuchCall(fault)
      : child(answer.body, 'GetSystemDateAndTimeResponse') !== null
    if (!isAnswer && !asksForDigest) {
      throw new AppError('unavailable', 'reach.not-onvif', { status: answer.status })
    }
    this.#learnClock(answer)
    if (this.#hasCredentials()) this.#cam.mode = 'wsse'
  }

  async getDateAndTime(signal?: AbortSignal): Promise<ClockReading> {
    const answer = await this.#ask((cam, done) => cam.getSystemDateAndTime(done), signal)
    const reading = this.#learnClock(answer)
    if (!reading) throw this.#failure(answer)
    return reading
  }

  async verifyCredentials(signal?: AbortSignal): Promise<VerifiedDevice> {
    const verified = this.#hasCredentials() ? await this.#logIn(signal) : null
    const asStranger = await this.#askAs('anonymous', (cam, done) => cam.getDeviceInformation(done), signal)
    const open = readIdentity(asStranger.body)
    if (verified && !open) return verified
    if (!open)
      throw isRefused(asStranger) ? new AppError('forbidden', 'credentials.wrong') : this.#failure(asStranger)
    // It tells strangers who it is, so that says nothing about the password: its media service may be stricter.
    await this.getProfiles(signal).catch((error: unknown) => {
      if (error instanceof AppError && error.kind === 'unavailable' && error.code.startsWith('device.'))
        return
      throw error
    })
    return { identity: open, auth: 'none' }
  }

  async getProfiles(signal?: AbortSignal): Promise<MediaProfile[]> {
    await this.#findServices(signal)
    const first = await this.#ask((cam, done) => cam.getProfiles(done), signal)
    const profiles = readProfiles(first.body)
    if (profiles && profiles.length > 0) return profiles
    if (this.#cam.media2Support && this.#cam.uri?.media) {
      // Some devices name a Media2 service that does not work; the old one then does.
      this.#cam.media2Support = false
      return this.getProfiles(signal)
    }
    if (profiles) return profiles
    throw this.#failure(first)
  }

  async getStreamUri(profileToken: string, signal?: AbortSignal): Promise<string> {
    await this.#findServices(signal)
    const options = { protocol: 'RTSP', stream: 'RTP-Unicast', profileToken: escapeXml(profileToken) }
    const answer = await this.#ask((cam, done) => cam.getStreamUri(options, done), signal)
    const uri = readUri(answer.body, 'GetStreamUri')
    if (uri === null) throw this.#failure(answer)
    return uri
  }

  async getSnapshotUri(profileToken: string, signal?: AbortSignal): Promise<string> {
    await this.#findServices(signal)
    const options = { profileToken: escapeXml(profileToken) }
    const answer = await this.#ask((cam, done) => cam.getSnapshotUri(options, done), signal)
    const uri = readUri(answer.body, 'GetSnapshotUri')
    if (uri === null || !URL.canParse(uri)) throw this.#failure(answer)
    const { pathname, search } = new URL(uri)
    const { secure, host, port } = this.#options.target.address
    return `${secure ? 'https' : 'http'}://${hostInUri(host)}:${port}${pathname}${search}`
  }

  /** First WS-UsernameToken (and digest when asked), then digest alone: some devices choke on the token's header. */
  async #logIn(signal: AbortSignal | undefined): Promise<VerifiedDevice> {
    const askIdentity: Start = (cam, done) => cam.getDeviceInformation(done)
    let answer = await this.#askAs('wsse', askIdentity, signal)
    let identity = readIdentity(answer.body)
    if (!identity) {
      const withDigest = await this.#askAs('digest', askIdentity, signal)
      identity = withDigest.usedDigest ? readIdentity(withDigest.body) : null
      if (!identity && (isRefused(answer) || isRefused(withDigest))) {
        throw new AppError('forbidden', 'credentials.wrong')
      }
      if (!identity) throw this.#failure(answer)
      answer = withDigest
      this.#cam.mode = 'digest'
    }
    return { identity, auth: answer.usedDigest ? 'digest' : 'wsse' }
  }

  /** Service addresses, by GetServices or on old devices GetCapabilities. */
  async #findServices(signal: AbortSignal | undefined): Promise<void> {
    if (this.#servicesKnown) return
    const answer = await this.#ask((cam, done) => cam.getServices(true, done), signal)
    if (!this.#cam.uri?.media && !this.#cam.uri?.media2) {
      const older = await this.#ask((cam, done) => cam.getCapabilities(done), signal)
      if (!this.#cam.uri?.media) throw this.#failure(isRefused(older) ? older : answer)
    }
    // Without the old service the package would still take it: name the new one alone.
    if (!this.#cam.uri?.media) this.#cam.media2Support = true
    this.#servicesKnown = true
  }

  #hasCredentials(): boolean {
    const { username, password } = this.#options.target
    return username !== '' || password !== ''
  }

  #learnClock(answer: SoapAnswer): ClockReading | null {
    const cameraTimeMs = readDateAndTime(answer.body)
    if (cameraTimeMs === null) return null
    const reading = { cameraTimeMs, sentAtMs: answer.sentAtMs, receivedAtMs: answer.receivedAtMs }
    this.#cam.aheadMs = clockOffsetOf(reading).offsetMs
    return reading
  }

  #failure(answer: SoapAnswer): AppError {
    if (isRefused(answer)) return new AppError('forbidden', 'credentials.wrong')
    const fault = faultOf(answer.body)
    if (!fault) return new AppError('unavailable', 'device.unreadable', { status: answer.status })
    return new AppError('unavailable', 'device.fault', { fault: fault.codes.join('/'), reason: fault.reason })
  }

  async #askAs(mode: AuthMode, start: Start, signal: AbortSignal | undefined): Promise<SoapAnswer> {
    const usual = this.#cam.mode
    this.#cam.mode = mode
    try {
      return await this.#ask(start, signal)
    } finally {
      this.#cam.mode = usual
    }
  }

  /** Resolves with the last answer whatever the package made of it: its verdicts and values are not taken. */
  #ask(start: Start, signal: AbortSignal | undefined): Promise<SoapAnswer> {
    const cam = this.#cam
    return withDeadline(this.#options.timeoutMs, signal, (requestSignal) => {
      return new Promise((resolve, reject) => {
        const settle = (): void => {
          if (cam.lastError) reject(cam.lastError)
          else if (cam.lastAnswer) resolve(cam.lastAnswer)
          else reject(new AppError('unavailable', 'device.unreadable', { reason: 'no-answer' }))
        }
        cam.lastAnswer = null
        cam.lastError = null
        cam.signal = requestSignal
        cam.onCrash = settle
        start(cam, settle)
      })
    })
  }
}
