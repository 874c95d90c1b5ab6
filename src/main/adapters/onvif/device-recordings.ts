import { setTimeout as wait } from 'node:timers/promises'
import type { DeviceRecording } from '#shared/cameras/cameras.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { withDeadline } from './deadline.ts'
import { type DeviceConversation, failureOf } from './device-conversation.ts'
import type { OnvifService } from './device-services.ts'
import type { SoapAnswer } from './guarded-cam.ts'
import { at, childrenOf, escapeXml, textAt, type XmlElement } from './soap-xml.ts'
import { readXmlInstant } from './xml-instant.ts'

const SEARCH = 'http://www.onvif.org/ver10/search/wsdl'
const RECORDING = 'http://www.onvif.org/ver10/recording/wsdl'
/** For all calls of one search together: an NVR answers in pages. */
const SEARCH_TIMEOUT_MS = 60_000
const MAX_RESULTS = 100
/** What a search may still find beyond this is not read: no recorder of a commune holds so many. */
const MAX_RECORDINGS = 2000
const MAX_ROUNDS = 100
const PAUSE_MS = 300

type Span = { readonly fromMs: InstantMs; readonly toMs: InstantMs }

function ask(
  talk: DeviceConversation,
  service: OnvifService,
  name: string,
  inside: string,
  signal: AbortSignal,
): Promise<SoapAnswer> {
  const namespace = service === 'recording' ? RECORDING : SEARCH
  const body = `<${name} xmlns="${namespace}">${inside}</${name}>`
  return talk.call({ service, body }, signal)
}

function spanOf(element: XmlElement | null, fromName: string, toName: string): Span | null {
  const fromMs = readXmlInstant(textAt(element, fromName))
  const toMs = readXmlInstant(textAt(element, toName))
  return fromMs !== null && toMs !== null && toMs > fromMs ? { fromMs, toMs } : null
}

/** What it says of the whole, else what its tracks span together. */
function recordedSpan(information: XmlElement): Span | null {
  const whole = spanOf(information, 'EarliestRecording', 'LatestRecording')
  if (whole) return whole
  const tracks = childrenOf(information, 'Track').flatMap(
    (track) => spanOf(track, 'DataFrom', 'DataTo') ?? [],
  )
  if (tracks.length === 0) return null
  return {
    fromMs: Math.min(...tracks.map((span) => span.fromMs)),
    toMs: Math.max(...tracks.map((span) => span.toMs)),
  }
}

function recordingOf(token: string, sourceName: string, span: Span | null): DeviceRecording[] {
  if (token === '' || span === null) return []
  return [{ token, sourceName, fromDeviceMs: span.fromMs, toDeviceMs: span.toMs }]
}

function readInformation(information: XmlElement): DeviceRecording[] {
  const token = textAt(information, 'RecordingToken')
  return recordingOf(token, textAt(information, 'Source', 'Name'), recordedSpan(information))
}

async function readResults(
  talk: DeviceConversation,
  searchToken: string,
  signal: AbortSignal,
): Promise<DeviceRecording[] | null> {
  const found = new Map<string, DeviceRecording>()
  const limits = `<MinResults>1</MinResults><MaxResults>${MAX_RESULTS}</MaxResults><WaitTime>PT5S</WaitTime>`
  const inside = `<SearchToken>${escapeXml(searchToken)}</SearchToken>${limits}`
  for (let round = 0; round < MAX_ROUNDS && found.size < MAX_RECORDINGS; round += 1) {
    const answer = await ask(talk, 'search', 'GetRecordingSearchResults', inside, signal)
    const list = at(answer.body, 'GetRecordingSearchResultsResponse', 'ResultList')
    // Some give a search token that they then do not know.
    if (!list) return round === 0 ? null : [...found.values()]
    const results = childrenOf(list, 'RecordingInformation')
    for (const recording of results.flatMap(readInformation)) found.set(recording.token, recording)
    if (/^completed$/i.test(textAt(list, 'SearchState'))) break
    if (results.length === 0) await wait(PAUSE_MS, undefined, { signal })
  }
  return [...found.values()]
}

/** @returns null when the device does not search, or not to the end */
async function search(talk: DeviceConversation, signal: AbortSignal): Promise<DeviceRecording[] | null> {
  const inside = '<Scope/><KeepAliveTime>PT30S</KeepAliveTime>'
  const answer = await ask(talk, 'search', 'FindRecordings', inside, signal)
  const token = textAt(answer.body, 'FindRecordingsResponse', 'SearchToken')
  if (token === '') return null
  try {
    return await readResults(talk, token, signal)
  } finally {
    // A device keeps few searches; one that cannot end one forgets it after the time above.
    await ask(talk, 'search', 'EndSearch', `<SearchToken>${escapeXml(token)}</SearchToken>`, signal).catch(
      () => null,
    )
  }
}

/** Without a search: each recording of the list is asked about; where that fails, it gets the span of the whole card. */
async function listOneByOne(talk: DeviceConversation, signal: AbortSignal): Promise<DeviceRecording[]> {
  const answer = await ask(talk, 'recording', 'GetRecordings', '', signal)
  const response = at(answer.body, 'GetRecordingsResponse')
  if (!response) throw failureOf(answer)
  const items = childrenOf(response, 'RecordingItem').slice(0, MAX_RECORDINGS)
  if (items.length === 0) return []
  const summary = await ask(talk, 'search', 'GetRecordingSummary', '', signal)
  const card = spanOf(at(summary.body, 'GetRecordingSummaryResponse', 'Summary'), 'DataFrom', 'DataUntil')
  const found: DeviceRecording[] = []
  for (const item of items) {
    const token = textAt(item, 'RecordingToken')
    const inside = `<RecordingToken>${escapeXml(token)}</RecordingToken>`
    const told = await ask(talk, 'search', 'GetRecordingInformation', inside, signal)
    const information = at(told.body, 'GetRecordingInformationResponse', 'RecordingInformation')
    const span = information ? recordedSpan(information) : card
    const sourceName =
      textAt(information, 'Source', 'Name') || textAt(item, 'Configuration', 'Source', 'Name')
    found.push(...recordingOf(token, sourceName, span))
  }
  return found
}

/** See `DeviceSession.findRecordings`. Recordings that do not say from when to when are left out. */
export async function findDeviceRecordings(
  talk: DeviceConversation,
  signal: AbortSignal | undefined,
): Promise<DeviceRecording[]> {
  const { services } = talk
  if (!services.has('search') && !services.has('recording')) return []
  const found = await withDeadline(SEARCH_TIMEOUT_MS, signal, async (limit) => {
    const searched = services.has('search') ? await search(talk, limit) : null
    if (searched && (searched.length > 0 || !services.has('recording'))) return searched
    if (!services.has('recording')) {
      throw new AppError('unavailable', 'device.fault', { fault: '', reason: 'search failed' })
    }
    // A search that finds nothing is asked to prove it.
    const listed = listOneByOne(talk, limit)
    return searched ? listed.catch(() => searched) : listed
  })
  return found.toSorted((one, other) => one.fromDeviceMs - other.fromDeviceMs)
}
