import { eventTopics, type EmittedEvent } from './event-topics.ts'
import { escapeXml } from './soap.ts'

export type PullPointOptions = {
  /** Events that the subscription begins with: the state of everything that has one. */
  readonly first: readonly string[]
  readonly onEnd: () => void
}

/** Ends with messages (none when the time ran out), or `ended` when the subscription is no more. */
export type PullResult = readonly string[] | 'ended'

/** One subscription: messages that wait to be fetched, and the fetcher that waits for them. */
export type PullPoint = {
  /** @param timeoutMs how long to wait for the first message */
  pull(timeoutMs: number, messageLimit: number, gone: AbortSignal): Promise<PullResult>
  push(message: string): void
  /** Lives for `lifeMs` from now. */
  renew(lifeMs: number): void
  /** Pulling does not prolong a life: only `renew` does. */
  remainingMs(): number
  end(): void
}

/** More than this stays unfetched only for a client that forgot us: the oldest are dropped. */
const maximumQueued = 500

export function createPullPoint(lifeMs: number, options: PullPointOptions): PullPoint {
  let queued = [...options.first]
  let wake: () => void = () => undefined
  let ended = false
  let endsAtMs = 0
  let lifeTimer: NodeJS.Timeout | undefined

  function end(): void {
    if (ended) return
    ended = true
    clearTimeout(lifeTimer)
    options.onEnd()
    wake()
  }

  function renew(nextLifeMs: number): void {
    clearTimeout(lifeTimer)
    endsAtMs = performance.now() + nextLifeMs
    lifeTimer = setTimeout(end, nextLifeMs)
    // A camera that nobody stops must not keep the process up for a subscription.
    lifeTimer.unref()
  }

  async function waitForMessage(timeoutMs: number, gone: AbortSignal): Promise<void> {
    if (queued.length > 0 || ended || gone.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      gone.addEventListener('abort', wake, { once: true })
    })
  }

  renew(lifeMs)
  return {
    async pull(timeoutMs, messageLimit, gone) {
      // A second pull takes the place of one that still waits.
      wake()
      await waitForMessage(timeoutMs, gone)
      if (ended) return 'ended'
      if (gone.aborted) return []
      const taken = queued.slice(0, messageLimit)
      queued = queued.slice(messageLimit)
      return taken
    },
    push(message) {
      queued = [...queued, message].slice(-maximumQueued)
      wake()
    },
    renew,
    remainingMs: () => Math.max(0, Math.round(endsAtMs - performance.now())),
    end,
  }
}

export function notification(
  event: EmittedEvent,
  operation: 'Initialized' | 'Changed',
  deviceMs: number,
): string {
  const { topic, item, source } = eventTopics[event.kind]
  const simpleItem = (name: string, value: string): string =>
    `<tt:SimpleItem Name="${escapeXml(name)}" Value="${escapeXml(value)}"/>`
  return (
    '<wsnt:NotificationMessage>' +
    `<wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">${topic}</wsnt:Topic>` +
    `<wsnt:Message><tt:Message UtcTime="${new Date(deviceMs).toISOString()}" PropertyOperation="${operation}">` +
    `<tt:Source>${source.map(([name, value]) => simpleItem(name, value)).join('')}</tt:Source>` +
    `<tt:Data>${simpleItem(item, String(event.active))}</tt:Data></tt:Message></wsnt:Message>` +
    '</wsnt:NotificationMessage>'
  )
}
