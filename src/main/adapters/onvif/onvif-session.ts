import { settleStreamUri } from '#shared/cameras/stream-uri.rules.ts'
import type { DeviceCapabilities, DeviceRecording, MediaProfile } from '#shared/cameras/cameras.model.ts'
import type { ClockReading } from '#shared/cameras/probe.rules.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DeviceEvent, DeviceSession, VerifiedDevice } from '#main/ports/camera-device.ts'
import { readIdentity, readProfiles, readUri } from './device-answers.ts'
import {
  ASK_TIME,
  type ConversationOptions,
  DeviceConversation,
  failureOf,
  isRefused,
  type PackageCall,
} from './device-conversation.ts'
import { findDeviceRecordings } from './device-recordings.ts'
import { readOldCapabilities, readServices } from './device-services.ts'
import { fetchSnapshot, snapshotPlaces } from './device-snapshot.ts'
import type { SoapAnswer } from './guarded-cam.ts'
import { offersDigest } from './http-digest.ts'
import { watchPullPoint } from './pull-point.ts'
import { faultOf, knowsNoSuchCall } from './soap-fault.ts'
import { child, escapeXml, type XmlElement } from './soap-xml.ts'

const DEVICE_NAMESPACE = 'http://www.onvif.org/ver10/device/wsdl'
const ASK_SERVICES = `<GetServices xmlns="${DEVICE_NAMESPACE}"><IncludeCapability>false</IncludeCapability></GetServices>`
const ASK_CAPABILITIES = `<GetCapabilities xmlns="${DEVICE_NAMESPACE}"><Category>All</Category></GetCapabilities>`
/** The package's methods take one; it is never called. */
const noCallback = (): void => {}
const askIdentity: PackageCall = (cam) => cam.getDeviceInformation(noCallback)

/** One camera's conversation: the package's calls and our own, each within its time, their answers read from the raw XML. */
export class OnvifSession implements DeviceSession {
  readonly host: string
  readonly #talk: DeviceConversation
  #servicesKnown = false

  constructor(options: ConversationOptions) {
    this.host = options.target.address.host
    this.#talk = new DeviceConversation(options)
  }

  /**
   * The call that every ONVIF device answers to anyone.
   * @throws AppError `unavailable reach.*`
   */
  async reach(signal?: AbortSignal): Promise<void> {
    const asked = this.#talk.call({ service: null, body: ASK_TIME, mode: 'anonymous' }, signal)
    const answer = await asked.catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'device.unreadable') {
        throw new AppError('unavailable', 'reach.not-onvif', error.detail, error)
      }
      throw error
    })
    const fault = faultOf(answer.body)
    const asksForDigest = answer.status === 401 && offersDigest(answer.challenges)
    const isAnswer = fault
      ? !knowsNoSuchCall(fault)
      : child(answer.body, 'GetSystemDateAndTimeResponse') !== null
    if (!isAnswer && !asksForDigest) {
      throw new AppError('unavailable', 'reach.not-onvif', { status: answer.status })
    }
    this.#talk.learnClock(answer)
    if (this.#hasCredentials()) this.#talk.mode = 'wsse'
  }

  async getDateAndTime(signal?: AbortSignal): Promise<ClockReading> {
    const open = await this.#talk.call({ service: null, body: ASK_TIME, mode: 'anonymous' }, signal)
    // Some hide even their clock from strangers.
    const hidden = isRefused(open) && this.#hasCredentials()
    const answer = hidden ? await this.#talk.call({ service: null, body: ASK_TIME }, signal) : open
    const reading = this.#talk.learnClock(answer)
    if (!reading) throw failureOf(answer)
    return reading
  }

  async verifyCredentials(signal?: AbortSignal): Promise<VerifiedDevice> {
    const verified = this.#hasCredentials() ? await this.#logIn(signal) : null
    const asStranger = await this.#talk.ask(askIdentity, signal, 'anonymous')
    const open = readIdentity(asStranger.body)
    if (verified && !open) return verified
    if (!open) throw failureOf(asStranger)
    // It tells strangers who it is, so that says nothing about the password: its media service may be stricter.
    await this.getProfiles(signal).catch((error: unknown) => {
      if (error instanceof AppError && error.kind === 'unavailable' && !isUnreachable(error)) return
      throw error
    })
    return { identity: open, auth: 'none' }
  }

  async getCapabilities(signal?: AbortSignal): Promise<DeviceCapabilities> {
    await this.#findServices(signal)
    const { services } = this.#talk
    const has = (...names: Parameters<typeof services.has>[0][]): boolean =>
      names.every((name) => services.has(name))
    return { media2: has('media2'), events: has('events'), recordings: has('recording', 'search', 'replay') }
  }

  async getProfiles(signal?: AbortSignal): Promise<MediaProfile[]> {
    const ask: PackageCall = (cam) => cam.getProfiles(noCallback)
    const readUsable = (body: XmlElement | null): MediaProfile[] | null => {
      const profiles = readProfiles(body)
      return profiles && profiles.length > 0 ? profiles : null
    }
    const { found, answer } = await this.#askMedia(ask, readUsable, signal)
    if (found) return found
    // It answered as it should and has none.
    const none = readProfiles(answer.body)
    if (none) return none
    throw failureOf(answer)
  }

  async getStreamUri(profileToken: string, signal?: AbortSignal): Promise<string> {
    const options = { protocol: 'RTSP', stream: 'RTP-Unicast', profileToken: escapeXml(profileToken) }
    const ask: PackageCall = (cam) => cam.getStreamUri(options, noCallback)
    const read = (body: XmlElement | null): string | null => readUri(body, 'GetStreamUri')
    const { found, answer } = await this.#askMedia(ask, read, signal)
    if (found === null) throw failureOf(answer)
    return found
  }

  async getSnapshotUri(profileToken: string, signal?: AbortSignal): Promise<string> {
    const [place] = snapshotPlaces(await this.#snapshotUri(profileToken, signal), this.#talk.target.address)
    if (!place) throw new AppError('unavailable', 'device.unreadable', { reason: 'no-uri' })
    return place.href
  }

  async getSnapshot(profileToken: string, signal?: AbortSignal): Promise<Uint8Array> {
    return fetchSnapshot(this.#talk, await this.#snapshotUri(profileToken, signal), signal)
  }

  async watchEvents(
    onEvents: (events: readonly DeviceEvent[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#findServices(signal)
    await watchPullPoint(this.#talk, onEvents, signal)
  }

  async findRecordings(signal?: AbortSignal): Promise<DeviceRecording[]> {
    await this.#findServices(signal)
    return findDeviceRecordings(this.#talk, signal)
  }

  async getReplayUri(recordingToken: string, signal?: AbortSignal): Promise<string> {
    await this.#findServices(signal)
    if (!this.#talk.services.has('replay')) {
      throw new AppError('unavailable', 'device.fault', { fault: '', reason: 'no replay service' })
    }
    const options = { protocol: 'RTSP', stream: 'RTP-Unicast', recordingToken: escapeXml(recordingToken) }
    const answer = await this.#talk.ask((cam) => cam.getReplayUri(options, noCallback), signal)
    const settled = settleStreamUri(readUri(answer.body, 'GetReplayUri') ?? '', this.host)
    if (!settled) throw failureOf(answer)
    return settled.uri
  }

  async #snapshotUri(profileToken: string, signal: AbortSignal | undefined): Promise<string> {
    const ask: PackageCall = (cam) =>
      cam.getSnapshotUri({ profileToken: escapeXml(profileToken) }, noCallback)
    const read = (body: XmlElement | null): string | null => readUri(body, 'GetSnapshotUri')
    const { found, answer } = await this.#askMedia(ask, read, signal)
    if (found === null) throw failureOf(answer)
    return found
  }

  /** Asks Media2 where it is named. Some devices name one that does not work; the old service then does. */
  async #askMedia<Found>(
    ask: PackageCall,
    read: (body: XmlElement | null) => Found | null,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly found: Found | null; readonly answer: SoapAnswer }> {
    await this.#findServices(signal)
    const { services } = this.#talk
    if (!services.has('media') && !services.has('media2')) {
      throw new AppError('unavailable', 'reach.not-a-camera')
    }
    const answer = await this.#talk.ask(ask, signal)
    const found = read(answer.body)
    if (found !== null || !services.has('media2') || !services.has('media')) return { found, answer }
    const withoutMedia2 = new Map([...services].filter(([name]) => name !== 'media2'))
    const all = new Map(services)
    this.#talk.setServices(withoutMedia2)
    const older = await this.#talk.ask(ask, signal)
    const foundOlder = read(older.body)
    if (foundOlder === null) this.#talk.setServices(all)
    return { found: foundOlder, answer: foundOlder === null ? answer : older }
  }

  /** First WS-UsernameToken (and digest when asked), then digest alone: some devices choke on the token's header. */
  async #logIn(signal: AbortSignal | undefined): Promise<VerifiedDevice> {
    const withToken = await this.#talk.ask(askIdentity, signal, 'wsse')
    const identity = readIdentity(withToken.body)
    if (identity) return { identity, auth: withToken.usedDigest ? 'digest' : 'wsse' }
    const withDigest = await this.#talk.ask(askIdentity, signal, 'digest')
    const byDigest = withDigest.usedDigest ? readIdentity(withDigest.body) : null
    if (!byDigest && (isRefused(withToken) || isRefused(withDigest))) {
      throw new AppError('forbidden', 'credentials.wrong')
    }
    if (!byDigest) throw failureOf(withToken)
    this.#talk.mode = 'digest'
    return { identity: byDigest, auth: 'digest' }
  }

  /** Service addresses, by GetServices or on old devices GetCapabilities. */
  async #findServices(signal: AbortSignal | undefined): Promise<void> {
    if (this.#servicesKnown) return
    const { path } = this.#talk.target.address
    const answer = await this.#talk.call({ service: null, body: ASK_SERVICES }, signal)
    const services = readServices(answer.body, path)
    if (services) this.#talk.setServices(services)
    else {
      const older = await this.#talk.call({ service: null, body: ASK_CAPABILITIES }, signal)
      const capabilities = readOldCapabilities(older.body, path)
      if (!capabilities) throw failureOf(isRefused(older) ? older : answer)
      this.#talk.setServices(capabilities)
    }
    this.#servicesKnown = true
  }

  #hasCredentials(): boolean {
    const { username, password } = this.#talk.target
    return username !== '' || password !== ''
  }
}

/** It did not answer at all, or no longer in a way that anything can be said about. */
function isUnreachable(error: AppError): boolean {
  return error.code.startsWith('reach.') && error.code !== 'reach.not-a-camera'
}
