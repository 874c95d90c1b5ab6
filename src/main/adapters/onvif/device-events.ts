import type { CameraEvent } from '#shared/cameras/cameras.model.ts'
import type { DeviceEvent } from '#main/ports/camera-device.ts'
import { at, childrenOf, textAt, type XmlElement } from './soap-xml.ts'
import { readXmlInstant } from './xml-instant.ts'

const MAX_TEXT = 200

/** By the topic's words, first match wins. Makers add topics of their own, but name these things alike. */
const KINDS: readonly (readonly [RegExp, CameraEvent['kind']])[] = [
  [/scene\s*change/i, 'scene-change'],
  [/tamper|shelter|occlu|video\s*(?:blind|mask)|camera\s*mask/i, 'tamper'],
  [/signal\s*loss|video\s*loss|video\s*lost|loss\s*of\s*(?:video|signal)/i, 'signal-loss'],
  [/motion/i, 'motion'],
]

/** Data items that say whether the thing began or ended, the plainest first. */
const STATE_NAMES = /^(state|is\w+|\w*loss|\w*lost|active|value|logicalstate|\w*alarm)$/i
const YES = /^(true|1|on|active|yes|start|started)$/i
const NO = /^(false|0|off|inactive|no|stop|stopped|end|ended)$/i

type SimpleItem = { readonly name: string; readonly value: string }

/** Topics are paths (`tns1:VideoSource/MotionAlarm`); a rule's name in the data is no topic. */
export function kindOfTopic(topic: string): CameraEvent['kind'] {
  return KINDS.find(([pattern]) => pattern.test(topic))?.[1] ?? 'other'
}

function itemsOf(list: XmlElement | null): SimpleItem[] {
  return childrenOf(list, 'SimpleItem').map(({ attributes }) => ({
    name: attributes.Name ?? '',
    value: (attributes.Value ?? '').trim(),
  }))
}

function readState(value: string): boolean | null {
  if (YES.test(value)) return true
  return NO.test(value) ? false : null
}

/** @returns null: a moment, not a state */
function activeOf(items: readonly SimpleItem[]): boolean | null {
  const named = items.filter((item) => STATE_NAMES.test(item.name))
  // One item that reads like a state is one, whatever its name.
  const candidates = named.length > 0 ? named : items.length === 1 ? items : []
  return candidates.map((item) => readState(item.value)).find((state) => state !== null) ?? null
}

function readNotification(notification: XmlElement): DeviceEvent[] {
  const topic = textAt(notification, 'Topic').slice(0, MAX_TEXT)
  const message = at(notification, 'Message', 'Message')
  if (topic === '' || !message) return []
  const isGone = message.attributes.PropertyOperation === 'Deleted'
  const sources = itemsOf(at(message, 'Source')).map((item) => item.value)
  return [
    {
      kind: kindOfTopic(topic),
      active: isGone ? false : activeOf(itemsOf(at(message, 'Data'))),
      topic,
      source: sources.join('/').slice(0, MAX_TEXT),
      deviceAtMs: readXmlInstant(message.attributes.UtcTime ?? ''),
    },
  ]
}

/** Events in an answer to PullMessages, in its order; null when it is none. What cannot be read is left out. */
export function readEvents(body: XmlElement | null): DeviceEvent[] | null {
  const response = at(body, 'PullMessagesResponse')
  return response ? childrenOf(response, 'NotificationMessage').flatMap(readNotification) : null
}
