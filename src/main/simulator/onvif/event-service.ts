import { eventPath, type DeviceFacts } from './device-facts.ts'
import { durationMs } from './duration.ts'
import { eventTopics, type EmittedEvent } from './event-topics.ts'
import { createPullPoint, notification, type PullPoint } from './pull-point.ts'
import {
  childText,
  hangUp,
  unsupportedAction,
  type SoapAnswer,
  type SoapCall,
  type SoapFault,
  type SoapService,
  type XmlElement,
} from './soap.ts'

export type EventServiceOptions = {
  readonly facts: DeviceFacts
  /** Calls without the two WS-Addressing headers are refused, pulls hung up on. */
  readonly strictAddressing: () => boolean
  /** True: nothing can be subscribed and nothing pulled. */
  readonly dead: () => boolean
}

export type EventService = SoapService & {
  emit(event: EmittedEvent): void
  /** The device forgets every subscription; pulls under way are hung up on. */
  forgetSubscriptions(): void
  subscriptionCount(): number
}

const subscriptionPath = '/onvif/pullpoint/'
const kinds: readonly EmittedEvent['kind'][] = ['motion', 'tamper', 'scene-change', 'signal-loss']
const defaultLifeMs = 60_000
const longestPullMs = 60_000
const mostMessages = 100

const unknownSubscription: SoapFault = {
  code: 'Sender',
  subcode: 'wsrf-rw:ResourceUnknownFault',
  reason: 'The subscription is not known',
}
const addressingMissing: SoapFault = {
  code: 'Sender',
  subcode: 'wsa:MessageAddressingHeaderRequired',
  reason: 'A required header representing a message addressing property is not present',
}
const outOfOrder: SoapFault = {
  code: 'Receiver',
  subcode: 'ter:Action',
  reason: 'The event service does not work',
}

/** Events by PullPoint: subscribe at the event service, then pull, renew and end at the subscription's own address. */
export function createEventService(options: EventServiceOptions): EventService {
  const { facts } = options
  const pullPoints = new Map<string, PullPoint>()
  const states = new Map<EmittedEvent['kind'], boolean>()
  let created = 0

  function create(parameters: XmlElement): SoapAnswer {
    if (options.dead()) return outOfOrder
    created += 1
    const path = `${subscriptionPath}${created}`
    const lifeMs = lifeOf(childText(parameters, 'InitialTerminationTime'), facts.deviceNow())
    const deviceMs = facts.deviceNow()
    const first = kinds.map((kind) =>
      notification({ kind, active: states.get(kind) ?? false }, 'Initialized', deviceMs),
    )
    pullPoints.set(path, createPullPoint(lifeMs, { first, onEnd: () => pullPoints.delete(path) }))
    return (
      '<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>' +
      `<wsa:Address>${facts.httpBase()}${path}</wsa:Address></tev:SubscriptionReference>` +
      `${times(deviceMs, lifeMs)}</tev:CreatePullPointSubscriptionResponse>`
    )
  }

  async function pull(pullPoint: PullPoint, call: SoapCall): Promise<SoapAnswer> {
    const timeoutMs = durationMs(childText(call.parameters, 'Timeout')) ?? 0
    const limit = Number(childText(call.parameters, 'MessageLimit'))
    const messageLimit = limit >= 1 ? Math.min(limit, mostMessages) : mostMessages
    const result = await pullPoint.pull(Math.min(timeoutMs, longestPullMs), messageLimit, call.gone)
    if (result === 'ended') return hangUp
    const nowMs = facts.deviceNow()
    return (
      `<tev:PullMessagesResponse><tev:CurrentTime>${iso(nowMs)}</tev:CurrentTime>` +
      `<tev:TerminationTime>${iso(nowMs + pullPoint.remainingMs())}</tev:TerminationTime>` +
      `${result.join('')}</tev:PullMessagesResponse>`
    )
  }

  function renew(pullPoint: PullPoint, parameters: XmlElement): SoapAnswer {
    const nowMs = facts.deviceNow()
    const lifeMs = lifeOf(childText(parameters, 'TerminationTime'), nowMs)
    pullPoint.renew(lifeMs)
    return `<wsnt:RenewResponse>${times(nowMs, lifeMs, true)}</wsnt:RenewResponse>`
  }

  function answerSubscription(call: SoapCall): SoapAnswer | Promise<SoapAnswer> {
    const pullPoint = pullPoints.get(call.path)
    if (pullPoint === undefined || options.dead()) return unknownSubscription
    if (call.action === 'PullMessages') return pull(pullPoint, call)
    if (call.action === 'Renew') return renew(pullPoint, call.parameters)
    if (call.action === 'SetSynchronizationPoint') return '<tev:SetSynchronizationPointResponse/>'
    if (call.action !== 'Unsubscribe') return unsupportedAction(call.action)
    pullPoint.end()
    return '<wsnt:UnsubscribeResponse/>'
  }

  return {
    owns: (path) => path === eventPath || path.startsWith(subscriptionPath),
    answer(call) {
      if (options.strictAddressing() && !isAddressed(call.header)) {
        return call.action === 'PullMessages' ? hangUp : addressingMissing
      }
      if (call.path !== eventPath) return answerSubscription(call)
      if (call.action === 'CreatePullPointSubscription') return create(call.parameters)
      if (call.action === 'GetEventProperties') return eventProperties()
      if (call.action === 'GetServiceCapabilities') return serviceCapabilities()
      return unsupportedAction(call.action)
    },
    emit(event) {
      states.set(event.kind, event.active)
      const message = notification(event, 'Changed', facts.deviceNow())
      for (const pullPoint of pullPoints.values()) pullPoint.push(message)
    },
    forgetSubscriptions() {
      // Deleting the entry at hand while walking through a Map is allowed.
      for (const pullPoint of pullPoints.values()) pullPoint.end()
    },
    subscriptionCount: () => pullPoints.size,
  }
}

function isAddressed(header: XmlElement): boolean {
  return childText(header, 'Action') !== '' && childText(header, 'MessageID') !== ''
}

/** A duration (`PT60S`) or a moment by the device's clock; what cannot be read, or lies in the past, is the default. */
function lifeOf(text: string, deviceMs: number): number {
  const lifeMs = durationMs(text) ?? Date.parse(text) - deviceMs
  return lifeMs > 0 ? Math.min(lifeMs, 3_600_000) : defaultLifeMs
}

function times(nowMs: number, lifeMs: number, terminationFirst = false): string {
  const parts = [
    `<wsnt:CurrentTime>${iso(nowMs)}</wsnt:CurrentTime>`,
    `<wsnt:TerminationTime>${iso(nowMs + lifeMs)}</wsnt:TerminationTime>`,
  ]
  return (terminationFirst ? parts.toReversed() : parts).join('')
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

function serviceCapabilities(): string {
  return (
    '<tev:GetServiceCapabilitiesResponse><tev:Capabilities WSSubscriptionPolicySupport="false" ' +
    'WSPullPointSupport="true" WSPausableSubscriptionManagerInterfaceSupport="false" MaxPullPoints="10"/>' +
    '</tev:GetServiceCapabilitiesResponse>'
  )
}

function eventProperties(): string {
  const topics = Object.values(eventTopics).map(({ topic }) => {
    const [root = '', ...inner] = topic.split('/')
    const innermost = inner.reduceRight(
      (content, name) => `<${name}${content === '' ? ' wstop:topic="true"' : ''}>${content}</${name}>`,
      '',
    )
    return `<${root}>${innermost}</${root}>`
  })
  return (
    '<tev:GetEventPropertiesResponse xmlns:wstop="http://docs.oasis-open.org/wsn/t-1">' +
    '<tev:TopicNamespaceLocation>http://www.onvif.org/onvif/ver10/topics/topicns.xml</tev:TopicNamespaceLocation>' +
    `<wsnt:FixedTopicSet>true</wsnt:FixedTopicSet><wstop:TopicSet>${topics.join('')}</wstop:TopicSet>` +
    '<wsnt:TopicExpressionDialect>http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet</wsnt:TopicExpressionDialect>' +
    '</tev:GetEventPropertiesResponse>'
  )
}
