import { expect, it } from 'vitest'
import { envelope } from '#tests/builders/fake-onvif-server.ts'
import { kindOfTopic, readEvents } from './device-events.ts'
import { referenceParameters } from './reference-parameters.ts'
import { parseSoapBody } from './soap-xml.ts'
import { readXmlInstant } from './xml-instant.ts'

it.each([
  ['tns1:RuleEngine/CellMotionDetector/Motion', 'motion'],
  ['tns1:VideoSource/MotionAlarm', 'motion'],
  ['tns1:RuleEngine/TamperDetector/Tamper', 'tamper'],
  ['tns1:VideoAnalytics/tnsaxis:Tampering', 'tamper'],
  ['tns1:VideoSource/GlobalSceneChange/ImagingService', 'scene-change'],
  ['tns1:VideoSource/SignalLoss', 'signal-loss'],
  ['tnsvendor:Alarm/VideoLost', 'signal-loss'],
  ['tns1:Device/Trigger/DigitalInput', 'other'],
])('calls %s %s', (topic, kind) => {
  expect(kindOfTopic(topic)).toBe(kind)
})

const item = (name: string, value: string): string => `<tt:SimpleItem Name="${name}" Value="${value}"/>`

function notification(
  topic: string,
  data: string,
  attributes = 'UtcTime="2026-11-22T03:04:05.678Z"',
): string {
  return (
    `<wsnt:NotificationMessage><wsnt:Topic Dialect="d"> ${topic} </wsnt:Topic><wsnt:Message><tt:Message ${attributes}>` +
    `<tt:Source>${item('VideoSourceToken', '1')}${item('Rule', 'R &amp; 1')}</tt:Source><tt:Data>${data}</tt:Data>` +
    '</tt:Message></wsnt:Message></wsnt:NotificationMessage>'
  )
}

function eventsIn(...notifications: readonly string[]) {
  const answer = `<tev:PullMessagesResponse>${notifications.join('')}</tev:PullMessagesResponse>`
  return readEvents(parseSoapBody(envelope(answer)))
}

it.each([
  ['IsMotion', 'true', true],
  ['IsMotion', '0', false],
  ['State', 'false', false],
  ['State', '1', true],
  ['IsTamper', 'true', true],
  ['Loss', 'true', true],
  ['IsLoss', 'false', false],
  ['Anything', 'true', true],
  ['State', 'Idle', null],
])('reads %s = %s as a state', (name, value, active) => {
  expect(eventsIn(notification('tns1:VideoSource/MotionAlarm', item(name, value)))?.[0]?.active).toBe(active)
})

it('keeps topic, sources and the device’s own time, and guesses no state out of other data', () => {
  const data = item('Window', '3') + item('ObjectId', '1')
  expect(eventsIn(notification('tns1:VideoSource/MotionAlarm', data))).toEqual([
    {
      kind: 'motion',
      active: null,
      topic: 'tns1:VideoSource/MotionAlarm',
      source: '1/R & 1',
      deviceAtMs: Date.UTC(2026, 10, 22, 3, 4, 5, 678),
    },
  ])
})

it('takes a property that is gone as ended, and an unreadable time as none', () => {
  const attributes = 'UtcTime="yesterday" PropertyOperation="Deleted"'
  const [event] =
    eventsIn(notification('tns1:VideoSource/SignalLoss', item('State', 'true'), attributes)) ?? []
  expect(event).toMatchObject({ kind: 'signal-loss', active: false, deviceAtMs: null })
})

it('reads 491 notifications of one answer, leaving out the broken ones', () => {
  const one = notification('tns1:VideoSource/MotionAlarm', item('State', 'true'))
  const broken = '<wsnt:NotificationMessage><wsnt:Topic>x</wsnt:Topic></wsnt:NotificationMessage>'
  expect(eventsIn(...Array.from({ length: 491 }, () => one), broken)).toHaveLength(491)
  expect(eventsIn()).toEqual([])
  expect(readEvents(parseSoapBody(envelope('<tev:Other/>')))).toBeNull()
})

it.each([
  ['2026-11-22T03:04:05Z', Date.UTC(2026, 10, 22, 3, 4, 5)],
  ['2026-11-22T10:04:05+07:00', Date.UTC(2026, 10, 22, 3, 4, 5)],
  ['2026-11-21T20:04:05.5-07:00', Date.UTC(2026, 10, 22, 3, 4, 5, 500)],
  [' 2026-11-22T03:04:05 ', Date.UTC(2026, 10, 22, 3, 4, 5)],
  ['2026-02-30T03:04:05Z', null],
  ['2026-11-22', null],
  ['', null],
])('reads the instant %s', (text, expected) => {
  expect(readXmlInstant(text)).toBe(expected)
})

it('sends back what names the subscription, with its namespace, wherever that was declared', () => {
  const reference = (inside: string, attributes = ''): string =>
    envelope(`<tev:X><wsa:ReferenceParameters${attributes}>${inside}</wsa:ReferenceParameters></tev:X>`)
  const expected =
    '<p:SubscriptionId xmlns:p="http://v/1" a:IsReferenceParameter="true">7 &amp; 8</p:SubscriptionId>'
  const element = (attributes: string): string =>
    `<d:SubscriptionId${attributes}>7 &amp; 8</d:SubscriptionId>`
  expect(referenceParameters(reference(element(' xmlns:d="http://v/1"')))).toBe(expected)
  expect(referenceParameters(reference(element(''), ' xmlns:d="http://v/1"'))).toBe(expected)
  expect(referenceParameters(reference(''))).toBe('')
  expect(referenceParameters(`<ReferenceParameters>${'<a>'.repeat(100_000)}`)).toBe('')
})
