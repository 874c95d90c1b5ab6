import { afterEach, expect, it } from 'vitest'
import type { DeviceEvent, DeviceSession } from '#main/ports/camera-device.ts'
import {
  dateAndTimeAnswer,
  envelope,
  notAuthorizedFault,
  startHttpServer,
} from '#tests/builders/fake-onvif-server.ts'
import { closeServers, connect, DEVICE, keep, service, servicesAnswer } from '#tests/builders/onvif-bench.ts'
import { until } from '#tests/builders/until.ts'

afterEach(closeServers)

const EVENTS = service('http://www.onvif.org/ver10/events/wsdl', 'http://10.9.9.9:1/onvif/events')
const NOW = '2014-05-05T06:07:08Z'

const HANG = Symbol('hang')
const CLOSE = Symbol('close')

type Asked = { readonly call: string; readonly body: string; readonly path: string }
type Text = string | { readonly status: number; readonly body: string }
type Reply = Text | typeof HANG | typeof CLOSE
type Answers = Readonly<Record<string, (count: number, asked: Asked) => Reply>>

const created = (lifetimeSeconds: number, address = 'http://10.9.9.9:1/subscription?id=7'): string =>
  envelope(
    '<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>' +
      `<wsa:Address>${address}</wsa:Address><wsa:ReferenceParameters><v:Id xmlns:v="http://v">9</v:Id>` +
      `</wsa:ReferenceParameters></tev:SubscriptionReference><wsnt:CurrentTime>${NOW}</wsnt:CurrentTime>` +
      `<wsnt:TerminationTime>${new Date(Date.parse(NOW) + lifetimeSeconds * 1000).toISOString()}</wsnt:TerminationTime>` +
      '</tev:CreatePullPointSubscriptionResponse>',
  )
const MOTION =
  '<wsnt:NotificationMessage><wsnt:Topic>tns1:VideoSource/MotionAlarm</wsnt:Topic><wsnt:Message>' +
  '<tt:Message UtcTime="2026-11-22T03:04:05Z"><tt:Data><tt:SimpleItem Name="State" Value="true"/></tt:Data>' +
  '</tt:Message></wsnt:Message></wsnt:NotificationMessage>'
const pulled = (count: number): string =>
  envelope(`<tev:PullMessagesResponse>${MOTION.repeat(count)}</tev:PullMessagesResponse>`)
const renewed = envelope(
  `<wsnt:RenewResponse><wsnt:TerminationTime>${NOW}</wsnt:TerminationTime></wsnt:RenewResponse>`,
)
const fault = (code: string, detail = ''): { status: number; body: string } => ({
  status: 400,
  body: envelope(
    `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>${code}</SOAP-ENV:Value></SOAP-ENV:Code>` +
      `<SOAP-ENV:Detail>${detail}</SOAP-ENV:Detail></SOAP-ENV:Fault>`,
  ),
})

/** A device that notes what it is asked; calls that have no answer are hung on to. */
async function device(answers: Answers) {
  const asked: Asked[] = []
  let cutOff = 0
  const server = await keep(
    startHttpServer((body, request, response) => {
      const call = /<s:Body[^>]*><(\w+)/.exec(body)?.[1] ?? ''
      const one = { call, body, path: request.url ?? '' }
      asked.push(one)
      const count = asked.filter((other) => other.call === call).length
      const reply = (answers[call] ?? DEFAULTS[call])?.(count, one) ?? HANG
      if (reply === CLOSE) request.socket.destroy()
      else if (reply === HANG) response.on('close', () => (cutOff += 1))
      else {
        const { status, body: text } = typeof reply === 'string' ? { status: 200, body: reply } : reply
        response.writeHead(status).end(text)
      }
    }),
  )
  const session: DeviceSession = await connect(server)
  return {
    session,
    asked,
    count: (call: string) => asked.filter((one) => one.call === call).length,
    last: (call: string) => asked.findLast((one) => one.call === call),
    cutOff: () => cutOff,
  }
}

const DEFAULTS: Answers = {
  GetSystemDateAndTime: () => dateAndTimeAnswer(Date.now()),
  GetServices: () => servicesAnswer(DEVICE, EVENTS),
  CreatePullPointSubscription: () => created(120),
  Renew: () => renewed,
  Unsubscribe: () => envelope('<wsnt:UnsubscribeResponse/>'),
}

function collect() {
  const events: DeviceEvent[] = []
  return { events, onEvents: async (more: readonly DeviceEvent[]) => void events.push(...more) }
}

it('creates, pulls at the host that answered, and gives back what it took when the caller leaves', async () => {
  const camera = await device({ PullMessages: (count) => (count === 1 ? pulled(1) : HANG) })
  const { events, onEvents } = collect()
  const controller = new AbortController()
  const watching = camera.session.watchEvents(onEvents, controller.signal)
  await until(5000, 'the second pull hangs', async () => camera.count('PullMessages') === 2)
  expect(events).toEqual([
    {
      kind: 'motion',
      active: true,
      topic: 'tns1:VideoSource/MotionAlarm',
      source: '',
      deviceAtMs: Date.UTC(2026, 10, 22, 3, 4, 5),
    },
  ])
  controller.abort()
  await watching
  expect(camera.cutOff()).toBe(1)
  expect(camera.count('Unsubscribe')).toBe(1)
  for (const call of ['PullMessages', 'Unsubscribe']) {
    expect(camera.last(call)?.path).toBe('/subscription?id=7')
    expect(camera.last(call)?.body).toContain('<a:To>http://10.9.9.9:1/subscription?id=7</a:To>')
    expect(camera.last(call)?.body).toContain(
      '<p:Id xmlns:p="http://v" a:IsReferenceParameter="true">9</p:Id>',
    )
  }
})

it('sends action, a new message id and a reply address with every call', async () => {
  const camera = await device({
    CreatePullPointSubscription: () => created(2),
    PullMessages: (count) => (count < 6 ? pulled(1) : HANG),
  })
  const controller = new AbortController()
  const watching = camera.session.watchEvents(collect().onEvents, controller.signal)
  await until(
    10_000,
    'it pulled, and renewed on the way',
    async () => camera.count('PullMessages') > 5 && camera.count('Renew') > 0,
  )
  controller.abort()
  await watching
  const own = camera.asked.filter((one) => !one.call.startsWith('Get'))
  expect(new Set(own.map((one) => one.call))).toEqual(
    new Set(['CreatePullPointSubscription', 'PullMessages', 'Renew', 'Unsubscribe']),
  )
  for (const { body, call } of own) {
    expect(body).toMatch(new RegExp(`<a:Action>http://[^<]*/${call}Request</a:Action>`))
    expect(body).toContain('<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address>')
  }
  const ids = own.map((one) => /<a:MessageID>([^<]+)/.exec(one.body)?.[1])
  expect(new Set(ids).size).toBe(own.length)
  expect(camera.asked.find((one) => one.call === 'CreatePullPointSubscription')?.body).toContain('PT180S')
})

it('asks a device for no more than it can: time to wait and number of messages', async () => {
  const limits =
    '<tev:PullMessagesFaultResponse><tev:MaxTimeout>PT5S</tev:MaxTimeout><tev:MaxMessageLimit>10</tev:MaxMessageLimit></tev:PullMessagesFaultResponse>'
  const camera = await device({
    PullMessages: (count) => (count === 1 ? fault('SOAP-ENV:Sender', limits) : HANG),
  })
  const controller = new AbortController()
  const watching = camera.session.watchEvents(collect().onEvents, controller.signal)
  await until(5000, 'the second pull', async () => camera.count('PullMessages') === 2)
  expect(camera.last('PullMessages')?.body).toContain(
    '<Timeout>PT5S</Timeout><MessageLimit>10</MessageLimit>',
  )
  controller.abort()
  await watching
})

it('goes on pulling from a device that refuses renewal, and does not ask it again', async () => {
  const camera = await device({
    CreatePullPointSubscription: () => created(2),
    Renew: () => ({ status: 400, body: '' }),
    PullMessages: (count) => (count < 4 ? pulled(1) : HANG),
  })
  const controller = new AbortController()
  const watching = camera.session.watchEvents(collect().onEvents, controller.signal)
  await until(10_000, 'it pulled four times', async () => camera.count('PullMessages') === 4)
  controller.abort()
  await watching
  expect(camera.count('Renew')).toBe(1)
})

it.each([
  ['answers with a fault', (): Reply => fault('ter:ResourceUnknown'), 'device.fault'],
  ['closes the connection', (): Reply => CLOSE, 'reach.not-onvif'],
  ['answers an empty 400', (): Reply => ({ status: 400, body: '' }), 'device.unreadable'],
])(
  'ends, starts nothing anew and gives back the subscription of a device that %s',
  async (_, reply, code) => {
    const camera = await device({ PullMessages: reply })
    const watching = camera.session.watchEvents(collect().onEvents, new AbortController().signal)
    await expect(watching).rejects.toMatchObject({ kind: 'unavailable', code })
    expect(camera.count('PullMessages')).toBe(1)
    expect(camera.count('CreatePullPointSubscription')).toBe(1)
    expect(camera.count('Unsubscribe')).toBe(1)
  },
)

it('does not run in circles with a device that answers "nothing" at once', async () => {
  const camera = await device({ PullMessages: () => pulled(0) })
  const controller = new AbortController()
  const watching = camera.session.watchEvents(collect().onEvents, controller.signal)
  await until(10_000, 'it pulled twice', async () => camera.count('PullMessages') >= 2)
  // One second and then two lie between the first three: a loop without pause would have made hundreds by now.
  expect(camera.count('PullMessages')).toBeLessThan(4)
  controller.abort()
  await watching
})

it('refuses, and tells why, without an event service or with a wrong password', async () => {
  const deaf = await device({ GetServices: () => servicesAnswer(DEVICE) })
  await expect(
    deaf.session.watchEvents(collect().onEvents, new AbortController().signal),
  ).rejects.toMatchObject({
    code: 'device.fault',
  })
  const strict = await device({ CreatePullPointSubscription: () => notAuthorizedFault() })
  await expect(
    strict.session.watchEvents(collect().onEvents, new AbortController().signal),
  ).rejects.toMatchObject({
    code: 'credentials.wrong',
  })
})

it('ends with its listener’s error, and gives the subscription back', async () => {
  const camera = await device({ PullMessages: () => pulled(1) })
  const failing = async (): Promise<void> => {
    throw new Error('disk full')
  }
  await expect(camera.session.watchEvents(failing, new AbortController().signal)).rejects.toThrow('disk full')
  expect(camera.count('Unsubscribe')).toBe(1)
})
