import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#shared/kernel/app-error.ts'
import type { DeviceEvent } from '#main/ports/camera-device.ts'
import { type DeviceConversation, failureOf } from './device-conversation.ts'
import { readEvents } from './device-events.ts'
import { pathOf } from './device-services.ts'
import type { SoapAnswer } from './guarded-cam.ts'
import { referenceParameters } from './reference-parameters.ts'
import { at, escapeXml, textAt, type XmlElement } from './soap-xml.ts'
import { readXmlInstant } from './xml-instant.ts'

const EVENTS = 'http://www.onvif.org/ver10/events/wsdl'
const NOTIFICATION = 'http://docs.oasis-open.org/wsn/b-2'
const MANAGER = 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager'
const ANONYMOUS = 'http://www.w3.org/2005/08/addressing/anonymous'

/** How long a subscription lives without renewal: a station that dies must not keep one of a camera's few for long. */
const ASKED_LIFETIME_MS = 180_000
const LONGEST_LIFETIME_MS = 86_400_000
/** The standard has every device hold a pull at least this long. */
const ASKED_WAIT_MS = 60_000
const LEAST_WAIT_MS = 1000
/** What an answer may be late beyond the time that was agreed. */
const LATE_MS = 15_000
const MESSAGE_LIMIT = 500
/** Between two pulls while events come. */
const LEAST_PAUSE_MS = 200
/** Between two pulls of a device that answers "nothing" at once instead of waiting: doubled each time. */
const FIRST_EMPTY_PAUSE_MS = 1000
const LONGEST_EMPTY_PAUSE_MS = 8000
const LEAVE_MS = 3000

type Subscription = {
  readonly path: string
  /** As the device wrote it: that is what it compares. */
  readonly to: string
  readonly parameters: string
  lifetimeMs: number
  /** On the steady clock. */
  endsAtMs: number
  waitMs: number
  messageLimit: number
  renewable: boolean
}

const seconds = (durationMs: number): string => `PT${Math.max(1, Math.floor(durationMs / 1000))}S`

/** WS-Addressing headers: without action and message id one device closes the connection on every pull. */
function addressing(action: string, to = '', parameters = ''): string {
  const target = to === '' ? '' : `<a:To>${escapeXml(to)}</a:To>`
  return (
    `<a:Action>${action}</a:Action><a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>` +
    `<a:ReplyTo><a:Address>${ANONYMOUS}</a:Address></a:ReplyTo>${target}${parameters}`
  )
}

/** How long the device says that it keeps the subscription, by its own clock, wherever that stands. */
function lifetimeIn(response: XmlElement | null): number | null {
  const nowMs = readXmlInstant(textAt(response, 'CurrentTime'))
  const endMs = readXmlInstant(textAt(response, 'TerminationTime'))
  if (nowMs === null || endMs === null) return null
  const lifetimeMs = endMs - nowMs
  return lifetimeMs > 0 && lifetimeMs <= LONGEST_LIFETIME_MS ? lifetimeMs : null
}

const marginMs = (subscription: Subscription): number => Math.min(LATE_MS, subscription.lifetimeMs / 4)

async function subscribe(talk: DeviceConversation, signal: AbortSignal): Promise<Subscription> {
  const action = `${EVENTS}/EventPortType/CreatePullPointSubscriptionRequest`
  const duration = `<InitialTerminationTime>${seconds(ASKED_LIFETIME_MS)}</InitialTerminationTime>`
  const body = `<CreatePullPointSubscription xmlns="${EVENTS}">${duration}</CreatePullPointSubscription>`
  const header = addressing(action)
  const answer = await talk.call({ service: 'events', header, body, action }, signal)
  const response = at(answer.body, 'CreatePullPointSubscriptionResponse')
  const address = textAt(response, 'SubscriptionReference', 'Address')
  const path = pathOf(address) ?? talk.services.get('events')
  if (!response || path === undefined) throw failureOf(answer)
  const lifetimeMs = lifetimeIn(response) ?? ASKED_LIFETIME_MS
  return {
    path,
    to: address,
    parameters: referenceParameters(answer.text),
    lifetimeMs,
    endsAtMs: performance.now() + lifetimeMs,
    waitMs: Math.max(LEAST_WAIT_MS, Math.min(ASKED_WAIT_MS, lifetimeMs / 2)),
    messageLimit: MESSAGE_LIMIT,
    renewable: true,
  }
}

function callManager(
  talk: DeviceConversation,
  subscription: Subscription,
  verb: 'Renew' | 'Unsubscribe',
  inside: string,
  signal: AbortSignal | undefined,
  timeoutMs?: number,
): Promise<SoapAnswer> {
  const action = `${MANAGER}/${verb}Request`
  const header = addressing(action, subscription.to, subscription.parameters)
  const body = `<${verb} xmlns="${NOTIFICATION}">${inside}</${verb}>`
  const limit = timeoutMs === undefined ? {} : { timeoutMs }
  return talk.call({ service: null, path: subscription.path, header, body, action, ...limit }, signal)
}

/** Does nothing while the next pull fits in. A device that knows no renewal prolongs with each pull, or lets it end. */
async function renewInTime(
  talk: DeviceConversation,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const leftMs = subscription.endsAtMs - performance.now()
  if (!subscription.renewable || leftMs > subscription.waitMs + marginMs(subscription)) return
  const duration = `<TerminationTime>${seconds(ASKED_LIFETIME_MS)}</TerminationTime>`
  const answer = await callManager(talk, subscription, 'Renew', duration, signal)
  const response = at(answer.body, 'RenewResponse')
  subscription.renewable = response !== null
  if (response) subscription.endsAtMs = performance.now() + (lifetimeIn(response) ?? subscription.lifetimeMs)
}

/** A device that cannot wait so long or send so much says what it can. @returns whether that is less than was asked */
function takeLimits(subscription: Subscription, answer: SoapAnswer): boolean {
  const detail = at(answer.body, 'Fault', 'Detail', 'PullMessagesFaultResponse')
  const [, minutes = '0', more = '0'] =
    /^PT(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?$/.exec(textAt(detail, 'MaxTimeout')) ?? []
  const longestMs = Number(minutes) * 60_000 + Number(more) * 1000
  const most = Number(textAt(detail, 'MaxMessageLimit'))
  const { waitMs, messageLimit } = subscription
  if (longestMs > 0) subscription.waitMs = Math.max(LEAST_WAIT_MS, Math.min(waitMs, longestMs))
  if (most >= 1) subscription.messageLimit = Math.min(messageLimit, Math.floor(most))
  return subscription.waitMs < waitMs || subscription.messageLimit < messageLimit
}

async function pull(
  talk: DeviceConversation,
  subscription: Subscription,
  signal: AbortSignal,
  mayAskForLess = true,
): Promise<DeviceEvent[]> {
  const action = `${EVENTS}/PullPointSubscription/PullMessagesRequest`
  const { waitMs, messageLimit, path, to, parameters } = subscription
  const body =
    `<PullMessages xmlns="${EVENTS}"><Timeout>${seconds(waitMs)}</Timeout>` +
    `<MessageLimit>${messageLimit}</MessageLimit></PullMessages>`
  const header = addressing(action, to, parameters)
  const timeoutMs = waitMs + LATE_MS
  const answer = await talk.call({ service: null, path, header, body, action, timeoutMs }, signal)
  const events = readEvents(answer.body)
  if (events === null) {
    if (mayAskForLess && takeLimits(subscription, answer)) return pull(talk, subscription, signal, false)
    throw failureOf(answer)
  }
  const lifetimeMs = lifetimeIn(at(answer.body, 'PullMessagesResponse'))
  // Some answer that it ends now although time is left: only what is longer counts.
  if (lifetimeMs !== null)
    subscription.endsAtMs = Math.max(subscription.endsAtMs, performance.now() + lifetimeMs)
  return events
}

async function pullForEver(
  talk: DeviceConversation,
  subscription: Subscription,
  onEvents: (events: readonly DeviceEvent[]) => Promise<void>,
  signal: AbortSignal,
): Promise<never> {
  let emptyPauseMs = FIRST_EMPTY_PAUSE_MS
  for (;;) {
    await renewInTime(talk, subscription, signal)
    const startedMs = performance.now()
    const events = await pull(talk, subscription, signal)
    const tookMs = performance.now() - startedMs
    const isHasty = events.length === 0 && tookMs < LEAST_WAIT_MS
    if (events.length > 0) await onEvents(events)
    const pauseMs = isHasty ? emptyPauseMs : Math.max(0, LEAST_PAUSE_MS - tookMs)
    emptyPauseMs = isHasty ? Math.min(emptyPauseMs * 2, LONGEST_EMPTY_PAUSE_MS) : FIRST_EMPTY_PAUSE_MS
    await wait(pauseMs, undefined, { signal })
  }
}

/** One subscription from its creation to its end: see `DeviceSession.watchEvents`. */
export async function watchPullPoint(
  talk: DeviceConversation,
  onEvents: (events: readonly DeviceEvent[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (!talk.services.has('events')) {
    throw new AppError('unavailable', 'device.fault', { fault: '', reason: 'no event service' })
  }
  let subscription: Subscription | null = null
  try {
    subscription = await subscribe(talk, signal)
    await pullForEver(talk, subscription, onEvents, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    // Given back even after a failure: cameras keep few. One that is gone cannot be told, and forgets it by itself.
    if (subscription)
      await callManager(talk, subscription, 'Unsubscribe', '', undefined, LEAVE_MS).catch(() => null)
  }
}
