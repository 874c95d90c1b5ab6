import { afterEach, expect, it } from 'vitest'
import {
  envelope,
  identityAnswer,
  notAuthorizedFault,
  type SoapHandler,
} from '#tests/builders/fake-onvif-server.ts'
import { closeServers, DEVICE, MEDIA, service, servicesAnswer, session } from '#tests/builders/onvif-bench.ts'

afterEach(closeServers)

const SERVICES = servicesAnswer(
  DEVICE,
  MEDIA,
  ...['recording', 'search', 'replay'].map((name) =>
    service(`http://www.onvif.org/ver10/${name}/wsdl`, `http://10.9.9.9/onvif/${name}`),
  ),
)
const REFUSED = { status: 400, body: '' }

const information = (token: string, from: string, to: string, tracks = ''): string =>
  `<tse:RecordingInformation><tt:RecordingToken>${token}</tt:RecordingToken><tt:Source><tt:Name>Quầy 1</tt:Name></tt:Source>` +
  `<tt:EarliestRecording>${from}</tt:EarliestRecording><tt:LatestRecording>${to}</tt:LatestRecording>${tracks}</tse:RecordingInformation>`
const results = (state: string, ...inside: readonly string[]): string =>
  envelope(
    '<tse:GetRecordingSearchResultsResponse><tse:ResultList><tt:SearchState>' +
      `${state}</tt:SearchState>${inside.join('')}</tse:ResultList></tse:GetRecordingSearchResultsResponse>`,
  )
const FOUND = envelope(
  '<tse:FindRecordingsResponse><tse:SearchToken>00&amp;7</tse:SearchToken></tse:FindRecordingsResponse>',
)
const FIRST = information('001', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')
const SECOND = information('002', '2026-11-19T07:00:00+07:00', '2026-11-19T08:00:00+07:00')

type Answers = Readonly<Record<string, (body: string, count: number) => ReturnType<SoapHandler>>>

async function device(answers: Answers, services = SERVICES) {
  const asked: string[] = []
  const opened = await session((call, body) => {
    asked.push(call)
    if (call === 'GetServices') return services
    if (call === 'GetDeviceInformation') return identityAnswer()
    return answers[call]?.(body, asked.filter((one) => one === call).length) ?? REFUSED
  })
  return { opened, asked }
}

it('searches to the end, page by page, ends the search, and lists the oldest first', async () => {
  const { opened, asked } = await device({
    FindRecordings: () => FOUND,
    GetRecordingSearchResults: (body, count) => {
      expect(body).toContain('<SearchToken>00&amp;7</SearchToken>')
      return (
        [results('Searching', FIRST), results('Searching'), results('Completed', FIRST, SECOND)][count - 1] ??
        REFUSED
      )
    },
    EndSearch: () => envelope('<tse:EndSearchResponse/>'),
  })
  expect(await opened.findRecordings()).toEqual([
    {
      token: '002',
      sourceName: 'Quầy 1',
      fromDeviceMs: Date.UTC(2026, 10, 19),
      toDeviceMs: Date.UTC(2026, 10, 19, 1),
    },
    {
      token: '001',
      sourceName: 'Quầy 1',
      fromDeviceMs: Date.UTC(2026, 10, 20),
      toDeviceMs: Date.UTC(2026, 10, 21),
    },
  ])
  expect(asked.filter((call) => call === 'GetRecordingSearchResults')).toHaveLength(3)
  expect(asked.at(-1)).toBe('EndSearch')
})

const LISTED = (...tokens: readonly string[]): string =>
  envelope(
    `<trc:GetRecordingsResponse>${tokens
      .map(
        (token) => `<trc:RecordingItem><tt:RecordingToken>${token}</tt:RecordingToken></trc:RecordingItem>`,
      )
      .join('')}</trc:GetRecordingsResponse>`,
  )
const SUMMARY = envelope(
  '<tse:GetRecordingSummaryResponse><tse:Summary><tt:DataFrom>2026-11-01T00:00:00Z</tt:DataFrom>' +
    '<tt:DataUntil>2026-11-02T00:00:00Z</tt:DataUntil></tse:Summary></tse:GetRecordingSummaryResponse>',
)

it.each([
  ['two', LISTED('a', 'b'), 2],
  ['a single one', LISTED('a'), 1],
  ['none', LISTED(), 0],
])('asks one by one when the device does not know its own search: %s', async (_, listed, count) => {
  const { opened } = await device({
    FindRecordings: () => FOUND,
    GetRecordings: () => listed,
    GetRecordingInformation: (body) => {
      const token = /<RecordingToken>(\w)/.exec(body)?.[1] ?? ''
      const answer = information(token, '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')
      return envelope(`<tse:GetRecordingInformationResponse>${answer}</tse:GetRecordingInformationResponse>`)
    },
  })
  expect(await opened.findRecordings()).toHaveLength(count)
})

it('takes the span of the card for recordings that the device tells nothing about', async () => {
  const { opened } = await device({ GetRecordings: () => LISTED('a'), GetRecordingSummary: () => SUMMARY })
  expect(await opened.findRecordings()).toEqual([
    { token: 'a', sourceName: '', fromDeviceMs: Date.UTC(2026, 10, 1), toDeviceMs: Date.UTC(2026, 10, 2) },
  ])
})

it('takes what the tracks span, and leaves out what has no time', async () => {
  const track = (from: string, to: string): string =>
    `<tt:Track><tt:DataFrom>${from}</tt:DataFrom><tt:DataTo>${to}</tt:DataTo></tt:Track>`
  const tracks =
    track('2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z') +
    track('2026-11-20T00:00:00Z', '2026-11-20T01:30:00Z')
  const { opened } = await device({
    FindRecordings: () => FOUND,
    GetRecordingSearchResults: () =>
      results('Completed', information('t', '', '', tracks), information('u', '', '')),
  })
  expect(await opened.findRecordings()).toEqual([
    {
      token: 't',
      sourceName: 'Quầy 1',
      fromDeviceMs: Date.UTC(2026, 10, 20),
      toDeviceMs: Date.UTC(2026, 10, 20, 2),
    },
  ])
})

it('has nothing without the services, and says so when the device refuses all of it', async () => {
  const without = await device({}, servicesAnswer(DEVICE, MEDIA))
  expect(await without.opened.findRecordings()).toEqual([])
  const refusing = await device({})
  await expect(refusing.opened.findRecordings()).rejects.toMatchObject({ code: 'device.unreadable' })
  const strict = await device({ GetRecordings: () => notAuthorizedFault() })
  await expect(strict.opened.findRecordings()).rejects.toMatchObject({ code: 'credentials.wrong' })
})

it('gives the replay address at the host that answered, and none without the service', async () => {
  const { opened } = await device({
    GetReplayUri: (body) =>
      body.includes('<RecordingToken>a&amp;b</RecordingToken>')
        ? envelope(
            '<trp:GetReplayUriResponse><trp:Uri>rtsp://u:p@10.9.9.9:5554/r?x=1&amp;y=2</trp:Uri></trp:GetReplayUriResponse>',
          )
        : REFUSED,
  })
  expect(await opened.getReplayUri('a&b')).toBe('rtsp://127.0.0.1:5554/r?x=1&y=2')
  await expect(opened.getReplayUri('other')).rejects.toMatchObject({ code: 'device.unreadable' })
  const without = await device({}, servicesAnswer(DEVICE, MEDIA))
  await expect(without.opened.getReplayUri('a')).rejects.toMatchObject({ code: 'device.fault' })
})
